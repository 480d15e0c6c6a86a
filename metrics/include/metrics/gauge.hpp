#pragma once
// A gauge: how much of something there is now. It goes up and down.
//
//   metrics::Gauge& online = registry.gauge({
//       .name = "users_online",
//       .help = "Users seen in the last minutes.",
//   }).with();
//   online.set(42);
//   online.inc();
//   online.dec();
//
// Thread-safe. An update never locks, allocates or throws. A reference stays valid as long as the registry. Unlike a
// counter, a gauge is one number for all threads, because the last `set` wins; but no two gauges share a cache line.

#include <atomic>

#include "metrics/family.hpp"
#include "metrics/series_setup.hpp"

namespace metrics {

class alignas(64) Gauge {
 public:
  explicit Gauge(const SeriesSetup&) {}
  Gauge(const Gauge&) = delete;
  Gauge& operator=(const Gauge&) = delete;

  /// Any value, infinities and NaN included.
  void set(double value) noexcept { value_.store(value, std::memory_order_relaxed); }
  void inc(double amount = 1) noexcept { value_.fetch_add(amount, std::memory_order_relaxed); }
  void dec(double amount = 1) noexcept { inc(-amount); }

  /// Seconds since the Unix epoch, with fractions: for "when did this last work" (`time() - x` in a query).
  void set_to_current_time() noexcept;

  double value() const noexcept { return value_.load(std::memory_order_relaxed); }

  /// Begins again at 0, as a new series would. For families: see Family::remove.
  void restart() noexcept { set(0); }

 private:
  std::atomic<double> value_{0};
};

/// The gauges of one name, told apart by their label values.
class GaugeFamily final : public Family<Gauge> {
 public:
  using Family::Family;
};

}  // namespace metrics
