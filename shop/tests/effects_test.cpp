#include "shop/effects.hpp"

#include <ostream>
#include <set>

#include <gmock/gmock.h>

#include "shop/funnel.hpp"

namespace shop {

std::ostream& operator<<(std::ostream& out, const Increment& increment) {
  return out << increment.counter.metric << "{" << increment.counter.label << "} + " << increment.amount;
}

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

SubscriptionActivated activated(PlanId plan) {
  SubscriptionActivated effect;
  effect.subscription.plan = plan;
  return effect;
}

PaymentRecorded paid(values::Stars amount, PaymentKind kind) {
  PaymentRecorded effect;
  effect.payment.amount = amount;
  effect.payment.kind = kind;
  return effect;
}

RefundRecorded refunded(RefundKind kind) {
  RefundRecorded effect;
  effect.refund.amount = values::Stars{250};
  effect.refund.kind = kind;
  return effect;
}

Increment one(std::string_view metric, std::string_view label) {
  return {.counter = {metric, std::string(label)}};
}

TEST(Counters, CountWhatTheGuideSays) {
  EXPECT_THAT(counted_as(CheckoutDeclined{}), ElementsAre(one("payment_transactions_total", "failed")));
  EXPECT_THAT(counted_as(CheckoutFailed{}), ElementsAre(one("payment_transactions_total", "failed")));
  EXPECT_THAT(counted_as(activated(PlanId::lite)), ElementsAre(one("subscription_activations_total", "lite")));
  EXPECT_THAT(counted_as(activated(PlanId::unlimited)),
              ElementsAre(one("subscription_activations_total", "unlimited")));
  EXPECT_THAT(counted_as(BotCreated{}), ElementsAre(one("bothost_bots_created_total", "")));
}

TEST(Counters, CountCoursesByTheirNames) {
  const values::CourseId sql{"sql"};
  EXPECT_THAT(counted_as(CourseViewed{.course = sql}), ElementsAre(one("course_views_total", "sql")));
  EXPECT_THAT(counted_as(CourseCompleted{.course = sql}), ElementsAre(one("course_completions_total", "sql")));
  EXPECT_THAT(counted_as(CourseSold{.course = sql, .paid = values::Stars{150}}),
              ElementsAre(one("course_sales_total", "sql"),
                          Increment{.counter = {"course_revenue_stars_total", "sql"}, .amount = 150}));
}

TEST(Counters, CountWhoComesIntoAChannelAndWhoIsRemovedOnce) {
  const auto changed = [](MembershipState to, std::optional<MembershipState> from) {
    return counted_as(
        MembershipChanged{.membership = {.course = values::CourseId{"sql"}, .state = to}, .before = from});
  };
  EXPECT_THAT(changed(MembershipState::joined, MembershipState::invited),
              ElementsAre(one("course_channel_joins_total", "sql")));
  EXPECT_THAT(changed(MembershipState::joined, std::nullopt), ElementsAre(one("course_channel_joins_total", "sql")));
  EXPECT_THAT(changed(MembershipState::joined, MembershipState::joined), testing::IsEmpty());
  EXPECT_THAT(changed(MembershipState::removed, MembershipState::joined),
              ElementsAre(one("course_channel_removals_total", "sql")));
  EXPECT_THAT(changed(MembershipState::left, MembershipState::joined), testing::IsEmpty());
}

TEST(Counters, CountTheStepsToAPayment) {
  EXPECT_THAT(counted_as(ConversationStarted{}), ElementsAre(one("shop_funnel_total", "started")));
  EXPECT_THAT(counted_as(PlansShown{}), ElementsAre(one("shop_funnel_total", "viewed_plans")));
  EXPECT_THAT(counted_as(OrderPlaced{}), ElementsAre(one("shop_funnel_total", "opened_invoice")));
  EXPECT_THAT(counted_as(CheckoutApproved{}), ElementsAre(one("shop_funnel_total", "approved")));
}

TEST(Counters, CountAPaymentAsSuccessAsLastStepAndInStars) {
  for (const PaymentKind kind : {PaymentKind::one_off, PaymentKind::first}) {
    EXPECT_THAT(counted_as(paid(values::Stars{750}, kind)),
                UnorderedElementsAre(one("payment_transactions_total", "success"), one("shop_funnel_total", "paid"),
                                     Increment{.counter = {"revenue_stars_total", ""}, .amount = 750}));
  }
}

TEST(Counters, CountNoStepOfTheFunnelForARenewal) {
  EXPECT_THAT(counted_as(paid(values::Stars{750}, PaymentKind::renewal)),
              UnorderedElementsAre(one("payment_transactions_total", "success"),
                                   Increment{.counter = {"revenue_stars_total", ""}, .amount = 750}));
}

TEST(Counters, CountAPaymentFoundByReconciliationAsImportedToo) {
  PaymentRecorded effect = paid(values::Stars{5}, PaymentKind::renewal);
  effect.payment.source = LedgerSource::reconciliation;
  EXPECT_THAT(counted_as(effect), UnorderedElementsAre(one("payment_transactions_total", "success"),
                                                       one("reconciliation_imported_payments_total", ""),
                                                       Increment{.counter = {"revenue_stars_total", ""}, .amount = 5}));
}

TEST(Counters, CountMoneyThatWentBackByKindAndInStars) {
  EXPECT_THAT(counted_as(refunded(RefundKind::refund)),
              UnorderedElementsAre(one("payment_refunds_total", "refund"),
                                   Increment{.counter = {"refunded_stars_total", ""}, .amount = 250}));
  EXPECT_THAT(counted_as(refunded(RefundKind::chargeback)),
              UnorderedElementsAre(one("payment_refunds_total", "chargeback"),
                                   Increment{.counter = {"refunded_stars_total", ""}, .amount = 250}));
}

TEST(Counters, DoNotCountTheRest) {
  const Effects uncounted{UserSeen{},      UserBlockedBot{},  OrderClosed{},      SubscriptionChanged{},
                          RefundRefused{}, RefundRequested{}, TransactionNoted{}, ReconciledUpTo{},
                          OwnerActed{},    UserForgotten{},   TimerSet{}};
  for (const Effect& effect : uncounted) EXPECT_THAT(counted_as(effect), IsEmpty()) << effect.index();
}

TEST(Counters, AllOfThemAreListedOnce) {
  PaymentRecorded imported = paid(values::Stars{1}, PaymentKind::first);
  imported.payment.source = LedgerSource::reconciliation;
  Effects effects{BotCreated{},
                  CheckoutFailed{},
                  CheckoutDeclined{},
                  ConversationStarted{},
                  PlansShown{},
                  CheckoutApproved{},
                  OrderPlaced{},
                  imported,
                  refunded(RefundKind::refund),
                  refunded(RefundKind::chargeback)};
  for (const PlanId plan : kAllPlans) effects.emplace_back(activated(plan));
  std::set<CounterKey> counted;
  for (const Effect& effect : effects) {
    for (const Increment& increment : counted_as(effect)) counted.insert(increment.counter);
  }
  const auto listed = all_counters();
  EXPECT_EQ(std::set<CounterKey>(listed.begin(), listed.end()), counted);
  EXPECT_EQ(listed.size(), counted.size()) << "one is listed twice";
}

}  // namespace
}  // namespace shop
