#pragma once
// A histogram: how many observations fell into each of many buckets, and what they add up to. Quantiles and averages
// over any stretch of time, and over many processes, come out of it in a query.
//
//   metrics::Histogram& processing = registry.histogram({
//       .name = "message_processing_time_seconds",
//       .help = "From an update's receipt to the commit of its handling.",
//       .unit = "seconds",
//       .buckets = {0.001, 0.01, 0.1, 1, 5, 10},  // classic: what every Prometheus understands
//       .native = metrics::NativeOptions{},       // native: any quantile within a few percent, without choosing bounds
//   }).with();
//   processing.observe(0.25);
//
// Thread-safe. An update never throws, and in steady state neither locks nor allocates: a native bucket is made at the
// first observation that falls into it. A reference stays valid as long as the registry.

#include <chrono>
#include <memory>

#include "metrics/exemplar.hpp"
#include "metrics/family.hpp"
#include "metrics/histogram_snapshot.hpp"
#include "metrics/series_setup.hpp"

namespace metrics {

class HistogramCells;

class Histogram {
 public:
  explicit Histogram(const SeriesSetup& setup);
  ~Histogram();
  Histogram(const Histogram&) = delete;
  Histogram& operator=(const Histogram&) = delete;

  /// Counts `value` in the first classic bucket whose upper bound is not below it, and in its native bucket. NaN counts
  /// too, up to +Inf and in no native bucket, and makes the sum NaN for good. Where there is no memory for a new native
  /// bucket the value is ignored and counted in `metrics_invalid_updates_total`.
  void observe(double value) noexcept;

  /// The same with an exemplar. While another thread keeps one, this one's is dropped.
  void observe(double value, ExemplarLabels exemplar) noexcept;

  /// One consistent reading: `count()` is what the classic buckets add up to and what the native ones and NaN do,
  /// whatever is observed meanwhile. An observation that is being made at this moment may be in the buckets and not yet
  /// in the sum, or the other way round.
  HistogramSnapshot snapshot() const;

  /// The same into a snapshot at hand, whose memory is used again.
  void read_into(HistogramSnapshot& snapshot) const;

  /// Begins again at 0, as a new series would. For families: see Family::remove.
  void restart() noexcept;

 private:
  const std::unique_ptr<HistogramCells> cells_;
  const SeriesSetup& setup_;
};

/// The histograms of one name, told apart by their label values.
class HistogramFamily final : public Family<Histogram> {
 public:
  using Family::Family;
};

}  // namespace metrics
