#pragma once
// UTF-8 as Telegram counts it. Pure functions.

#include <cstddef>
#include <string>
#include <string_view>

namespace values {

/// True if `text` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF).
bool is_valid_utf8(std::string_view text);

/// How many code points `text` has; the unit of most of Telegram's limits. `text` must be well-formed.
std::size_t count_code_points(std::string_view text);

/// How many UTF-16 code units `text` would have: the unit of message entities. `text` must be well-formed.
std::size_t count_utf16_units(std::string_view text);

/// The first `limit` code points of `text`, whole; ends with "…" when something was cut (which counts as one).
std::string truncate_code_points(std::string_view text, std::size_t limit);

/// `text` with every byte that is not part of well-formed UTF-8 replaced by U+FFFD.
std::string to_valid_utf8(std::string_view text);

}  // namespace values
