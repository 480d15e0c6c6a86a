#pragma once
// Which classic bucket an observation falls into. Pure.

#include <algorithm>
#include <cstddef>
#include <span>

namespace metrics {

/// The first bucket whose upper bound is not below `value`; `upper_bounds.size()`, the one up to +Inf, for what is
/// above all of them and for NaN.
inline std::size_t classic_bucket_of(double value, std::span<const double> upper_bounds) noexcept {
  // Written so that NaN is beyond every bound.
  const auto is_beyond = [value](double bound) { return !(value <= bound); };
  constexpr std::size_t kMostToLookAt = 32;  // faster up to here than a search whose branches can't be foreseen
  if (upper_bounds.size() > kMostToLookAt)
    return static_cast<std::size_t>(std::ranges::partition_point(upper_bounds, is_beyond) - upper_bounds.begin());
  // No branch but for the loops, and two sums that don't wait for one another.
  const auto one_if_beyond = [&](std::size_t i) { return is_beyond(upper_bounds[i]) ? std::size_t{1} : 0; };
  std::size_t even = 0;
  std::size_t odd = 0;
  std::size_t i = 0;
  for (; i + 4 <= upper_bounds.size(); i += 4) {
    even += one_if_beyond(i) + one_if_beyond(i + 2);
    odd += one_if_beyond(i + 1) + one_if_beyond(i + 3);
  }
  for (; i < upper_bounds.size(); ++i) even += one_if_beyond(i);
  return even + odd;
}

}  // namespace metrics
