#include "running_subscriptions.hpp"

#include <algorithm>
#include <utility>

namespace engine {

void RunningSubscriptions::resume(shop::PlanId plan, std::vector<values::Timestamp> ends, values::Timestamp now) {
  const std::lock_guard lock(mutex_);
  // Sorted as they are, they are a heap already.
  of(plan) = {.ends = Ends({}, std::move(ends)), .replaced = {}, .counted_until = now};
}

void RunningSubscriptions::activated(const shop::SubscriptionActivated& activation) {
  const std::lock_guard lock(mutex_);
  if (const auto& replaced = activation.replaced) of(replaced->plan).replaced.push(replaced->ends_at);
  of(activation.subscription.plan).ends.push(activation.subscription.ends_at);
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
