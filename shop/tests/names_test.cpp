#include <gtest/gtest.h>

#include "shop/effects.hpp"
#include "shop/funnel.hpp"
#include "shop/plan.hpp"
#include "shop/records.hpp"

namespace shop {
namespace {

TEST(Names, OfPlansAreReadBack) {
  for (const PlanId plan : kAllPlans) EXPECT_EQ(parse_plan(to_string(plan)), plan);
  EXPECT_EQ(to_string(PlanId::unlimited), "unlimited");
  for (const char* name : {"", "Lite", "lite ", "free"}) EXPECT_EQ(parse_plan(name), std::nullopt) << name;
}

TEST(Names, OfCheckoutStatesAreReadBack) {
  for (const auto state :
       {CheckoutState::approved, CheckoutState::declined, CheckoutState::paid, CheckoutState::failed}) {
    EXPECT_EQ(parse_checkout_state(to_string(state)), state);
  }
  EXPECT_EQ(parse_checkout_state("open"), std::nullopt);
}

TEST(Names, OfTimersAreReadBack) {
  for (const auto kind : {TimerKind::checkout_deadline, TimerKind::forget_updates}) {
    EXPECT_EQ(parse_timer_kind(to_string(kind)), kind);
  }
  EXPECT_EQ(parse_timer_kind(""), std::nullopt);
}

TEST(Names, OfFunnelStepsAreThoseOfTheLabel) {
  const std::vector<std::string_view> names{"started", "viewed_plans", "opened_invoice", "approved", "paid"};
  std::vector<std::string_view> found;
  for (const FunnelStep step : kFunnelSteps) found.push_back(to_string(step));
  EXPECT_EQ(found, names);
}

}  // namespace
}  // namespace shop
