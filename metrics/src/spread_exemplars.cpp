#include "spread_exemplars.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace metrics {

namespace {

/// Where a value is on a scale that is as good as logarithmic on both sides of 0. (The bits of a positive double, read
/// as an integer, grow by the same number from each power of two to the next.)
double position_of(double value) noexcept {
  return std::copysign(static_cast<double>(std::bit_cast<std::uint64_t>(std::fabs(value))), value);
}

}  // namespace

void SpreadExemplars::keep(double value, const ExemplarLabels& labels,
                           std::chrono::system_clock::time_point now) noexcept {
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return;
  const std::size_t place = size_ < kMost ? size_++ : place_for(value, now);
  kept_[place].assign(value, labels, now);
}

std::size_t SpreadExemplars::place_for(double value, std::chrono::system_clock::time_point now) const noexcept {
  const auto oldest = std::ranges::min_element(kept_, {}, &StoredExemplar::timestamp);
  if (now - oldest->timestamp() > kTimeToLive) return static_cast<std::size_t>(oldest - kept_.begin());
  // Each pair once; the new one, which is younger than all, is the pair's second where there is no second.
  std::size_t place = 0;
  double closest = HUGE_VAL;
  for (std::size_t i = 0; i < kMost; ++i) {
    for (std::size_t other = i + 1; other <= kMost; ++other) {
      const double other_value = other < kMost ? kept_[other].value() : value;
      const double distance = std::fabs(position_of(kept_[i].value()) - position_of(other_value));
      if (distance >= closest) continue;
      closest = distance;
      const bool is_other_older = other < kMost && kept_[other].timestamp() < kept_[i].timestamp();
      place = is_other_older ? other : i;
    }
  }
  return place;
}

std::vector<Exemplar> SpreadExemplars::read() const {
  std::vector<StoredExemplar> copies;
  copies.reserve(kMost);
  {
    const std::lock_guard lock(mutex_);
    copies.assign(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(size_));
  }
  std::vector<Exemplar> exemplars;
  exemplars.reserve(copies.size());
  for (const StoredExemplar& copy : copies) exemplars.push_back(copy.decode());
  return exemplars;
}

void SpreadExemplars::clear() noexcept {
  const std::lock_guard lock(mutex_);
  size_ = 0;
}

}  // namespace metrics
