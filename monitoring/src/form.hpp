#pragma once
// Parameters of a request as application/x-www-form-urlencoded text: a query, or a body.
//
//   encode_form({{"query", "up == 1"}, {"time", "5"}});   // "query=up%20%3D%3D%201&time=5"
//
// Pure function.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace monitoring {

std::string encode_form(const std::vector<std::pair<std::string_view, std::string>>& fields);

}  // namespace monitoring
