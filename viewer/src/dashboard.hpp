#pragma once
// A dashboard in Grafana's JSON, as far as the server must know it. Pure functions.

#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace viewer {

struct DashboardSummary {
  std::string uid;
  std::string title;
  std::string description;  ///< Empty: none.
  std::vector<std::string> tags;
};

/// The error says where the text stops being JSON, or what is missing: people edit these files by hand.
values::Result<DashboardSummary> read_dashboard(std::string_view text);

}  // namespace viewer
