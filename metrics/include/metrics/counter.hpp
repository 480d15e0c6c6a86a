#pragma once
// A counter: how often something happened since the program started. It never goes down; Prometheus looks at how
// fast it grows.
//
//   auto& payments = registry.counter({
//       .name = "payment_transactions_total",
//       .help = "Payments by outcome.",
//       .labels = {"status"},
//   });
//   metrics::Counter& succeeded = payments.with("success");  // resolve once, keep the reference
//   succeeded.inc();
//
// Thread-safe. An update never locks, allocates or throws. A reference stays valid as long as the registry.

#include <atomic>
#include <chrono>

#include "metrics/cells.hpp"
#include "metrics/family.hpp"
#include "metrics/series_setup.hpp"

namespace metrics {

/// A counter as a scrape sees it.
struct CounterSample {
  CounterReading reading;
  std::chrono::system_clock::time_point started;  ///< When it was at 0; the epoch: nobody knows.

  double value() const { return reading.value(); }
};

class Counter {
 public:
  explicit Counter(const SeriesSetup& setup);
  Counter(const Counter&) = delete;
  Counter& operator=(const Counter&) = delete;

  /// Adds `amount`, which may be fractional. Whole amounts are counted exactly, also beyond 2^53. A negative amount or
  /// NaN changes nothing and is counted in `metrics_invalid_updates_total`.
  void inc(double amount = 1) noexcept {
    if (amount >= 0) {
      cell_.add(amount);
    } else {
      invalid_updates_.add(1);
    }
  }

  double value() const noexcept { return sample().value(); }
  CounterSample sample() const noexcept;

  /// Continues a count that was kept somewhere while the program was down: `value`, which began at 0 at `started`. Call
  /// it before the first scrape. What was counted since the start is kept and comes on top; a second call replaces the
  /// first. A negative `value`, NaN or infinity is ignored like a wrong increment.
  void resume(double value, std::chrono::system_clock::time_point started) noexcept;

 private:
  CounterCell cell_;
  std::atomic<double> resumed_{0};
  std::atomic<std::chrono::system_clock::time_point> started_;
  CounterCell& invalid_updates_;
};

/// The counters of one name, told apart by their label values.
class CounterFamily final : public Family<Counter> {
 public:
  using Family::Family;
};

}  // namespace metrics
