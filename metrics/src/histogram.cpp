#include "metrics/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace metrics {

std::uint64_t HistogramSnapshot::count() const {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

Histogram::Histogram(const SeriesSetup& setup)
    : upper_bounds_(setup.upper_bounds),
      cells_(setup.upper_bounds.size() + 1),
      started_(std::chrono::system_clock::now()),
      invalid_updates_(setup.invalid_updates) {}

void Histogram::observe(double value) noexcept {
  if (std::isnan(value)) {
    invalid_updates_.add(1);
    return;
  }
  const auto bucket = std::ranges::lower_bound(upper_bounds_, value) - upper_bounds_.begin();
  cells_.add(static_cast<std::size_t>(bucket), value);
}

HistogramSnapshot Histogram::snapshot() const {
  HistogramSnapshot snapshot;
  read_into(snapshot);
  return snapshot;
}

void Histogram::read_into(HistogramSnapshot& snapshot) const {
  snapshot.upper_bounds.assign(upper_bounds_.begin(), upper_bounds_.end());
  snapshot.counts.resize(cells_.size());
  snapshot.sum = cells_.read(snapshot.counts);
  snapshot.started = started_;
}

}  // namespace metrics
