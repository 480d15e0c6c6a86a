#pragma once
// A value as an error may show it: on one line, not too long, without a password. Pure.

#include <string>
#include <string_view>

namespace values {

/// In quotes, with control characters and broken UTF-8 replaced, at most 100 characters, and "***" for the user and
/// password of an address ("https://***@host").
std::string quote(std::string_view value);

}  // namespace values
