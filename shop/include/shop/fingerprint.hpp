#pragma once
// A short name for a text: to tell whether it has changed, or where there is no room for all of it. A pure function.

#include <string>
#include <string_view>

namespace shop {

/// 16 hexadecimal digits (FNV-1a, 64 bits): different for different texts, unless somebody wants them to be alike.
std::string fingerprint_of(std::string_view text);

}  // namespace shop
