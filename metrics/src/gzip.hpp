#pragma once
// Compression for HTTP (RFC 1952). Pure.

#include <optional>
#include <string>
#include <string_view>

namespace metrics {

/// `text` compressed, quickly rather than tightly: an exposition repeats itself, so little is lost. Nothing if there is
/// no memory for it.
std::optional<std::string> gzip(std::string_view text);

}  // namespace metrics
