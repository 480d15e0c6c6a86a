#pragma once
// Everything in an exposition is UTF-8; one wrong byte and Prometheus refuses the whole scrape. Pure.

#include <string_view>

namespace metrics {

/// True if `text` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF).
bool is_valid_utf8(std::string_view text);

}  // namespace metrics
