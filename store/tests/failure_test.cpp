// A database that can't do its work: nothing half-done is ever kept.

#include <csignal>

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sqlite/store.hpp"
#include "temporary_database.hpp"

namespace store {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

class Failure : public StoreTest {
 protected:
  /// Money comes in for a renewing order, and goes back; what follows from that.
  static shop::Effects money_moves() {
    const values::OrderId order{1};
    shop::Subscription renewing = subscription_of(kAlice, shop::PlanId::pro, kNow + std::chrono::hours{720});
    renewing.renewal = renewal_of("charge", order);
    shop::Subscription ended = renewing;
    ended.ends_at = kNow;
    ended.renewal->state = shop::RenewalState::canceled;
    return {shop::OrderPlaced{renewing_order_of(kAlice, order)},
            shop::PaymentRecorded{payment_of("charge", order), std::nullopt},
            shop::SubscriptionActivated{renewing},
            shop::RefundRequested{request_of("charge")},
            shop::RefundRecorded{refund_of("charge")},
            shop::OrderClosed{order},
            shop::SubscriptionChanged{ended, renewing},
            shop::TransactionNoted{kBot, {.id = "withdrawal", .at = kNow}},
            shop::ReconciledUpTo{.bot = kBot, .transactions = 3, .last = "withdrawal", .at = kNow},
            owner_acted("refund")};
  }

  static void expect_nothing_in(Store& store) {
    EXPECT_THAT(store.payments(), IsEmpty());
    EXPECT_THAT(store.refunds(), IsEmpty());
    for (const CounterState& counter : store.counters()) EXPECT_EQ(counter.value, 0) << counter.metric;
    const auto transaction = store.begin();
    EXPECT_EQ(transaction->order(values::OrderId{1}), std::nullopt);
    EXPECT_EQ(transaction->subscription(kBot, kAlice), std::nullopt);
    EXPECT_EQ(transaction->refund_request(values::ChargeId{"charge"}), std::nullopt);
    EXPECT_FALSE(transaction->reconciled(kBot));
    EXPECT_THAT(transaction->newest_audit(kBot, 1), IsEmpty());
    EXPECT_EQ(transaction->totals().payments_succeeded, 0);
  }

  static void fill(Transaction& transaction) {
    const std::string large(100'000, 'x');
    for (std::int64_t id = 1; id <= 1'000; ++id) {
      transaction.keep_poisonous(
          {.bot = kBot, .update = values::UpdateId{id}, .raw = large, .reason = "full", .at = kNow});
    }
  }
};

TEST_F(Failure, FullDatabaseUndoesTheWholeTransactionForGood) {
  const auto store = open();
  auto& database = dynamic_cast<sqlite::SqliteStore&>(*store).database();
  database.execute("PRAGMA max_page_count = 120", "limit it");
  {
    const auto transaction = store->begin();
    for (const shop::Effect& effect : money_moves()) transaction->apply(effect);
    transaction->savepoint();
    std::string error;
    try {
      fill(*transaction);
    } catch (const StoreError& full) {
      error = full.what();
    }
    EXPECT_THAT(error, AllOf(HasSubstr(path().string()), HasSubstr("full"), HasSubstr("free some space")));

    // Whoever goes on regardless commits nothing.
    EXPECT_THROW(transaction->roll_back_to_savepoint(), StoreError);
    EXPECT_THROW(transaction->apply(seen(kAlice)), StoreError);
    EXPECT_THROW(transaction->payment(values::ChargeId{"charge"}), StoreError);
    EXPECT_THROW(transaction->commit(), StoreError);
  }
  expect_nothing_in(*store);

  database.execute("PRAGMA max_page_count = 100000", "lift the limit");
  apply(*store, money_moves());
  EXPECT_EQ(store->payments().size(), 1U);
  EXPECT_EQ(store->refunds().size(), 1U);
  EXPECT_THAT(store->contradictions(), IsEmpty());
}

TEST_F(Failure, WriteErrorAtCommitLeavesNothing) {
  open();
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const auto store = open();
    const rlimit limit{.rlim_cur = 8'192, .rlim_max = 8'192};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      apply(*store, money_moves());
      ::_exit(1);
    } catch (const StoreError&) {
      ::_exit(store->payments().empty() ? 0 : 2);
    } catch (...) {
      ::_exit(3);
    }
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  expect_nothing_in(*open());
}

TEST_F(Failure, DatabaseLockedByAnotherProgramSaysSo) {
  const auto store = open(StoreOptions{.now = kNow, .busy_timeout = std::chrono::milliseconds{1}});
  sqlite3* other = nullptr;
  sqlite3_open(path().c_str(), &other);
  sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  std::string error;
  try {
    store->begin();
  } catch (const StoreError& locked) {
    error = locked.what();
  }
  EXPECT_THAT(error, AllOf(HasSubstr("locked"), HasSubstr("end that program")));
  sqlite3_close(other);
  EXPECT_NO_THROW(apply(*store, {seen(kAlice)}));
}

TEST_F(Failure, ConstraintIsAFaultOfTheProgramAndLeavesTheTransactionInOrder) {
  const auto store = open();
  const auto transaction = store->begin();
  transaction->apply(seen(kAlice));
  shop::Order free_of_charge = order_of(kAlice, values::OrderId{1});
  free_of_charge.price = values::Stars{0};
  transaction->savepoint();
  EXPECT_THROW(transaction->apply(shop::OrderPlaced{free_of_charge}), std::logic_error);
  transaction->roll_back_to_savepoint();
  transaction->commit();
  EXPECT_TRUE(store->begin()->user(kBot, kAlice));
}

}  // namespace
}  // namespace store
