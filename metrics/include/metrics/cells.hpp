#pragma once
// The memory that an update writes: one small class for each kind of number. Counters, gauges and histograms are made
// of these and know nothing of how they are stored, so that storage can change (to cells per thread, say) here alone.
//
//   metrics::CounterCell cell;
//   cell.add(1);
//   cell.read().value();  // 1
//
// Thread-safe. No operation locks, allocates or throws. Updates are relaxed: they order nothing else in the program.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>

namespace metrics {

static_assert(std::atomic<double>::is_always_lock_free && std::atomic<std::uint64_t>::is_always_lock_free);

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

/// Adds up non-negative amounts.
class CounterCell {
 public:
  /// `amount` must not be negative or NaN. The whole part wraps at 2^64.
  void add(double amount) noexcept {
    const CounterReading parts = CounterReading::of(amount);
    if (parts.fraction == 0) {
      whole_.fetch_add(parts.whole, std::memory_order_relaxed);
    } else {
      fraction_.fetch_add(parts.fraction, std::memory_order_relaxed);
    }
  }

  CounterReading read() const noexcept {
    return {.whole = whole_.load(std::memory_order_relaxed), .fraction = fraction_.load(std::memory_order_relaxed)};
  }

 private:
  std::atomic<std::uint64_t> whole_{0};
  std::atomic<double> fraction_{0};
};

/// A number that goes up and down.
class GaugeCell {
 public:
  void set(double value) noexcept { value_.store(value, std::memory_order_relaxed); }
  void add(double amount) noexcept { value_.fetch_add(amount, std::memory_order_relaxed); }
  double read() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<double> value_{0};
};

/// The buckets of one histogram and the sum of what went into them. There is no cell for the number of observations:
/// it is the sum of the buckets, and so can never disagree with them.
class HistogramCells {
 public:
  explicit HistogramCells(std::size_t buckets)
      : size_(buckets), counts_(std::make_unique<std::atomic<std::uint64_t>[]>(buckets)) {}

  std::size_t size() const noexcept { return size_; }

  /// `bucket` is below `size()`.
  void add(std::size_t bucket, double value) noexcept {
    counts_[bucket].fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(value, std::memory_order_relaxed);
  }

  /// Fills `counts`, which has room for `size()`, and returns the sum. An observation that is being made at this moment
  /// may be in one of the two and not yet in the other.
  double read(std::span<std::uint64_t> counts) const noexcept {
    for (std::size_t bucket = 0; bucket < size_; ++bucket)
      counts[bucket] = counts_[bucket].load(std::memory_order_relaxed);
    return sum_.load(std::memory_order_relaxed);
  }

 private:
  std::size_t size_;
  std::unique_ptr<std::atomic<std::uint64_t>[]> counts_;
  std::atomic<double> sum_{0};
};

}  // namespace metrics
