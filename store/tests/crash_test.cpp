// The process is killed at each step of a transaction: all of it lasts, or nothing.

#include <csignal>
#include <map>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "temporary_database.hpp"

namespace store {
namespace {

using namespace std::chrono_literals;

enum class Step { began, remembered, applied, released, enqueued, committed, finished };

void PrintTo(Step step, std::ostream* out) {
  *out << "step " << static_cast<int>(step);
}

class Crash : public StoreTest, public testing::WithParamInterface<Step> {
 protected:
  /// What all of the transaction adds to `counter`.
  static std::int64_t counted_by_the_payment(const CounterState& counter) {
    static const std::map<shop::CounterKey, std::int64_t> counted{{{shop::kPaymentTransactions, "success"}, 1},
                                                                  {{shop::kSubscriptionActivations, "pro"}, 1},
                                                                  {{shop::kShopFunnel, "opened_invoice"}, 1},
                                                                  {{shop::kShopFunnel, "paid"}, 1},
                                                                  {{shop::kRevenue, ""}, 750}};
    const auto found = counted.find({counter.metric, counter.label});
    return found == counted.end() ? 0 : found->second;
  }

  /// In the child: the payment path, up to and including `last`.
  void pay_until(Step last) const {
    const auto die_after = [last](Step step) {
      if (step == last) std::raise(SIGKILL);
    };
    const auto store = open();
    auto transaction = store->begin();
    die_after(Step::began);
    transaction->savepoint();
    transaction->remember_update(kBot, values::UpdateId{7}, kNow);
    die_after(Step::remembered);
    const values::OrderId order = transaction->next_order_id();
    transaction->apply(shop::OrderPlaced{order_of(kAlice, order)});
    transaction->apply(shop::PaymentRecorded{payment_of("charge", order), std::nullopt});
    transaction->apply(shop::SubscriptionActivated{subscription_of(kAlice, shop::PlanId::pro, kNow + 24h)});
    die_after(Step::applied);
    transaction->release();
    die_after(Step::released);
    OutboxMessage receipt;
    receipt.lane = Lane::receipt;
    receipt.method = "sendMessage";
    receipt.body = "{}";
    transaction->enqueue(receipt);
    die_after(Step::enqueued);
    transaction->commit();
    die_after(Step::committed);
    transaction.reset();
    die_after(Step::finished);
  }
};

TEST_P(Crash, LeavesAllOfTheTransactionOrNothing) {
  open();
  const pid_t child = ::fork();
  if (child == 0) {
    pay_until(GetParam());
    ::_exit(1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status)) << "the child was to be killed";

  const bool lasts = GetParam() >= Step::committed;
  const auto store = open();
  EXPECT_EQ(store->payments().size(), lasts ? 1U : 0U);
  EXPECT_EQ(store->outbox().size(), lasts ? 1U : 0U);
  EXPECT_TRUE(store->contradictions().empty());
  for (const CounterState& counter : store->counters()) {
    const auto expected = counted_by_the_payment(counter);
    EXPECT_EQ(counter.value, lasts ? expected : 0) << counter.metric << " " << counter.label;
  }

  const auto transaction = store->begin();
  EXPECT_EQ(transaction->totals(kNow).payments_succeeded, lasts ? 1 : 0);
  EXPECT_EQ(transaction->subscription(kBot, kAlice).has_value(), lasts);
  EXPECT_EQ(transaction->remember_update(kBot, values::UpdateId{7}, kNow), !lasts);
}

INSTANTIATE_TEST_SUITE_P(AtEachStep, Crash,
                         testing::Values(Step::began, Step::remembered, Step::applied, Step::released, Step::enqueued,
                                         Step::committed, Step::finished));

}  // namespace
}  // namespace store
