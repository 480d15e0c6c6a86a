#pragma once
// What to register: the arguments of Registry::counter, gauge and histogram.
//
//   registry.histogram({
//       .name = "message_processing_time_seconds",
//       .help = "From an update's receipt to the commit of its handling.",
//       .unit = "seconds",
//       .buckets = {0.001, 0.01, 0.1, 1, 5, 10},
//   });
//
// A metric name matches [a-zA-Z_:][a-zA-Z0-9_:]*, a label name [a-zA-Z_][a-zA-Z0-9_]*; label names that begin with `__`
// are Prometheus's own, and so is `le` on a histogram. Values: copy them freely, from any thread.

#include <string>
#include <vector>

#include "metrics/description.hpp"

namespace metrics {

/// A counter or a gauge. A counter's name must end in `_total`.
struct MetricOptions {
  std::string name;
  std::string help;                      ///< One sentence for people; any UTF-8.
  std::vector<std::string> labels = {};  ///< Label names; none: the family is one series.
  /// A base unit, [a-zA-Z0-9_]*. OpenMetrics can carry it only if the name (before `_total`) ends in `_<unit>`.
  std::string unit = {};
  OpenMetricsType openmetrics_type = OpenMetricsType::same;
};

/// 5 ms to 10 s, for durations in seconds: the default of the official clients.
std::vector<double> default_buckets();

struct HistogramOptions {
  std::string name;
  std::string help;
  std::vector<std::string> labels = {};
  std::string unit = {};
  /// Upper bounds, inclusive, finite and strictly increasing. The bucket up to +Inf is added by itself.
  std::vector<double> buckets = default_buckets();
};

}  // namespace metrics
