#pragma once
// A summary: how many observations there were and what they add up to, nothing more. Cheaper than a histogram where the
// average is enough. (There are no quantiles here: they can't be put together over processes or time; a native
// histogram answers any of them.)
//
//   metrics::Summary& sizes = registry.summary({
//       .name = "response_size_bytes",
//       .help = "Sizes of the answers.",
//       .unit = "bytes",
//   }).with();
//   sizes.observe(512);
//
// Thread-safe. An update never locks, allocates or throws. A reference stays valid as long as the registry.

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>

#include "metrics/cells.hpp"
#include "metrics/family.hpp"
#include "metrics/series_setup.hpp"

namespace metrics {

/// A summary as a scrape sees it.
struct SummarySample {
  std::uint64_t count = 0;
  double sum = 0;
  std::chrono::system_clock::time_point started = {};  ///< When both were 0; the epoch: nobody knows.
};

class Summary {
 public:
  explicit Summary(const SeriesSetup& setup);
  Summary(const Summary&) = delete;
  Summary& operator=(const Summary&) = delete;

  /// Any value. NaN and infinities count, and spoil the sum for good.
  void observe(double value) noexcept {
    cells_.add(kCount, 1);
    if (std::abs(value) < kHuge) [[likely]] {
      cells_.add_real(kSum, value);
    } else {
      add_huge(value);
    }
  }

  /// An observation that is being made at this moment may be in the count and not yet in the sum.
  SummarySample sample() const noexcept;

  /// Begins again at 0, as a new series would. For families: see Family::remove.
  void restart();

 private:
  /// 2^64 smaller values don't reach infinity, so that the cells always hold a number that `restart` can subtract.
  static constexpr double kHuge = 0x1p960;
  static constexpr std::size_t kCount = 0;
  static constexpr std::size_t kSum = 1;

  void add_huge(double value) noexcept;

  CellRun cells_{2};
  std::atomic<double> huge_sum_{0};  ///< Of values from kHuge on, infinities and NaN.
  /// What the cells held when the summary began again.
  std::atomic<std::uint64_t> count_before_{0};
  std::atomic<double> sum_before_{0};
  std::atomic<std::chrono::system_clock::time_point> started_;
  const SeriesSetup& setup_;
};

/// The summaries of one name, told apart by their label values.
class SummaryFamily final : public Family<Summary> {
 public:
  using Family::Family;
};

}  // namespace metrics
