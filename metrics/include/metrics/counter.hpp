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
#include <cstdint>
#include <optional>

#include "metrics/cells.hpp"
#include "metrics/exemplar.hpp"
#include "metrics/family.hpp"
#include "metrics/series_setup.hpp"

namespace metrics {

/// Every integer up to this has a double of its own (2^53).
inline constexpr double kLargestExactInteger = 9007199254740992.0;

/// A sum kept in two parts, so that counting whole things stays exact beyond 2^53.
struct CounterReading {
  std::uint64_t whole = 0;
  double fraction = 0;  ///< What was not added as a whole number; may well exceed 1.

  double value() const { return static_cast<double>(whole) + fraction; }

  /// `value`, which is not negative or NaN, as a whole number where it is one.
  static CounterReading of(double value) noexcept {
    if (value <= kLargestExactInteger) {
      const auto whole = static_cast<std::uint64_t>(value);
      if (static_cast<double>(whole) == value) return {.whole = whole, .fraction = 0};
    }
    return {.whole = 0, .fraction = value};
  }
};

/// A counter as a scrape sees it.
struct CounterSample {
  CounterReading reading = {};
  std::chrono::system_clock::time_point started = {};  ///< When it was at 0; the epoch: nobody knows.
  std::optional<Exemplar> exemplar = {};

  double value() const { return reading.value(); }
};

class Counter {
 public:
  explicit Counter(const SeriesSetup& setup);
  ~Counter();
  Counter(const Counter&) = delete;
  Counter& operator=(const Counter&) = delete;

  /// Adds `amount`, which may be fractional. Whole amounts are counted exactly, also beyond 2^53. A negative amount,
  /// NaN or infinity changes nothing and is counted in `metrics_invalid_updates_total`.
  void inc(double amount = 1) noexcept {
    if (!(amount >= 0)) [[unlikely]]
      return ignore(amount);
    const CounterReading parts = CounterReading::of(amount);
    if (parts.fraction == 0) [[likely]] {
      whole_.add(0, parts.whole);
    } else {
      add_fraction(parts.fraction);
    }
  }

  /// The same with an exemplar, which replaces the last one. While another thread replaces it, this one's is dropped.
  void inc(double amount, ExemplarLabels exemplar) noexcept;

  double value() const noexcept;
  CounterSample sample() const;

  /// Continues a count that was kept somewhere while the program was down: `value`, which began at 0 at `started`. Call
  /// it before the first scrape. What was counted since the start is kept and comes on top; a second call replaces the
  /// first. A negative `value`, NaN or infinity is ignored like a wrong increment.
  void resume(double value, std::chrono::system_clock::time_point started) noexcept;

  /// Begins again at 0, as a new series would. For families: see Family::remove. Throws std::bad_alloc.
  void restart();

 private:
  struct Extras;

  void ignore(double amount) noexcept;
  void add_fraction(double amount) noexcept;
  CounterReading reading() const noexcept;
  Extras& extras();

  CellRun whole_{1};
  std::atomic<Extras*> extras_{nullptr};  ///< What few counters need: made when it is.
  std::atomic<std::chrono::system_clock::time_point> started_;
  const SeriesSetup& setup_;
};

/// The counters of one name, told apart by their label values.
class CounterFamily final : public Family<Counter> {
 public:
  using Family::Family;
};

}  // namespace metrics
