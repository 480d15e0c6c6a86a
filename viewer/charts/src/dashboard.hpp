#pragma once
// A dashboard in Grafana's JSON model (the classic one: docs/reference/http_api and kinds/dashboard), as far as
// pictures show it. It may have been edited by hand: what is of a wrong type counts as not there.
//
//   Outcome<Dashboard> dashboard = parse_dashboard(text, Language::english);
//
// Pure.

#include <string>
#include <string_view>
#include <vector>

#include "language.hpp"
#include "panel.hpp"
#include "refusal.hpp"

namespace charts {

struct Dashboard {
  std::string title;
  /// In the order in which they stand, those in collapsed rows too; rows themselves are left out.
  std::vector<Panel> panels;
};

/// 422 if it is not JSON, or no dashboard. No more than 100 panels, and 20 queries of each, are read.
Outcome<Dashboard> parse_dashboard(std::string_view text, Language language);

}  // namespace charts
