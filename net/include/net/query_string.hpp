#pragma once
// The part of a URL behind the '?', as forms write it (WHATWG URL standard, section 5,
// application/x-www-form-urlencoded).
//
//   for (const net::QueryParameter& parameter : net::parse_query(request.query())) …
//   request.target = "/api/v1/query?" + net::write_query({{"query", "up == 0"}});   // "query=up%20%3D%3D%200"
//
// Pure functions.

#include <string>
#include <string_view>
#include <vector>

namespace net {

struct QueryParameter {
  std::string name;
  std::string value;

  bool operator==(const QueryParameter&) const = default;
};

/// In the order in which they stand; a name may come twice. '+' is a space, a '%' without two hexadecimal digits stands
/// for itself, and a name without '=' has an empty value. The texts may hold any bytes, UTF-8 or not.
std::vector<QueryParameter> parse_query(std::string_view query);

/// Reads back as `parameters`; every byte but letters, digits, '-', '.', '_' and '~' is escaped.
std::string write_query(const std::vector<QueryParameter>& parameters);

}  // namespace net
