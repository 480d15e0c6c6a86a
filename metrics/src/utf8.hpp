#pragma once
// Everything in an exposition is UTF-8; one wrong byte and Prometheus refuses the whole scrape. Pure.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace metrics {

/// True if `text` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF).
bool is_valid_utf8(std::string_view text);

/// The length in bytes, 1 to 4, of the code point that `text`, which is not empty, begins with; 0 if it is malformed.
std::size_t leading_code_point(std::string_view text);

/// The code point that `character`, one well-formed sequence, stands for.
std::uint32_t code_point(std::string_view character);

}  // namespace metrics
