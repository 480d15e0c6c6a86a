#include "metrics/summary.hpp"

namespace metrics {

Summary::Summary(const SeriesSetup& setup) : started_(setup.now()), setup_(setup) {}

SummarySample Summary::sample() const noexcept {
  // First what is subtracted: the cells, read later, then hold at least as much, or a count would wrap.
  const std::uint64_t count_before = count_before_.load(std::memory_order_acquire);
  const double sum_before = sum_before_.load(std::memory_order_acquire);
  return {.count = cells_.read(kCount) - count_before,
          .sum = cells_.read_real(kSum) - sum_before + huge_sum_.load(std::memory_order_relaxed),
          .started = started_.load(std::memory_order_relaxed)};
}

void Summary::restart() {
  const auto now = setup_.now();
  count_before_.store(cells_.read(kCount), std::memory_order_release);
  sum_before_.store(cells_.read_real(kSum), std::memory_order_release);
  huge_sum_.store(0, std::memory_order_relaxed);
  started_.store(now, std::memory_order_relaxed);
}

void Summary::add_huge(double value) noexcept {
  huge_sum_.fetch_add(value, std::memory_order_relaxed);
}

}  // namespace metrics
