#pragma once
// A histogram: how many observations fell below each of some bounds, and what they add up to. Quantiles and averages
// over any stretch of time, and over many processes, come out of it in a query.
//
//   metrics::Histogram& processing = registry.histogram({
//       .name = "message_processing_time_seconds",
//       .help = "From an update's receipt to the commit of its handling.",
//       .unit = "seconds",
//       .buckets = {0.001, 0.01, 0.1, 1, 5, 10},
//   }).with();
//   processing.observe(0.25);
//
// Thread-safe. An update never locks, allocates or throws. A reference stays valid as long as the registry.

#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

#include "metrics/cells.hpp"
#include "metrics/family.hpp"
#include "metrics/series_setup.hpp"

namespace metrics {

/// A histogram at one moment.
struct HistogramSnapshot {
  std::vector<double> upper_bounds = {};   ///< Inclusive and strictly increasing, without +Inf.
  std::vector<std::uint64_t> counts = {};  ///< Of each bucket alone, not cumulative; one more than bounds: up to +Inf.
  double sum = 0;                          ///< Of all observations.
  std::chrono::system_clock::time_point started = {};

  /// Of all observations: the sum of `counts`.
  std::uint64_t count() const;
};

class Histogram {
 public:
  explicit Histogram(const SeriesSetup& setup);
  Histogram(const Histogram&) = delete;
  Histogram& operator=(const Histogram&) = delete;

  /// Counts `value` in the first bucket whose upper bound is not below it. NaN changes nothing and is counted in
  /// `metrics_invalid_updates_total`: it would spoil the sum for good.
  void observe(double value) noexcept;

  /// One consistent reading: `count()` is what the buckets add up to, whatever is observed meanwhile.
  HistogramSnapshot snapshot() const;

  /// The same into a snapshot at hand, whose memory is used again.
  void read_into(HistogramSnapshot& snapshot) const;

 private:
  std::span<const double> upper_bounds_;
  HistogramCells cells_;
  std::chrono::system_clock::time_point started_;
  CounterCell& invalid_updates_;
};

/// The histograms of one name, told apart by their label values.
class HistogramFamily final : public Family<Histogram> {
 public:
  using Family::Family;
};

}  // namespace metrics
