#pragma once
// A short name for a long one.

#include <cstdint>
#include <string>
#include <string_view>

namespace bot {

/// 16 hexadecimal digits (FNV-1a, 64 bits).
std::string fingerprint_of(std::string_view text);

}  // namespace bot
