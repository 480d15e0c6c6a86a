#include "sqlite/transaction.hpp"

#include <stdexcept>

#include "metrics/histogram.hpp"
#include "sqlite/records.hpp"

namespace store::sqlite {

SqliteTransaction::SqliteTransaction(const Connection& connection)
    : database_(connection.database),
      statements_(connection.statements),
      sequences_(connection.sequences),
      replica_(connection.replica),
      effects_(connection.statements, connection.sequences),
      durations_(connection.durations),
      began_at_(std::chrono::steady_clock::now()) {
  if (database_.in_transaction()) throw std::logic_error("a transaction is already open: one at a time");
  statements_.begin.run();
}

SqliteTransaction::~SqliteTransaction() {
  if (!committed_) database_.roll_back();
}

template <class Action>
auto SqliteTransaction::attempt(Action action) {
  if (committed_) throw std::logic_error("the transaction is already committed");
  if (!broken_by_.empty()) throw StoreError(broken_by_);
  try {
    return action();
  } catch (const StoreError& error) {
    broken_by_ = error.what();
    database_.roll_back();
    throw;
  }
}

std::optional<shop::User> SqliteTransaction::user(values::BotId bot, values::UserId user) {
  return attempt([&]() -> std::optional<shop::User> {
    Rows rows = statements_.user.query(bot, user);
    if (!rows.next()) return std::nullopt;
    return shop::User{
        .bot = bot,
        .user = user,
        .language = shop::parse_language(rows.get<std::string_view>(0)).value(),
        .last_action_at = rows.get<values::Timestamp>(1),
        .blocked_the_bot = rows.get<bool>(2),
    };
  });
}

std::optional<shop::Order> SqliteTransaction::order(values::OrderId order) {
  return attempt([&]() -> std::optional<shop::Order> {
    Rows rows = statements_.order.query(order);
    if (!rows.next()) return std::nullopt;
    return shop::Order{
        .id = order,
        .bot = rows.get<values::BotId>(0),
        .user = rows.get<values::UserId>(1),
        .plan = shop::parse_plan(rows.get<std::string_view>(2)).value(),
        .price = rows.get<values::Stars>(3),
        .placed_at = rows.get<values::Timestamp>(4),
        .paid = rows.get<bool>(5),
    };
  });
}

std::optional<shop::Checkout> SqliteTransaction::checkout(const values::PreCheckoutQueryId& query) {
  return attempt([&]() -> std::optional<shop::Checkout> {
    Rows rows = statements_.checkout.query(query);
    if (!rows.next()) return std::nullopt;
    return checkout_from(rows);
  });
}

std::optional<shop::Checkout> SqliteTransaction::open_checkout_of(values::OrderId order) {
  return attempt([&]() -> std::optional<shop::Checkout> {
    Rows rows = statements_.open_checkout_of.query(order);
    if (!rows.next()) return std::nullopt;
    return checkout_from(rows);
  });
}

std::optional<shop::Payment> SqliteTransaction::payment(const values::ChargeId& charge) {
  return attempt([&]() -> std::optional<shop::Payment> {
    Rows rows = statements_.payment.query(charge);
    if (!rows.next()) return std::nullopt;
    return payment_from(rows);
  });
}

std::optional<shop::Subscription> SqliteTransaction::subscription(values::BotId bot, values::UserId user) {
  return attempt([&]() -> std::optional<shop::Subscription> {
    Rows rows = statements_.subscription.query(bot, user);
    if (!rows.next()) return std::nullopt;
    return shop::Subscription{
        .bot = bot,
        .user = user,
        .plan = shop::parse_plan(rows.get<std::string_view>(0)).value(),
        .started_at = rows.get<values::Timestamp>(1),
        .ends_at = rows.get<values::Timestamp>(2),
    };
  });
}

Totals SqliteTransaction::totals(values::Timestamp now) {
  return attempt([&] { return read_totals(statements_, now); });
}

values::OrderId SqliteTransaction::next_order_id() {
  return values::OrderId{sequences_.orders.next()};
}

void SqliteTransaction::savepoint() {
  attempt([&] {
    if (in_savepoint_) throw std::logic_error("a savepoint is already open: they don't nest");
    statements_.savepoint.run();
    counts_.savepoint();
    in_savepoint_ = true;
  });
}

void SqliteTransaction::release() {
  attempt([&] {
    if (!in_savepoint_) throw std::logic_error("there is no savepoint to release");
    statements_.release.run();
    in_savepoint_ = false;
  });
}

void SqliteTransaction::roll_back_to_savepoint() {
  attempt([&] {
    if (!in_savepoint_) throw std::logic_error("there is no savepoint to roll back to");
    // ROLLBACK TO undoes what was done since, but leaves the savepoint open.
    statements_.roll_back_to_savepoint.run();
    counts_.forget_since_savepoint();
    statements_.release.run();
    in_savepoint_ = false;
  });
}

bool SqliteTransaction::remember_update(values::BotId bot, values::UpdateId update, values::Timestamp at) {
  return attempt([&] { return statements_.remember_update.run_and_count(bot, update, at) == 1; });
}

void SqliteTransaction::forget_updates(values::Timestamp before) {
  attempt([&] { statements_.forget_updates.run(before); });
}

void SqliteTransaction::apply(const shop::Effect& effect) {
  attempt([&] {
    effects_.write(effect);
    counts_.add(effect);
  });
}

values::OutboxId SqliteTransaction::enqueue(const OutboxMessage& message) {
  return attempt([&] {
    const values::OutboxId id{sequences_.outbox.next()};
    statements_.enqueue.run(id, message.bot, message.chat, to_string(message.lane), message.method, message.body,
                            message.deadline, message.not_before, message.attempts);
    return id;
  });
}

void SqliteTransaction::remove_from_outbox(values::OutboxId id) {
  attempt([&] { statements_.remove_from_outbox.run(id); });
}

void SqliteTransaction::postpone(values::OutboxId id, values::Timestamp not_before, int attempts) {
  attempt([&] { statements_.postpone.run(not_before, attempts, id); });
}

std::vector<DueTimer> SqliteTransaction::due_timers(values::Timestamp now, std::size_t limit) {
  return attempt([&] {
    std::vector<DueTimer> due;
    Rows rows = statements_.due_timers.query(now, limit);
    while (rows.next()) {
      due.push_back({
          .id = rows.get<values::TimerId>(0),
          .kind = shop::parse_timer_kind(rows.get<std::string_view>(1)).value(),
          .subject = rows.get<std::string>(2),
      });
    }
    return due;
  });
}

void SqliteTransaction::remove_timer(values::TimerId id) {
  attempt([&] { statements_.remove_timer.run(id); });
}

void SqliteTransaction::keep_poisonous(const PoisonousUpdate& update) {
  attempt([&] { statements_.keep_poisonous.run(update.bot, update.update, update.raw, update.reason, update.at); });
}

void SqliteTransaction::commit() {
  attempt([&] {
    if (in_savepoint_) throw std::logic_error("a savepoint is still open: release it or roll back to it");
    counts_.write(statements_, replica_);
    statements_.commit.run();
  });
  committed_ = true;
  if (durations_ == nullptr) return;
  durations_->observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - began_at_).count());
}

}  // namespace store::sqlite
