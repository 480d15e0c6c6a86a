#pragma once
// What a metric family is, apart from its values: what `coursebot list-metrics` prints and what stands in the
// `# HELP` and `# TYPE` lines of a scrape.
//
//   for (const metrics::Description& family : registry.describe())
//     std::cout << family.name << ' ' << to_string(family.type) << ' ' << family.help << '\n';
//
// Values: copy them freely, from any thread.

#include <string>
#include <string_view>
#include <vector>

namespace metrics {

enum class MetricType { counter, gauge, histogram, summary, info, state_set };

/// "counter", "gauge", "histogram", "summary", "info", "stateset": as in a `# TYPE` line of OpenMetrics, which knows
/// them all.
std::string_view to_string(MetricType type);

/// As what an OpenMetrics exposition shows a counter or a gauge. The other formats show the true type always.
///
/// OpenMetrics gives counter `X_total` the family name `X` and a series `X_created` of its own (OpenMetrics 1.0,
/// "Counter"), so there it can't stand beside a gauge `X`. As `unknown` it keeps its full name, and nothing else.
enum class OpenMetricsType { same, unknown };

struct Label {
  std::string name;
  std::string value;

  friend bool operator==(const Label&, const Label&) = default;
};

struct Description {
  std::string name;
  MetricType type = MetricType::gauge;
  std::string help = {};
  std::vector<std::string> labels = {};  ///< Label names, in the order `with` takes their values.
  std::string unit = {};                 ///< A base unit such as "seconds" or "bytes"; empty: none.
  OpenMetricsType openmetrics_type = OpenMetricsType::same;
  std::vector<Label> constant_labels = {};  ///< On every series of the family, before its own.
  std::vector<std::string> states = {};     ///< Of a state set; empty for other types.
};

}  // namespace metrics
