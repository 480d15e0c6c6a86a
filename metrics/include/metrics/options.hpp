#pragma once
// What to register: the arguments of Registry::counter, gauge, histogram and so on.
//
//   registry.histogram({
//       .name = "message_processing_time_seconds",
//       .help = "From an update's receipt to the commit of its handling.",
//       .unit = "seconds",
//       .buckets = {0.001, 0.01, 0.1, 1, 5, 10},
//       .native = metrics::NativeOptions{},
//   });
//
// A metric name matches [a-zA-Z_:][a-zA-Z0-9_:]*, a label name [a-zA-Z_][a-zA-Z0-9_]*, unless the registry allows UTF-8
// names; label names that begin with `__` are Prometheus's own, and so are `le` on a histogram and `quantile` on a
// summary. Values: copy them freely, from any thread.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "metrics/description.hpp"

namespace metrics {

/// What a family does with label values that would make it larger than its `max_series`.
enum class SeriesLimitPolicy {
  refuse,    ///< `with` throws TooManySeries.
  overflow,  ///< `with` answers one series more, whose label values are all "overflow".
};

/// How many series a family may have at once. Labels whose values come from outside should have such a limit.
struct SeriesLimit {
  std::size_t max_series = 0;  ///< 0: no limit.
  SeriesLimitPolicy policy = SeriesLimitPolicy::refuse;
};

/// A counter, gauge, summary or info. A counter's name must end in `_total`, an info's in `_info`.
struct MetricOptions {
  std::string name;
  std::string help;                      ///< One sentence for people; any UTF-8.
  std::vector<std::string> labels = {};  ///< Label names; none: the family is one series.
  /// A base unit, [a-zA-Z0-9_]*. It must be the end of the name, before `_total`: `_<unit>` (OpenMetrics 1.0, "Unit").
  std::string unit = {};
  OpenMetricsType openmetrics_type = OpenMetricsType::same;
  std::vector<Label> constant_labels = {};
  SeriesLimit limit = {};
};

struct StateSetOptions {
  std::string name;
  std::string help;
  std::vector<std::string> states;  ///< 1 to 64, all different.
  std::vector<std::string> labels = {};
  std::vector<Label> constant_labels = {};
  SeriesLimit limit = {};
};

/// 5 ms to 10 s, for durations in seconds: the default of the official clients.
std::vector<double> default_buckets();

/// `count` bounds from `first` on, each `width` above the one before; none if `width` isn't above 0.
std::vector<double> linear_buckets(double first, double width, std::size_t count);

/// `count` bounds from `first` on, each `factor` times the one before; none unless `first` > 0 and `factor` > 1.
std::vector<double> exponential_buckets(double first, double factor, std::size_t count);

/// The native half of a histogram (prometheus.io/docs/specs/native_histograms): buckets of one relative width, made
/// where observations fall, over all of double's range.
struct NativeOptions {
  /// −4 to 8. Each bucket's upper bound is 2^(2^−schema) times its lower one: 16 times and more at −4, twice at 0,
  /// 1.09 times at 3, 1.0027 times at 8.
  int schema = 3;
  /// What is no further from 0 than this is in the zero bucket. Not negative, finite.
  double zero_threshold = 0x1p-128;
  /// So many buckets may be populated, positive and negative together; the first observation beyond halves the
  /// resolution (schema − 1) until they are few enough, and where schema −4 doesn't suffice the histogram begins again
  /// at 0. 0: no limit but 65,520, all that there is room for; one more makes it begin again.
  std::size_t max_buckets = 160;
  /// If so much time has passed since the histogram began, an observation beyond `max_buckets` makes it begin again at
  /// full resolution instead of losing some: counts, sum and start, classic buckets too. 0: never.
  std::chrono::seconds min_reset_interval{0};
};

struct HistogramOptions {
  std::string name;
  std::string help;
  std::vector<std::string> labels = {};
  std::string unit = {};
  /// Upper bounds, inclusive, finite and strictly increasing, at most 10,000. The bucket up to +Inf is added by itself.
  /// With `native` they may well be empty.
  std::vector<double> buckets = default_buckets();
  std::optional<NativeOptions> native = std::nullopt;
  std::vector<Label> constant_labels = {};
  SeriesLimit limit = {};
};

}  // namespace metrics
