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
  EXPECT_THAT(contradictions_after("INSERT INTO orders VALUES (2, 1, 100, 'lite', 250, 0, 1)"),
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
                                   "the replicas counted 2 paid orders, but only 1 are recorded"));
}

TEST_F(Ledger, AllowsCountersThatBeganAgainAfterARestore) {
  EXPECT_THAT(contradictions_after("UPDATE business_counters SET value = 0"), IsEmpty());
}

TEST_F(Ledger, ReportsTotalsThatAreNotTheSum) {
  EXPECT_THAT(
      contradictions_after("UPDATE ledger SET users = 7, received = 1"),
      ElementsAre("the ledger says 7 users, but there are 1", "the ledger says 1 Stars received, but there are 750"));
}

}  // namespace
}  // namespace store
