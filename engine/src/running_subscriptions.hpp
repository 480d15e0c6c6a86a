#pragma once
// How many subscriptions run, by plan: what subscriptions_active counts. Each costs eight bytes while it runs, and as
// many again if it is replaced; counting costs only what has ended since the last count.
//
// Thread-safe: the engine reports changes while another thread may answer a scrape.

#include <array>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <queue>
#include <vector>

#include "shop/records.hpp"
#include "values/time.hpp"

namespace engine {

class RunningSubscriptions {
 public:
  /// Begins with those of `plan` that run at `now`: when each ends, the first to end first.
  void resume(shop::PlanId plan, std::vector<values::Timestamp> ends, values::Timestamp now);

  /// Of `plan` is not known yet what runs: until `resume`, its changes are left to what that will tell.
  void await(shop::PlanId plan);

  /// `before`: what the customer had, whether or not it had ended.
  void changed(const shop::Subscription& after, const std::optional<shop::Subscription>& before);

  std::int64_t count(shop::PlanId plan, values::Timestamp now) const;

 private:
  using Ends = std::priority_queue<values::Timestamp, std::vector<values::Timestamp>, std::greater<>>;

  /// A heap can't give up an element in its middle. So the end of a replaced subscription stays, stands in `replaced`
  /// too, and leaves both when its time comes.
  struct OfPlan {
    Ends ends;
    Ends replaced;
    bool awaited = false;
    values::Timestamp counted_until;  ///< What has ended by then stays over, even if the clock is set back.
  };

  OfPlan& of(shop::PlanId plan) const { return plans_[static_cast<std::size_t>(plan)]; }

  mutable std::mutex mutex_;
  mutable std::array<OfPlan, shop::kAllPlans.size()> plans_;
};

}  // namespace engine
