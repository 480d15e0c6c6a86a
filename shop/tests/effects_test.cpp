#include "shop/effects.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace shop {
namespace {

SubscriptionActivated activated(PlanId plan) {
  SubscriptionActivated effect;
  effect.subscription.plan = plan;
  return effect;
}

TEST(Counters, CountWhatTheGuideSays) {
  EXPECT_EQ(counted_as(PaymentRecorded{}), (CounterKey{"payment_transactions_total", "success"}));
  EXPECT_EQ(counted_as(CheckoutDeclined{}), (CounterKey{"payment_transactions_total", "failed"}));
  EXPECT_EQ(counted_as(CheckoutFailed{}), (CounterKey{"payment_transactions_total", "failed"}));
  EXPECT_EQ(counted_as(activated(PlanId::lite)), (CounterKey{"subscription_activations_total", "lite"}));
  EXPECT_EQ(counted_as(activated(PlanId::unlimited)), (CounterKey{"subscription_activations_total", "unlimited"}));
  EXPECT_EQ(counted_as(BotCreated{}), (CounterKey{"bothost_bots_created_total", ""}));
}

TEST(Counters, DoNotCountTheRest) {
  const Effects uncounted{UserSeen{}, UserBlockedBot{}, OrderPlaced{}, CheckoutApproved{}, TimerSet{}};
  for (const Effect& effect : uncounted) EXPECT_EQ(counted_as(effect), std::nullopt) << effect.index();
}

TEST(Counters, AllOfThemAreListedOnce) {
  const auto counters = all_counters();
  const auto times_listed = [&](const Effect& effect) {
    return std::count(counters.begin(), counters.end(), counted_as(effect).value());
  };
  EXPECT_EQ(times_listed(BotCreated{}), 1);
  EXPECT_EQ(times_listed(PaymentRecorded{}), 1);
  EXPECT_EQ(times_listed(CheckoutFailed{}), 1);
  for (const PlanId plan : kAllPlans) EXPECT_EQ(times_listed(activated(plan)), 1);
  EXPECT_EQ(counters.size(), 6U);
}

}  // namespace
}  // namespace shop
