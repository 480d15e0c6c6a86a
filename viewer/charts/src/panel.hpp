#pragma once
// What is to be shown, before Prometheus is asked: a panel of a dashboard, or a chart of ours, which is described
// alike.
//
// Values.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "chart.hpp"

namespace charts {

struct PanelQuery {
  std::string expression;  ///< May hold Grafana's variables, such as $__rate_interval.
  std::string legend;      ///< Grafana's legendFormat: "{{status}}". Empty: what tells the series apart.
};

enum class PanelKind { time_series, figures, other };

/// From a value on, a colour by its name in Grafana. The first one has no value: it is the base.
struct ThresholdStep {
  std::optional<double> from;
  std::string colour;
};

struct Panel {
  int id = 0;
  std::string type;  ///< Grafana's name of the kind of panel.
  PanelKind kind = PanelKind::time_series;
  std::string title;
  std::vector<PanelQuery> queries;
  std::string unit;
  std::optional<int> decimals;
  Shape shape = Shape::lines;
  std::optional<double> low, high, soft_high;
  std::vector<ThresholdStep> thresholds;
  bool draws_thresholds = false;
  std::map<std::string, std::string> colours;    ///< Of series, by their names.
  std::string colour;                            ///< Of all series; empty: each has its own.
  bool shows_names = false;                      ///< Of figures: their names are the message.
  std::string no_value;                          ///< Shown in place of figures that are not there.
  std::map<std::string, std::string> variables;  ///< Of the dashboard, with their values.
  /// What the picture leaves out of it, in both languages' common words: option names of the dashboard.
  std::vector<std::string> left_out;
};

}  // namespace charts
