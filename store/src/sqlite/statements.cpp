#include "sqlite/statements.hpp"

#include "sqlite/records.hpp"

namespace store::sqlite {
namespace {

std::string select(std::string_view columns, std::string_view from) {
  return std::string("SELECT ").append(columns).append(" FROM ").append(from);
}

}  // namespace

Statements::Statements(Database& database)
    : begin(database, "BEGIN IMMEDIATE"),
      commit(database, "COMMIT"),
      savepoint(database, "SAVEPOINT one_update"),
      release(database, "RELEASE one_update"),
      roll_back_to_savepoint(database, "ROLLBACK TO one_update"),

      user(database, "SELECT language, last_action_at, blocked_the_bot FROM users WHERE bot = ? AND user = ?"),
      order(database, "SELECT bot, user, plan, price, placed_at, paid FROM orders WHERE id = ?"),
      checkout(database, select(kCheckoutColumns, "checkouts WHERE query = ?")),
      open_checkout_of(database, select(kCheckoutColumns,
                                        "checkouts WHERE order_id = ? AND state = 'approved'"
                                        " ORDER BY asked_at DESC LIMIT 1")),
      payment(database, select(kPaymentColumns, "payments WHERE charge = ?")),
      subscription(database, "SELECT plan, started_at, ends_at FROM subscriptions WHERE bot = ? AND user = ?"),
      ledger(database, "SELECT users, bots, payments_succeeded, payments_failed, received FROM ledger"),
      active_subscriptions(database, "SELECT count(*) FROM subscriptions WHERE plan = ? AND ends_at > ?"),

      see_user(database,
               "INSERT INTO users (bot, user, language, last_action_at, blocked_the_bot) VALUES (?, ?, ?, ?, 0)"
               " ON CONFLICT DO UPDATE SET language = excluded.language, blocked_the_bot = 0,"
               " last_action_at = max(last_action_at, excluded.last_action_at)"),
      block_user(database, "UPDATE users SET blocked_the_bot = 1 WHERE bot = ? AND user = ?"),
      place_order(database,
                  "INSERT INTO orders (id, bot, user, plan, price, placed_at, paid) VALUES (?, ?, ?, ?, ?, ?, ?)"),
      add_checkout(database,
                   "INSERT INTO checkouts (query, bot, payer, order_id, state, asked_at, counted_as_failed)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?)"),
      fail_checkout(database,
                    "UPDATE checkouts SET state = 'failed', counted_as_failed = 1"
                    " WHERE query = ? AND state = 'approved'"),
      record_payment(
          database,
          "INSERT INTO payments (charge, provider_charge, bot, payer, order_id, payload, amount, received_at)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
      pay_order(database, "UPDATE orders SET paid = 1 WHERE id = ?"),
      pay_checkout(database, "UPDATE checkouts SET state = 'paid' WHERE query = ?"),
      set_subscription(database,
                       "INSERT INTO subscriptions (bot, user, plan, started_at, ends_at) VALUES (?, ?, ?, ?, ?)"
                       " ON CONFLICT DO UPDATE SET plan = excluded.plan, started_at = excluded.started_at,"
                       " ends_at = excluded.ends_at"),
      add_bot(database, "INSERT INTO bots (id, created_at) VALUES (?, ?)"),
      set_timer(database, "INSERT OR REPLACE INTO timers (id, kind, subject, due) VALUES (?, ?, ?, ?)"),
      count(database, "UPDATE business_counters SET value = value + ? WHERE replica = ? AND metric = ? AND label = ?"),

      remember_update(database,
                      "INSERT INTO known_updates (bot, update_id, remembered_at) VALUES (?, ?, ?)"
                      " ON CONFLICT DO NOTHING"),
      forget_updates(database, "DELETE FROM known_updates WHERE remembered_at < ?"),
      enqueue(database,
              "INSERT INTO outbox (id, bot, chat, lane, method, body, deadline, not_before, attempts)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      remove_from_outbox(database, "DELETE FROM outbox WHERE id = ?"),
      postpone(database, "UPDATE outbox SET not_before = ?, attempts = ? WHERE id = ?"),
      due_timers(database, "SELECT id, kind, subject FROM timers WHERE due <= ? ORDER BY due, id LIMIT ?"),
      remove_timer(database, "DELETE FROM timers WHERE id = ?"),
      keep_poisonous(database,
                     "INSERT INTO poisonous_updates (bot, update_id, raw, reason, kept_at) VALUES (?, ?, ?, ?, ?)"
                     " ON CONFLICT DO UPDATE SET raw = excluded.raw, reason = excluded.reason,"
                     " kept_at = excluded.kept_at") {}

}  // namespace store::sqlite
