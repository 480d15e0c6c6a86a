#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "shop/checkout.hpp"
#include "shop/effects.hpp"
#include "shop/funnel.hpp"
#include "shop/plan.hpp"
#include "shop/promo.hpp"
#include "shop/reconciliation.hpp"
#include "shop/records.hpp"
#include "shop/refund_rule.hpp"
#include "shop/star_transaction.hpp"

namespace shop {
namespace {

template <class Enum>
std::vector<Enum> all_up_to(Enum last) {
  std::vector<Enum> all;
  for (int value = 0; value <= static_cast<int>(last); ++value) all.push_back(static_cast<Enum>(value));
  return all;
}

template <class Enum>
std::vector<std::string> names_up_to(Enum last) {
  std::vector<std::string> names;
  for (const Enum value : all_up_to(last)) names.emplace_back(to_string(value));
  return names;
}

/// What is in the database must mean the same for ever: the names are written out here.
template <class Enum, class Parse>
void expect_read_back(Enum last, Parse parse, const std::vector<std::string>& names) {
  EXPECT_EQ(names_up_to(last), names);
  for (const Enum value : all_up_to(last)) EXPECT_EQ(parse(to_string(value)), value) << to_string(value);
  for (const std::string name : {"", " ", "unheard_of"}) EXPECT_FALSE(parse(name)) << name;
  EXPECT_FALSE(parse(names.front() + " "));
  EXPECT_ANY_THROW(to_string(static_cast<Enum>(static_cast<int>(last) + 1)));
}

TEST(Names, OfPlansAreReadBack) {
  for (const PlanId plan : kAllPlans) EXPECT_EQ(parse_plan(to_string(plan)), plan);
  EXPECT_EQ(to_string(PlanId::unlimited), "unlimited");
  for (const char* name : {"", "Lite", "lite ", "free"}) EXPECT_EQ(parse_plan(name), std::nullopt) << name;
}

TEST(Names, OfWhatTheDatabaseHoldsAreReadBack) {
  expect_read_back(OrderKind::renewing, parse_order_kind, {"one_off", "renewing"});
  expect_read_back(CheckoutState::failed, parse_checkout_state, {"approved", "declined", "paid", "failed"});
  expect_read_back(PaymentKind::renewal, parse_payment_kind, {"one_off", "first", "renewal"});
  expect_read_back(LedgerSource::reconciliation, parse_ledger_source, {"update", "reconciliation"});
  expect_read_back(RefundReason::unwanted_renewal, parse_refund_reason,
                   {"owner", "rule", "paid_twice", "unwanted_renewal"});
  expect_read_back(RefundState::refused, parse_refund_state, {"requested", "done", "refused"});
  expect_read_back(RefundKind::chargeback, parse_refund_kind, {"refund", "chargeback"});
  expect_read_back(RenewalState::failed, parse_renewal_state, {"active", "canceled", "failed"});
  expect_read_back(TransactionKind::other, parse_transaction_kind,
                   {"payment", "refund", "withdrawal", "withdrawal_returned", "ads", "broadcast_fee", "gift",
                    "affiliate_commission", "other"});
  expect_read_back(Direction::out, parse_direction, {"in", "out"});
  expect_read_back(TimerKind::silenced_alert, parse_timer_kind,
                   {"checkout_deadline", "forget_updates", "plan_notice", "withdrawn_plans", "course_reminder",
                    "lesson_opens", "channel_access", "silenced_alert"});
  expect_read_back(MembershipState::removed, parse_membership_state, {"invited", "joined", "left", "removed"});
}

TEST(Names, OfReasonsAreDifferent) {
  EXPECT_EQ(names_up_to(DeclineReason::not_reachable),
            (std::vector<std::string>{"unknown_order", "foreign_payer", "already_paid", "link_closed",
                                      "already_subscribed", "not_on_sale", "wrong_currency", "wrong_amount",
                                      "price_changed", "promo_not_valid", "already_owned", "not_reachable"}));
  EXPECT_EQ(names_up_to(PromoProblem::used_by_customer),
            (std::vector<std::string>{"unknown", "expired", "other_plan", "used_up", "used_by_customer"}));
  EXPECT_EQ(names_up_to(RefundRefusal::not_automatic),
            (std::vector<std::string>{"already_refunded", "too_late", "too_much_read", "not_automatic"}));
  EXPECT_EQ(names_up_to(DifferenceKind::balance_differs),
            (std::vector<std::string>{"payment_missing", "payment_unknown", "amount_differs", "payer_differs",
                                      "refund_missing", "refund_unknown", "refund_differs", "balance_differs"}));
}

TEST(Names, OfFunnelStepsAreThoseOfTheLabel) {
  const std::vector<std::string_view> names{"started", "viewed_plans", "opened_invoice", "approved", "paid"};
  std::vector<std::string_view> found;
  for (const FunnelStep step : kFunnelSteps) found.push_back(to_string(step));
  EXPECT_EQ(found, names);
}

}  // namespace
}  // namespace shop
