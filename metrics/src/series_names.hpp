#pragma once
// Who exposes which series name, so that a second one is refused and told about the first.
//
// A family owns more names than its own: a histogram `X` exposes `X_bucket`, `X_sum` and `X_count`, and OpenMetrics
// takes `X` and `X_created` for a counter `X_total` (OpenMetrics 1.0, "Suffixes"). Not thread-safe: the registry locks.

#include <source_location>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "metrics/description.hpp"

namespace metrics {

class SeriesNames {
 public:
  /// Takes all names of all `families`, or throws DuplicateSeries and takes none.
  void claim(std::span<const Description> families, const std::source_location& where);

 private:
  struct Owner {
    std::string title;  ///< counter 'payments_total' (shop_metrics.cpp:17)
    std::string name;
    MetricType type;
    OpenMetricsType openmetrics_type;
  };
  using Owners = std::unordered_map<std::string, Owner>;

  static Owner owner_of(const Description& family, const std::source_location& where);
  static std::vector<std::string> scrape_names(const Description& family);
  static std::vector<std::string> openmetrics_names(const Description& family);
  static std::string way_out(const Owner& newcomer, const Owner& present);

  void claim(const Description& family, const std::source_location& where);
  void release(const Description& family);

  Owners scrape_;  ///< In text and protobuf.
  Owners openmetrics_;
};

}  // namespace metrics
