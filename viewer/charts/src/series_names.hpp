#pragma once
// Names for series that nobody named: by what tells them apart.
//
//   names_of({{{"job", "a"}, {"status", "failed"}}, {{"job", "a"}, {"status", "success"}}});   // "failed", "success"
//
// Pure function.

#include <string>
#include <vector>

#include "monitoring/series.hpp"

namespace charts {

/// The values of the labels that are not the same for all; `otherwise` where nothing tells a series apart.
std::vector<std::string> names_of(const std::vector<monitoring::Labels>& series, const std::string& otherwise);

}  // namespace charts
