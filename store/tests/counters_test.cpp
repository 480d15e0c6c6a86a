#include <gmock/gmock.h>

#include "metrics/exposition.hpp"
#include "metrics/registry.hpp"
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

TEST_F(Counters, BelongToOneReplica) {
  apply(*open(StoreOptions{.replica = "a", .now = kNow}),
        {shop::PaymentRecorded{payment_of("one", std::nullopt), std::nullopt}});
  const auto store = open(StoreOptions{.replica = "b", .now = kNow + 1h});
  EXPECT_EQ(succeeded(*store), 0);
  EXPECT_EQ(find(*store, shop::kPaymentTransactions, "success").started_at, kNow + 1h);
  EXPECT_EQ(store->begin()->totals(kNow).payments_succeeded, 1) << "the ledger is everybody's";
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
