#pragma once
// What lasts. One writer, one transaction a batch, one savepoint an update; durable when `commit` returns.
//
//   std::unique_ptr<store::Store> store = store::open("sqlite:data/coursebot.db", {.replica = "main"});
//   auto transaction = store->begin();
//   transaction->savepoint();
//   if (transaction->remember_update(bot, update, now)) transaction->apply(effect);
//   transaction->release();
//   store::Committed committed = transaction->commit();
//
// A Store and its transactions belong to one thread at a time. One transaction at a time. Everything throws StoreError
// when the database is out of order (full, locked, read-only, I/O error): nothing of the transaction has happened then,
// and the same may succeed later. The transaction is over: each later call on it throws StoreError again. Any other
// exception (std::logic_error) is a fault in the program or in what it was asked to write, a charge recorded twice for
// example; the transaction goes on, once it is rolled back to its savepoint.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "metrics/registry.hpp"
#include "shop/effects.hpp"
#include "store/outbox.hpp"
#include "store/reader.hpp"

namespace store {

/// The database can't do its work now. The text names the database, what was tried, and what to do.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A timer whose time has come.
struct DueTimer {
  values::TimerId id;
  shop::TimerKind kind;
  std::string subject;
};

/// An update that could not be handled, kept as it came.
struct PoisonousUpdate {
  values::BotId bot;
  values::UpdateId update;
  std::string raw;  ///< The update's JSON.
  std::string reason;
  values::Timestamp at;
};

class Transaction : public Reader {
 public:
  /// Rolls back unless committed.
  ~Transaction() override = default;

  /// Everything until `release` can be undone by `roll_back_to_savepoint`, which ends the savepoint too. Not nested.
  virtual void savepoint() = 0;
  virtual void release() = 0;
  virtual void roll_back_to_savepoint() = 0;

  /// False if the update is already known.
  virtual bool remember_update(values::BotId bot, values::UpdateId update, values::Timestamp at) = 0;
  /// Forgets the updates remembered before `before`.
  virtual void forget_updates(values::Timestamp before) = 0;

  /// Applies the effect and counts it for this replica. Throws std::logic_error for one that contradicts what is
  /// stored: an order, checkout, charge, refund or bot that is there already; a failed checkout that wasn't open; a
  /// refund requested that is on its way or done, or refused that isn't on its way; a change of a subscription that
  /// isn't there; an alert under another number than before, or a message about one that isn't there. Money is the
  /// exception: a new charge is recorded even if its order or its checkout is not there, a refund even if its payment
  /// is not.
  virtual void apply(const shop::Effect& effect) = 0;

  /// `message.id` is ignored. Numbers rise, and are never given twice by one open store.
  virtual values::OutboxId enqueue(const OutboxMessage& message) = 0;
  /// Nothing happens if it is gone; the same for `note_begun`, `postpone` and `remove_timer`.
  virtual void remove_from_outbox(values::OutboxId id) = 0;
  /// For a message that nobody may get twice: it is about to be sent. If it is still there after a crash, nobody knows
  /// whether Telegram took it.
  virtual void note_begun(values::OutboxId id) = 0;
  /// Telegram has not taken it: it is begun no more.
  virtual void postpone(values::OutboxId id, values::Timestamp not_before, int attempts) = 0;

  /// The earliest first. A timer that is set again gets a new id, so removing the one handled leaves its successor.
  virtual std::vector<DueTimer> due_timers(values::Timestamp now, std::size_t limit) = 0;
  virtual void remove_timer(values::TimerId id) = 0;

  /// The same update kept again replaces what was kept of it.
  virtual void keep_poisonous(const PoisonousUpdate& update) = 0;

  /// Durable when it returns.
  virtual void commit() = 0;
};

/// A business counter of this replica.
struct CounterState {
  std::string metric;
  std::string label;
  std::int64_t value = 0;
  values::Timestamp started_at;  ///< When it began to count from 0.
};

struct RecentUser {
  values::UserId user;
  values::Timestamp last_action_at;
};

/// A user as the table of users is ordered.
struct UserKey {
  values::BotId bot;
  values::UserId user;
};

/// A part of the users, in the order of their keys.
struct SeenUsers {
  std::vector<RecentUser> users;  ///< Once for each bot that they use.
  std::optional<UserKey> last;    ///< To read on after it; none if there are no more.
};

class Store {
 public:
  static constexpr std::size_t kNoLimit = std::numeric_limits<std::int64_t>::max();

  virtual ~Store() = default;

  /// Throws std::logic_error if one is open, or if the store is read-only.
  virtual std::unique_ptr<Transaction> begin() = 0;

  // What a start needs to know; ask outside transactions.
  /// All of shop::all_counters(), those that never counted included; of those by course the ones that have counted.
  /// They began when the store was opened that counted them first: nothing had been counted of them until then.
  virtual std::vector<CounterState> counters() = 0;
  /// In the order in which they were enqueued.
  virtual std::vector<OutboxMessage> outbox() = 0;
  /// Looks at the `rows` users that follow `after`, at the first ones without it: a million take a tenth of a second.
  virtual SeenUsers users_seen_since(values::Timestamp since, std::optional<UserKey> after, std::size_t rows) = 0;
  /// Oldest first.
  virtual std::vector<shop::HostedBot> bots() = 0;
  virtual std::optional<values::Timestamp> next_timer_due() = 0;
  /// When the subscriptions to `plan` that run at `now` end, the first to end first. Read from an index: a fifth of a
  /// second for a million.
  virtual std::vector<values::Timestamp> subscription_ends(shop::PlanId plan, values::Timestamp now,
                                                           std::size_t limit = kNoLimit) = 0;

  /// As a transaction would answer; works read-only too.
  virtual Totals totals() = 0;
  /// Every payment, oldest first: what `coursebot ledger` prints.
  virtual std::vector<shop::Payment> payments() = 0;
  /// Every refund and chargeback, oldest first.
  virtual std::vector<shop::Refund> refunds() = 0;
  /// How the payments, refunds, checkouts, orders, enrolments and counters contradict each other; empty if they don't.
  /// One line each.
  virtual std::vector<std::string> contradictions() = 0;
};

struct StoreOptions {
  std::string replica = "main";  ///< REPLICA_ID
  values::Timestamp now;         ///< Start of counters that don't exist yet, and of those that begin while it is open.
  std::chrono::milliseconds busy_timeout{5'000};
  metrics::Registry* registry = nullptr;  ///< For store_transaction_duration_seconds and the like; none: not observed.
  bool read_only = false;                 ///< For `coursebot ledger` beside a running bot.
};

/// Opens or creates the database that a DATABASE_URL names ("sqlite:" and a path; its folder is created too) and brings
/// its schema up to date. The files are readable to their owner only. Throws StoreError with one line for an unknown
/// scheme, an unwritable folder, a database made by a newer version or by another program, or one that another bot
/// writes to.
///
/// Read-only: changes nothing, sees what is committed, and throws StoreError if there is no database yet.
std::unique_ptr<Store> open(const std::string& url, const StoreOptions& options);

}  // namespace store
