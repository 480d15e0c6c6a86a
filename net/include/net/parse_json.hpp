#pragma once
// Parses JSON that somebody else wrote.
//
//   std::optional<boost::json::value> parsed = net::parse_json(response.body);
//
// Pure function.

#include <optional>
#include <string_view>

#include <boost/json/value.hpp>

namespace net {

/// None if `text` is not JSON, or is nested deeper than any answer of the Bot API, Prometheus or Alertmanager. The
/// value and its parts share one arena: a tree of many small pieces costs a few allocations.
std::optional<boost::json::value> parse_json(std::string_view text);

}  // namespace net
