#include <gmock/gmock.h>

#include "metrics/exposition.hpp"
#include "metrics/registry.hpp"
#include "sqlite/store.hpp"
#include "temporary_database.hpp"

namespace store {
namespace {

using namespace std::chrono_literals;

class Counters : public StoreTest {
 protected:
  static CounterState find(Store& store, std::string_view metric, std::string_view label) {
    for (const CounterState& counter : store.counters()) {
      if (counter.metric == metric && counter.label == label) return counter;
    }
    throw std::out_of_range(std::string(metric));
  }
  static std::int64_t succeeded(Store& store) { return find(store, shop::kPaymentTransactions, "success").value; }
};

TEST_F(Counters, AllExistFromTheStart) {
  const auto store = open();
  EXPECT_EQ(store->counters().size(), shop::all_counters().size());
  for (const CounterState& counter : store->counters()) {
    EXPECT_EQ(counter.value, 0) << counter.metric;
    EXPECT_EQ(counter.started_at, kNow) << counter.metric;
  }
}

TEST_F(Counters, CountEachEffectOnce) {
  const auto store = open();
  apply(*store, {shop::BotCreated{{.id = kBot, .created_at = kNow}},
                 shop::CheckoutDeclined{checkout_of("declined", std::nullopt)},
                 shop::CheckoutApproved{checkout_of("failed", std::nullopt)},
                 shop::CheckoutFailed{values::PreCheckoutQueryId{"failed"}},
                 shop::PaymentRecorded{payment_of("charge", std::nullopt), std::nullopt},
                 shop::SubscriptionActivated{subscription_of(kAlice, shop::PlanId::pro, kNow + 24h)},
                 shop::SubscriptionActivated{subscription_of(kAlice, shop::PlanId::pro, kNow + 48h)}});
  EXPECT_EQ(find(*store, shop::kBotsCreated, "").value, 1);
  EXPECT_EQ(find(*store, shop::kPaymentTransactions, "failed").value, 2);
  EXPECT_EQ(find(*store, shop::kPaymentTransactions, "success").value, 1);
  EXPECT_EQ(find(*store, shop::kSubscriptionActivations, "pro").value, 2);
  EXPECT_EQ(find(*store, shop::kSubscriptionActivations, "lite").value, 0);
}

TEST_F(Counters, GoOnAfterARestartWithTheirStart) {
  apply(*open(), {shop::PaymentRecorded{payment_of("charge", std::nullopt), std::nullopt}});
  const auto store = open(StoreOptions{.now = kNow + 24h});
  const CounterState counter = find(*store, shop::kPaymentTransactions, "success");
  EXPECT_EQ(counter.value, 1);
  EXPECT_EQ(counter.started_at, kNow);
}

TEST_F(Counters, OfACourseBeginWhenItIsCountedFirst) {
  const shop::CourseSold sold{.bot = kBot, .course = kChess, .paid = values::Stars{500}};
  {
    const auto store = open();
    apply(*store, {shop::CourseViewed{.bot = kBot, .course = kChess}});
    apply(*store, {shop::CourseViewed{.bot = kBot, .course = kChess}, sold, sold});
    EXPECT_EQ(store->counters().size(), shop::all_counters().size() + 3);
    EXPECT_EQ(find(*store, shop::kCourseViews, "chess").value, 2);
    EXPECT_EQ(find(*store, shop::kCourseSales, "chess").value, 2);
    EXPECT_EQ(find(*store, shop::kCourseRevenue, "chess").value, 1'000);
  }
  const auto store = open(StoreOptions{.now = kNow + 24h});
  apply(*store, {sold, shop::CourseCompleted{.bot = kBot, .course = kChess}});
  EXPECT_EQ(find(*store, shop::kCourseSales, "chess").value, 3);
  EXPECT_EQ(find(*store, shop::kCourseSales, "chess").started_at, kNow);
  EXPECT_EQ(find(*store, shop::kCourseCompletions, "chess").started_at, kNow + 24h);
  EXPECT_TRUE(store->contradictions().empty());
}

TEST_F(Counters, OfACourseForgetWhatWasRolledBack) {
  const auto store = open();
  const auto transaction = store->begin();
  transaction->savepoint();
  transaction->apply(shop::CourseViewed{.bot = kBot, .course = kChess});
  transaction->roll_back_to_savepoint();
  transaction->commit();
  EXPECT_EQ(store->counters().size(), shop::all_counters().size());
}

TEST_F(Counters, OfChannelsCountEachChangeOnce) {
  shop::Membership membership{
      .bot = kBot, .user = kAlice, .course = kChess, .chat = values::ChatId{-1}, .changed_at = kNow};
  membership.state = shop::MembershipState::joined;
  const auto store = open();
  apply(*store, {shop::MembershipChanged{membership, shop::MembershipState::invited},
                 shop::MembershipChanged{membership, shop::MembershipState::joined}});
  membership.state = shop::MembershipState::removed;
  apply(*store, {shop::MembershipChanged{membership, shop::MembershipState::joined}});
  EXPECT_EQ(find(*store, shop::kChannelJoins, "chess").value, 1);
  EXPECT_EQ(find(*store, shop::kChannelRemovals, "chess").value, 1);
}

TEST_F(Counters, BelongToOneReplica) {
  apply(*open(StoreOptions{.replica = "a", .now = kNow}),
        {shop::PaymentRecorded{payment_of("one", std::nullopt), std::nullopt}});
  const auto store = open(StoreOptions{.replica = "b", .now = kNow + 1h});
  EXPECT_EQ(succeeded(*store), 0);
  EXPECT_EQ(find(*store, shop::kPaymentTransactions, "success").started_at, kNow + 1h);
  EXPECT_EQ(store->begin()->totals().payments_succeeded, 1) << "the ledger is everybody's";
}

TEST_F(Counters, CountTheStepsToAPaymentAndItsStars) {
  const auto store = open();
  const values::OrderId order = store->begin()->next_order_id();
  apply(*store, {shop::ConversationStarted{}, shop::ConversationStarted{}, shop::PlansShown{},
                 shop::OrderPlaced{order_of(kAlice, order)}, shop::CheckoutApproved{checkout_of("query", order)},
                 shop::PaymentRecorded{payment_of("charge", order), values::PreCheckoutQueryId{"query"}},
                 shop::SubscriptionActivated{subscription_of(kAlice, shop::PlanId::pro, kNow + 24h)},
                 shop::PaymentRecorded{payment_of("another", std::nullopt), std::nullopt}});
  EXPECT_EQ(find(*store, shop::kShopFunnel, "started").value, 2);
  EXPECT_EQ(find(*store, shop::kShopFunnel, "viewed_plans").value, 1);
  EXPECT_EQ(find(*store, shop::kShopFunnel, "opened_invoice").value, 1);
  EXPECT_EQ(find(*store, shop::kShopFunnel, "approved").value, 1);
  EXPECT_EQ(find(*store, shop::kShopFunnel, "paid").value, 2);
  EXPECT_EQ(find(*store, shop::kRevenue, "").value, 1'500);
  EXPECT_TRUE(store->contradictions().empty());
}

TEST_F(Counters, CostOneWriteATransactionHoweverOftenTheyCount) {
  const auto store = open();
  sqlite3* connection = dynamic_cast<sqlite::SqliteStore&>(*store).database().handle();
  const auto before = sqlite3_total_changes64(connection);
  apply(*store, shop::Effects(100, shop::PlansShown{}));
  EXPECT_EQ(sqlite3_total_changes64(connection) - before, 1);
  EXPECT_EQ(find(*store, shop::kShopFunnel, "viewed_plans").value, 100);
}

TEST_F(Counters, ForgetWhatWasRolledBack) {
  const auto store = open();
  const auto transaction = store->begin();
  transaction->apply(shop::PlansShown{});
  for (const bool keep : {false, true, false}) {
    transaction->savepoint();
    transaction->apply(shop::ConversationStarted{});
    keep ? transaction->release() : transaction->roll_back_to_savepoint();
  }
  transaction->commit();
  EXPECT_EQ(find(*store, shop::kShopFunnel, "viewed_plans").value, 1);
  EXPECT_EQ(find(*store, shop::kShopFunnel, "started").value, 1);
}

TEST_F(Counters, ThatAreGoneLetNothingBeCommittedUntilARestart) {
  {
    const auto store = open();
    ASSERT_EQ(run_sql("DELETE FROM business_counters WHERE metric = 'revenue_stars_total'"), "");
    const shop::PaymentRecorded recorded{payment_of("charge", std::nullopt), std::nullopt};
    EXPECT_THROW(apply(*store, {recorded}), StoreError);
    EXPECT_TRUE(store->payments().empty());
    EXPECT_EQ(succeeded(*store), 0);
  }
  const auto restarted = open();
  apply(*restarted, {shop::PaymentRecorded{payment_of("charge", std::nullopt), std::nullopt}});
  EXPECT_EQ(find(*restarted, shop::kRevenue, "").value, 750);
}

TEST_F(Counters, AreNotCountedForWhatWasRefused) {
  const auto store = open();
  const shop::PaymentRecorded recorded{payment_of("charge", std::nullopt), std::nullopt};
  apply(*store, {recorded});
  EXPECT_THROW(apply(*store, {recorded}), std::logic_error);
  EXPECT_EQ(succeeded(*store), 1);
}

TEST_F(Counters, OfTransactionsAreObservedWhenDurable) {
  metrics::Registry registry;
  const auto store = open(StoreOptions{.now = kNow, .registry = &registry});
  apply(*store, {seen(kAlice)});
  store->begin();
  EXPECT_THAT(metrics::expose_text(registry), testing::HasSubstr("\nstore_transaction_duration_seconds_count 1\n"))
      << "what was rolled back is not observed";
}

}  // namespace
}  // namespace store
