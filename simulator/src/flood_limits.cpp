#include "flood_limits.hpp"

#include <algorithm>

namespace simulator {
namespace {

std::chrono::nanoseconds interval_of(const FloodLimit& limit) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>{1 / limit.per_second});
}

}  // namespace

std::optional<std::chrono::seconds> Throttle::wait(values::Timestamp now, const FloodLimit& limit) const {
  const auto too_early_by = std::max(used_up_until_, Moment{now}) - now - (limit.burst - 1) * interval_of(limit);
  if (too_early_by <= std::chrono::nanoseconds{0}) return std::nullopt;
  return std::chrono::ceil<std::chrono::seconds>(too_early_by);
}

void Throttle::take(values::Timestamp now, const FloodLimit& limit) {
  used_up_until_ = std::max(used_up_until_, Moment{now}) + interval_of(limit);
}

}  // namespace simulator
