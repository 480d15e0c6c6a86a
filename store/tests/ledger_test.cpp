#include <gmock/gmock.h>

#include "temporary_database.hpp"

namespace store {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Ledger : public StoreTest {
 protected:
  void SetUp() override {
    const auto store = open();
    const auto transaction = store->begin();
    const values::OrderId order = transaction->next_order_id();
    ASSERT_EQ(order, values::OrderId{1});
    transaction->apply(seen(kAlice));
    transaction->apply(shop::BotCreated{{.id = kBot, .created_at = kNow}});
    transaction->apply(shop::OrderPlaced{order_of(kAlice, order)});
    transaction->apply(shop::CheckoutApproved{checkout_of("query", order)});
    transaction->apply(shop::PaymentRecorded{payment_of("charge", order), values::PreCheckoutQueryId{"query"}});
    transaction->apply(shop::SubscriptionActivated{subscription_of(kAlice, shop::PlanId::pro, kNow + 24h)});
    transaction->apply(shop::CheckoutDeclined{checkout_of("declined", std::nullopt)});
    transaction->commit();
  }

  std::vector<std::string> contradictions_after(const std::string& sql) const {
    EXPECT_EQ(run_sql(sql), "") << sql;
    return open_read_only()->contradictions();
  }
};

TEST_F(Ledger, DoesNotContradictItself) {
  EXPECT_THAT(open_read_only()->contradictions(), IsEmpty());
}

TEST_F(Ledger, NeverChangesOrLosesAPayment) {
  EXPECT_THAT(run_sql("UPDATE payments SET amount = 1"), HasSubstr("never changed"));
  EXPECT_THAT(run_sql("DELETE FROM payments"), HasSubstr("never removed"));
  EXPECT_EQ(open_read_only()->payments().size(), 1U);
}

TEST_F(Ledger, ListsPaymentsOldestFirst) {
  shop::Payment fetched_later = payment_of("missed", std::nullopt);
  fetched_later.received_at = kNow - 1h;
  apply(*open(), {shop::PaymentRecorded{fetched_later, std::nullopt}});
  const auto payments = open_read_only()->payments();
  ASSERT_EQ(payments.size(), 2U);
  EXPECT_EQ(payments[0].charge, values::ChargeId{"missed"});
  EXPECT_EQ(payments[0].order, std::nullopt);
  EXPECT_EQ(payments[1].order, values::OrderId{1});
}

TEST_F(Ledger, ReportsAPaymentWhoseOrderIsMissingOrUnpaid) {
  EXPECT_THAT(contradictions_after("UPDATE orders SET paid = 0"),
              ElementsAre("payment charge is for order 1, which is not marked as paid",
                          "checkout query is marked as paid, but its order 1 is not"));
  EXPECT_THAT(contradictions_after("PRAGMA foreign_keys = OFF; DELETE FROM orders"),
              ElementsAre("payment charge is for order 1, which does not exist",
                          "the replicas counted 1 invoices, but only 0 are recorded"));
}

TEST_F(Ledger, ReportsAPaymentForSomebodyElsesOrder) {
  EXPECT_THAT(contradictions_after("UPDATE orders SET user = 666; UPDATE subscriptions SET user = 666"),
              ElementsAre("payment charge of user 100 through bot 1 is for order 1, which is of user 666 of bot 1"));
}

TEST_F(Ledger, ReportsAnOrderPaidWithNothing) {
  EXPECT_THAT(contradictions_after("INSERT INTO orders (id, bot, user, plan, price, placed_at, paid)"
                                   " VALUES (2, 1, 100, 'lite', 250, 0, 1)"),
              ElementsAre("order 2 is marked as paid, but no payment is for it"));
}

TEST_F(Ledger, ReportsAPaidOrderWithoutSubscription) {
  EXPECT_THAT(contradictions_after("DELETE FROM subscriptions"),
              ElementsAre("order 1 is paid, but user 100 of bot 1 has no subscription"));
}

TEST_F(Ledger, ReportsCountersThatCountedTooMuch) {
  EXPECT_THAT(contradictions_after("UPDATE business_counters SET value = value + 1"),
              UnorderedElementsAre("the replicas counted 2 successful payments, but only 1 are recorded",
                                   "the replicas counted 2 failed payments, but only 1 are recorded",
                                   "the replicas counted 2 created bots, but only 1 are recorded",
                                   "the replicas counted 751 Stars of revenue, but only 750 are recorded",
                                   "the replicas counted 2 invoices, but only 1 are recorded",
                                   "the replicas counted 2 approved checkouts, but only 1 are recorded",
                                   "the replicas counted 2 paid orders, but only 1 are recorded",
                                   "the replicas counted 1 refunds, but only 0 are recorded",
                                   "the replicas counted 1 chargebacks, but only 0 are recorded",
                                   "the replicas counted 1 Stars of refunds, but only 0 are recorded",
                                   "the replicas counted 1 imported payments, but only 0 are recorded"));
}

TEST_F(Ledger, AllowsCountersThatBeganAgainAfterARestore) {
  EXPECT_THAT(contradictions_after("UPDATE business_counters SET value = 0"), IsEmpty());
}

TEST_F(Ledger, ReportsTotalsThatAreNotTheSum) {
  EXPECT_THAT(
      contradictions_after("UPDATE ledger SET users = 7, received = 1, refunds = 2, refunded = 3"),
      ElementsAre("the ledger says 7 users, but there are 1", "the ledger says 1 Stars received, but there are 750",
                  "the ledger says 2 refunds, but there are 0", "the ledger says 3 Stars refunded, but there are 0"));
}

TEST_F(Ledger, ReportsDaysThatAreNotTheSum) {
  EXPECT_THAT(contradictions_after("UPDATE sales_by_day SET received = 1"),
              ElementsAre("the sales of 2024-10-04 are said to be 1 payments of 1 XTR and 0 refunds of 0 XTR, but are 1"
                          " payments of 750 XTR and 0 refunds of 0 XTR"));
  EXPECT_THAT(contradictions_after("DELETE FROM sales_by_day"),
              ElementsAre("the sales of 2024-10-04 are said to be none, but are 1 payments of 750 XTR and 0 refunds of"
                          " 0 XTR"));
  EXPECT_THAT(contradictions_after("INSERT INTO sales_by_day VALUES (20000, 1, 750, 0, 0), (20001, 0, 0, 1, 7)"),
              ElementsAre("the sales of 2024-10-05 are said to be 0 payments of 0 XTR and 1 refunds of 7 XTR, but are"
                          " none"));
}

TEST_F(Ledger, NeverChangesOrLosesARefund) {
  apply(*open(), {shop::RefundRecorded{refund_of("charge")}});
  EXPECT_THAT(run_sql("UPDATE refunds SET amount = 1"), HasSubstr("never changed"));
  EXPECT_THAT(run_sql("DELETE FROM refunds"), HasSubstr("never removed"));
  EXPECT_THAT(open_read_only()->contradictions(), IsEmpty());
}

TEST_F(Ledger, ReportsARefundOfNoPayment) {
  apply(*open(), {shop::RefundRecorded{refund_of("unknown")}});
  EXPECT_THAT(open_read_only()->contradictions(),
              ElementsAre("refund of charge unknown gives back what is not recorded as a payment"));
}

TEST_F(Ledger, ReportsARefundThatIsNotOfItsPayment) {
  shop::Refund refund = refund_of("charge");
  refund.amount = values::Stars{751};
  refund.payer = kBob;
  apply(*open(), {shop::RefundRecorded{refund}});
  EXPECT_THAT(
      open_read_only()->contradictions(),
      ElementsAre("refund of charge charge is 751 XTR, but only 750 were paid",
                  "refund of charge charge went to user 200 through bot 1, but user 100 had paid through bot 1"));
}

TEST_F(Ledger, ReportsARequestThatDoesNotFitItsRefund) {
  apply(*open(), {shop::RefundRequested{request_of("charge")}});
  EXPECT_THAT(open_read_only()->contradictions(), IsEmpty());
  EXPECT_THAT(contradictions_after("UPDATE refund_requests SET state = 'done'"),
              ElementsAre("the request to refund charge charge is marked as done, but no refund is recorded"));
  apply(*open(), {shop::RefundRecorded{refund_of("charge")}});
  EXPECT_THAT(open_read_only()->contradictions(), IsEmpty());
  EXPECT_THAT(contradictions_after("UPDATE refund_requests SET state = 'refused'"),
              ElementsAre("refund of charge charge is recorded, but its request is marked as refused"));
}

TEST_F(Ledger, ReportsARenewalByAnOrderThatDoesNotRenew) {
  shop::Subscription subscription = subscription_of(kAlice, shop::PlanId::pro, kNow + 24h);
  subscription.renewal = renewal_of("charge", values::OrderId{1});
  apply(*open(), {shop::SubscriptionActivated{subscription}});
  EXPECT_THAT(open_read_only()->contradictions(),
              ElementsAre("the subscription of user 100 of bot 1 is renewed by order 1, which is paid once only"));
  EXPECT_THAT(contradictions_after("UPDATE subscriptions SET renewal_order = 404"),
              ElementsAre("the subscription of user 100 of bot 1 is renewed by order 404, which does not exist"));
}

TEST_F(Ledger, ReportsAClosedOrderThatStillRenews) {
  const values::OrderId renewing{2};
  shop::Subscription subscription = subscription_of(kAlice, shop::PlanId::pro, kNow + 24h);
  subscription.renewal = renewal_of("charge", renewing);
  apply(*open(), {shop::OrderPlaced{renewing_order_of(kAlice, renewing)}, shop::SubscriptionActivated{subscription}});
  EXPECT_THAT(open_read_only()->contradictions(), IsEmpty());
  EXPECT_THAT(contradictions_after("UPDATE orders SET closed = 1 WHERE id = 2"),
              ElementsAre("order 2 is closed, but still renews the subscription of user 100 of bot 1"));
  EXPECT_THAT(contradictions_after("UPDATE subscriptions SET renewal_state = 'canceled'"), IsEmpty());
}

TEST_F(Ledger, ReportsPromoCodesThatAreMiscounted) {
  const values::OrderId cheaper{2};
  apply(*open(), {shop::OrderPlaced{promo_order_of(kAlice, cheaper)},
                  shop::PaymentRecorded{payment_of("cheaper", cheaper), std::nullopt}});
  EXPECT_THAT(open_read_only()->contradictions(), IsEmpty());
  EXPECT_THAT(contradictions_after("UPDATE promo_uses SET uses = 5"),
              UnorderedElementsAre(
                  "promo code SPRING of bot 1 is said to be used 5 times by all, but 1 paid orders have it",
                  "promo code SPRING of bot 1 is said to be used 5 times by user 100, but 1 paid orders have it"));
}

TEST_F(Ledger, ReportsNoMissingSubscriptionWhereNoneIsDue) {
  ASSERT_EQ(run_sql("DELETE FROM subscriptions"), "");
  EXPECT_EQ(open_read_only()->contradictions().size(), 1U);
  EXPECT_THAT(contradictions_after("UPDATE orders SET price = 751"), IsEmpty()) << "paid too little";
  EXPECT_EQ(contradictions_after("UPDATE orders SET price = 750").size(), 1U);
  EXPECT_THAT(contradictions_after("UPDATE orders SET forgotten = 1"), IsEmpty());
  EXPECT_EQ(contradictions_after("UPDATE orders SET forgotten = 0").size(), 1U);
  apply(*open(), {shop::RefundRequested{request_of("charge")}});
  EXPECT_THAT(open_read_only()->contradictions(), IsEmpty()) << "on its way back";
  apply(*open(), {shop::RefundRefused{values::ChargeId{"charge"}}});
  EXPECT_EQ(open_read_only()->contradictions().size(), 1U);
  apply(*open(), {shop::RefundRecorded{refund_of("charge")}});
  EXPECT_THAT(open_read_only()->contradictions(), IsEmpty());
}

TEST_F(Ledger, CountsARenewalAsNoOrderPaid) {
  shop::Payment renewal = payment_of("renewal", values::OrderId{1});
  renewal.kind = shop::PaymentKind::renewal;
  apply(*open(), {shop::PaymentRecorded{renewal, std::nullopt}});
  EXPECT_THAT(open_read_only()->contradictions(), IsEmpty());
  EXPECT_THAT(contradictions_after("UPDATE business_counters SET value = value + 1 WHERE label = 'paid'"),
              ElementsAre("the replicas counted 2 paid orders, but only 1 are recorded"));
}

}  // namespace
}  // namespace store
