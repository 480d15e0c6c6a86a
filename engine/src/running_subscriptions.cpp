#include "running_subscriptions.hpp"

#include <algorithm>
#include <utility>

namespace engine {

void RunningSubscriptions::resume(shop::PlanId plan, std::vector<values::Timestamp> ends, values::Timestamp now) {
  const std::lock_guard lock(mutex_);
  // Sorted as they are, they are a heap already.
  of(plan) = {.ends = Ends({}, std::move(ends)), .replaced = {}, .awaited = false, .counted_until = now};
}

void RunningSubscriptions::await(shop::PlanId plan) {
  const std::lock_guard lock(mutex_);
  of(plan).awaited = true;
}

void RunningSubscriptions::changed(const shop::Subscription& after, const std::optional<shop::Subscription>& before) {
  if (before && before->plan == after.plan && before->ends_at == after.ends_at) return;
  const std::lock_guard lock(mutex_);
  if (before && !of(before->plan).awaited) of(before->plan).replaced.push(before->ends_at);
  if (!of(after.plan).awaited) of(after.plan).ends.push(after.ends_at);
}

std::int64_t RunningSubscriptions::count(shop::PlanId plan, values::Timestamp now) const {
  const std::lock_guard lock(mutex_);
  OfPlan& counted = of(plan);
  counted.counted_until = std::max(counted.counted_until, now);
  for (Ends* ends : {&counted.ends, &counted.replaced}) {
    while (!ends->empty() && ends->top() <= counted.counted_until) ends->pop();
  }
  return static_cast<std::int64_t>(counted.ends.size()) - static_cast<std::int64_t>(counted.replaced.size());
}

}  // namespace engine
