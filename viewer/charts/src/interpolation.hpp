#pragma once
// Grafana's variables in expressions and legends
// (https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/).
//
//   interpolate("rate(x[$__rate_interval])", {.step = 15s, .range = 6h});   // "rate(x[60s])"
//   fill_legend("{{status}} of {{job}}", labels);                           // "success of coursebot"
//
// Pure functions.

#include <chrono>
#include <map>
#include <string>
#include <string_view>

#include "monitoring/series.hpp"

namespace charts {

struct Interpolation {
  std::chrono::milliseconds step{15'000};
  std::chrono::milliseconds range{0};
  std::map<std::string, std::string> variables = {};  ///< Of the dashboard.
};

/// Puts values for $name, ${name}, ${name:format} and [[name]]. $__interval, $__rate_interval, $__range and their _s
/// and _ms are known; $__bar is ours: the width of a bar. A name without a value is left as it is.
std::string interpolate(std::string_view text, const Interpolation& values);

/// Puts labels for {{name}}; nothing for a label that is not there.
std::string fill_legend(std::string_view legend, const monitoring::Labels& labels);

}  // namespace charts
