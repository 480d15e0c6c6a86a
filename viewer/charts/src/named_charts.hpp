#pragma once
// The charts that have a name of their own: /chart payments in the chat.
//
//   std::optional<Panel> panel = named_chart("payments", Language::english);
//
// Constants. The queries read either kind of histogram, and mean what the dashboards' do.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language.hpp"
#include "panel.hpp"

namespace charts {

std::optional<Panel> named_chart(std::string_view name, Language language);

/// In the order in which a person looks for them.
std::vector<std::string> chart_names();

/// The chart of any metric, by what kind it is: Prometheus's "gauge", "counter", "histogram", …
Panel chart_of_metric(const std::string& metric, const std::string& type, Language language);

/// The chart of somebody's own query. A comparison at its end becomes a limit.
Panel chart_of_query(const std::string& query, const std::string& title);

/// p50, p95 and p99 of a histogram, whichever kind Prometheus stores.
std::vector<PanelQuery> quantiles_of(const std::string& histogram);

}  // namespace charts
