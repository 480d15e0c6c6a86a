#pragma once
// Smaller answers for whoever takes them compressed. Pure functions.

#include <optional>
#include <string>
#include <string_view>

#include "net/http_message.hpp"

namespace viewer {

/// Whether the value of an `Accept-Encoding` header allows gzip (RFC 9110, section 12.5.3).
bool accepts_gzip(std::string_view accepted);

/// `text` compressed (RFC 1952), quickly rather than tightly. None if there is no memory for it.
std::optional<std::string> gzip(std::string_view text);

/// The answer as it is, or with its body compressed where `request` allows it and the body is large enough to gain by
/// it.
net::Response compressed(net::Response answer, const net::Request& request);

}  // namespace viewer
