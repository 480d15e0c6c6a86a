#pragma once
// Foreign text as an error message may show it. Pure.

#include <string>
#include <string_view>

namespace metrics {

/// `text` in single quotes; bytes that are not printable ASCII as `\xNN`, and at most the first 100 bytes.
std::string quote(std::string_view text);

}  // namespace metrics
