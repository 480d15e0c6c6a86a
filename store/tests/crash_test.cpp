// The process is killed at each step of a transaction, of a purchase that Telegram will renew or of its refund: all of
// it lasts, or nothing.

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
  /// Dies at once where `last` is the step.
  static void die_after(Step step, Step last) {
    if (step == last) std::raise(SIGKILL);
  }

  static shop::Subscription renewing() {
    shop::Subscription subscription = subscription_of(kAlice, shop::PlanId::pro, kNow + 720h);
    subscription.renewal = renewal_of("charge", values::OrderId{1});
    return subscription;
  }

  static shop::Effects purchase() {
    return {shop::OrderPlaced{renewing_order_of(kAlice, values::OrderId{1})},
            shop::PaymentRecorded{payment_of("charge", values::OrderId{1}), std::nullopt},
            shop::SubscriptionActivated{renewing()}};
  }

  static shop::Effects refund() {
    shop::Subscription ended = renewing();
    ended.ends_at = kNow + 1h;
    ended.renewal->state = shop::RenewalState::canceled;
    return {shop::RefundRecorded{refund_of("charge")}, shop::OrderClosed{values::OrderId{1}},
            shop::SubscriptionChanged{ended, renewing()}, owner_acted("refund")};
  }

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

  /// One update that has `effects`, up to and including `last`.
  void handle(const shop::Effects& effects, Step last) const {
    const auto store = open();
    auto transaction = store->begin();
    die_after(Step::began, last);
    transaction->savepoint();
    transaction->remember_update(kBot, values::UpdateId{7}, kNow);
    die_after(Step::remembered, last);
    for (const shop::Effect& effect : effects) transaction->apply(effect);
    die_after(Step::applied, last);
    transaction->release();
    die_after(Step::released, last);
    OutboxMessage receipt;
    receipt.lane = Lane::receipt;
    receipt.method = "sendMessage";
    receipt.body = "{}";
    transaction->enqueue(receipt);
    die_after(Step::enqueued, last);
    transaction->commit();
    die_after(Step::committed, last);
    transaction.reset();
    die_after(Step::finished, last);
  }

  void kill_while_handling(const shop::Effects& effects) const {
    const pid_t child = ::fork();
    if (child == 0) {
      handle(effects, GetParam());
      ::_exit(1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child was to be killed";
  }

  static bool lasts() { return GetParam() >= Step::committed; }
};

TEST_P(Crash, LeavesAllOfTheTransactionOrNothing) {
  open();
  kill_while_handling(purchase());

  const auto store = open();
  EXPECT_EQ(store->payments().size(), lasts() ? 1U : 0U);
  EXPECT_EQ(store->outbox().size(), lasts() ? 1U : 0U);
  EXPECT_TRUE(store->contradictions().empty());
  for (const CounterState& counter : store->counters()) {
    const auto expected = counted_by_the_payment(counter);
    EXPECT_EQ(counter.value, lasts() ? expected : 0) << counter.metric << " " << counter.label;
  }

  const auto transaction = store->begin();
  EXPECT_EQ(transaction->totals().payments_succeeded, lasts() ? 1 : 0);
  EXPECT_EQ(transaction->subscription(kBot, kAlice).has_value(), lasts());
  EXPECT_EQ(transaction->remember_update(kBot, values::UpdateId{7}, kNow), !lasts());
}

TEST_P(Crash, LeavesAllOfARefundOrNothing) {
  apply(*open(), purchase());
  apply(*open(), {shop::RefundRequested{request_of("charge")}});
  kill_while_handling(refund());

  const auto store = open();
  EXPECT_EQ(store->refunds().size(), lasts() ? 1U : 0U);
  EXPECT_EQ(store->outbox().size(), lasts() ? 1U : 0U);
  EXPECT_TRUE(store->contradictions().empty());
  for (const CounterState& counter : store->counters()) {
    if (counter.metric != shop::kRefundedStars) continue;
    EXPECT_EQ(counter.value, lasts() ? 750 : 0);
  }

  const auto transaction = store->begin();
  EXPECT_EQ(transaction->totals().refunds, lasts() ? 1 : 0);
  EXPECT_EQ(transaction->refund_request(values::ChargeId{"charge"})->state,
            lasts() ? shop::RefundState::done : shop::RefundState::requested);
  EXPECT_EQ(transaction->order(values::OrderId{1})->closed, lasts());
  EXPECT_EQ(transaction->subscription(kBot, kAlice)->renews(), !lasts());
  EXPECT_EQ(transaction->newest_audit(kBot, 1).size(), lasts() ? 1U : 0U);
  EXPECT_EQ(transaction->remember_update(kBot, values::UpdateId{7}, kNow), !lasts());
}

INSTANTIATE_TEST_SUITE_P(AtEachStep, Crash,
                         testing::Values(Step::began, Step::remembered, Step::applied, Step::released, Step::enqueued,
                                         Step::committed, Step::finished));

}  // namespace
}  // namespace store
