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

      user(database, select(kUserColumns, "users WHERE bot = ? AND user = ?")),
      order(database, select(kOrderColumns, "orders WHERE id = ?")),
      checkout(database, select(kCheckoutColumns, "checkouts WHERE query = ?")),
      open_checkout_of(database, select(kCheckoutColumns,
                                        "checkouts WHERE order_id = ? AND state = 'approved'"
                                        " ORDER BY asked_at DESC LIMIT 1")),
      payment(database, select(kPaymentColumns, "payments WHERE charge = ?")),
      kept_payment_with(database,
                        select(kPaymentColumns,
                               "payments WHERE bot = ? AND payload = ?"
                               " AND NOT EXISTS (SELECT 1 FROM refunds WHERE refunds.charge = payments.charge)"
                               " AND NOT EXISTS (SELECT 1 FROM refund_requests"
                               "   WHERE refund_requests.charge = payments.charge AND state <> 'refused')"
                               " ORDER BY received_at, id LIMIT 1")),
      first_charge(database, select(kPaymentColumns,
                                    "payments WHERE bot = ? AND payer = ? AND payload = ? AND kind = 'first'"
                                    " ORDER BY received_at, id LIMIT 1")),
      payments_of(database, select(kPaymentColumns,
                                   "payments WHERE bot = ? AND payer = ? ORDER BY received_at DESC, id DESC LIMIT ?")),
      refund_request(database, select(kRefundRequestColumns, "refund_requests WHERE charge = ?")),
      refund(database, select(kRefundColumns, "refunds WHERE charge = ?")),
      subscription(database, select(kSubscriptionColumns, "subscriptions WHERE bot = ? AND user = ?")),
      renewing(database, select(kSubscriptionColumns,
                                // Left to choose, SQLite looks at all of the bot's, in the order that is asked for.
                                "subscriptions INDEXED BY renewing_subscriptions"
                                " WHERE bot = ? AND plan = ? AND renewal_state = 'active' ORDER BY user LIMIT ?")),
      // Those paid are counted in promo_uses; those about to be paid are found among the open checkouts, which are few.
      promo_uses(database,
                 "WITH waiting AS ("
                 " SELECT user FROM orders NOT INDEXED WHERE bot = ?1 AND promo = ?2 AND NOT paid AND id IS NOT ?4"
                 "   AND id IN (SELECT order_id FROM checkouts WHERE state = 'approved' AND order_id IS NOT NULL)"
                 "), left_out AS ("
                 " SELECT user FROM orders WHERE bot = ?1 AND promo = ?2 AND paid AND id = ?4"
                 ") SELECT"
                 " coalesce((SELECT uses FROM promo_uses WHERE bot = ?1 AND promo = ?2 AND customer = 0), 0)"
                 " + (SELECT count(*) FROM waiting) - (SELECT count(*) FROM left_out),"
                 " coalesce((SELECT uses FROM promo_uses WHERE bot = ?1 AND promo = ?2 AND customer = ?3), 0)"
                 " + (SELECT count(*) FROM waiting WHERE user = ?3)"
                 " - (SELECT count(*) FROM left_out WHERE user = ?3)"),
      sales(database,
            "SELECT coalesce(sum(payments), 0), coalesce(sum(received), 0), coalesce(sum(refunds), 0),"
            " coalesce(sum(refunded), 0) FROM sales_by_day WHERE day >= ? AND day < ?"),
      reconciled(database, "SELECT transactions, last, at FROM reconciled WHERE bot = ?"),
      is_noted(database, "SELECT 1 FROM transactions_noted WHERE bot = ? AND id = ? AND direction = ?"),
      newest_payments(database,
                      select(kPaymentColumns, "payments WHERE bot = ? ORDER BY received_at DESC, id DESC LIMIT ?")),
      newest_subscriptions(database, select(kSubscriptionColumns,
                                            "subscriptions WHERE bot = ? ORDER BY started_at DESC, user DESC LIMIT ?")),
      newest_audit(database, select(kAuditColumns, "audit_log WHERE bot = ? ORDER BY id DESC LIMIT ?")),
      broadcast(database, select(kBroadcastColumns, "broadcasts WHERE id = ?")),
      broadcast_under_way(database, select(kBroadcastColumns,
                                           "broadcasts WHERE bot = ? AND started_at IS NOT NULL AND ended_at IS NULL")),
      is_awaited(database, "SELECT 1 FROM broadcast_recipients WHERE broadcast = ? AND user = ?"),
      awaited(database, "SELECT count(*) FROM broadcast_recipients WHERE broadcast = ?"),
      segments(database),
      ledger(database,
             "SELECT users, bots, payments_succeeded, payments_failed, received, refunds, refunded FROM ledger"),

      // Mostly nothing but the time is new, and then no index is touched. The plus keeps to the primary key.
      see_user_again(database,
                     "UPDATE users SET last_action_at = max(last_action_at, ?4)"
                     " WHERE bot = ?1 AND user = ?2 AND +language = ?3 AND +blocked_the_bot = 0"),
      see_user(database,
               "INSERT INTO users (bot, user, language, last_action_at, blocked_the_bot) VALUES (?, ?, ?, ?, 0)"
               " ON CONFLICT DO UPDATE SET language = excluded.language, blocked_the_bot = 0,"
               " last_action_at = max(last_action_at, excluded.last_action_at)"),
      block_user(database, "UPDATE users SET blocked_the_bot = 1 WHERE bot = ? AND user = ?"),
      place_order(database,
                  "INSERT INTO orders (id, bot, user, plan, kind, price, promo, placed_at, paid, closed)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      close_order(database, "UPDATE orders SET closed = 1 WHERE id = ?"),
      add_checkout(database,
                   "INSERT INTO checkouts (query, bot, payer, order_id, state, asked_at, counted_as_failed)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?)"),
      fail_checkout(database,
                    "UPDATE checkouts SET state = 'failed', counted_as_failed = 1"
                    " WHERE query = ? AND state = 'approved'"),
      record_payment(
          database,
          "INSERT INTO payments (charge, provider_charge, bot, payer, order_id, payload, amount, received_at, kind,"
          " source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      pay_order(database, "UPDATE orders SET paid = 1 WHERE id = ?"),
      pay_checkout(database, "UPDATE checkouts SET state = 'paid' WHERE query = ?"),
      activate_subscription(
          database,
          "INSERT INTO subscriptions (plan, started_at, ends_at, worth, valued_at, renewal_charge, renewal_order,"
          " renewal_price, renewal_paid_until, renewal_state, noticed_until, bot, user)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          " ON CONFLICT DO UPDATE SET plan = excluded.plan, started_at = excluded.started_at,"
          " ends_at = excluded.ends_at, worth = excluded.worth, valued_at = excluded.valued_at,"
          " renewal_charge = excluded.renewal_charge, renewal_order = excluded.renewal_order,"
          " renewal_price = excluded.renewal_price, renewal_paid_until = excluded.renewal_paid_until,"
          " renewal_state = excluded.renewal_state, noticed_until = excluded.noticed_until"),
      change_subscription(database,
                          "UPDATE subscriptions SET plan = ?, started_at = ?, ends_at = ?, worth = ?, valued_at = ?,"
                          " renewal_charge = ?, renewal_order = ?, renewal_price = ?, renewal_paid_until = ?,"
                          " renewal_state = ?, noticed_until = ? WHERE bot = ? AND user = ?"),
      request_refund(database,
                     "INSERT INTO refund_requests (charge, bot, payer, amount, reason, state, requested_at)"
                     " SELECT ?1, ?2, ?3, ?4, ?5, 'requested', ?6"
                     " WHERE NOT EXISTS (SELECT 1 FROM refunds WHERE charge = ?1)"
                     " ON CONFLICT DO UPDATE SET bot = excluded.bot, payer = excluded.payer, amount = excluded.amount,"
                     " reason = excluded.reason, state = excluded.state, requested_at = excluded.requested_at"
                     " WHERE state = 'refused'"),
      refuse_refund(database, "UPDATE refund_requests SET state = 'refused' WHERE charge = ? AND state = 'requested'"),
      record_refund(database,
                    "INSERT INTO refunds (charge, bot, payer, amount, kind, source, at) VALUES (?, ?, ?, ?, ?, ?, ?)"),
      finish_refund_request(database, "UPDATE refund_requests SET state = 'done' WHERE charge = ?"),
      note_transaction(database,
                       "INSERT INTO transactions_noted (bot, id, direction, kind, amount, at, user)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"),
      reconcile(database,
                "INSERT INTO reconciled (bot, transactions, last, at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET transactions = excluded.transactions, last = excluded.last,"
                " at = excluded.at"),
      log_owner(database, "INSERT INTO audit_log (bot, owner, action, subject, details, at) VALUES (?, ?, ?, ?, ?, ?)"),
      forget_drafts(database, "DELETE FROM broadcasts WHERE started_at IS NULL AND created_at < ?"),
      draft_broadcast(database,
                      "INSERT INTO broadcasts (segment, state, cursor, total, sent, blocked, failed, progress_message,"
                      " last_message, started_at, progress_shown_at, ended_at, id, bot, owner, text, copied_message,"
                      " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      change_broadcast(database,
                       "UPDATE broadcasts SET segment = ?, state = ?, cursor = ?, total = ?, sent = ?, blocked = ?,"
                       " failed = ?, progress_message = ?, last_message = ?, started_at = ?, progress_shown_at = ?,"
                       " ended_at = ? WHERE id = ?"),
      take_recipient(database, "INSERT INTO broadcast_recipients (broadcast, user) VALUES (?, ?)"),
      settle_recipient(database, "DELETE FROM broadcast_recipients WHERE broadcast = ? AND user = ?"),
      add_bot(database, "INSERT INTO bots (id, created_at) VALUES (?, ?)"),
      set_timer(database, "INSERT OR REPLACE INTO timers (id, kind, subject, due) VALUES (?, ?, ?, ?)"),
      count(database, "UPDATE business_counters SET value = value + ? WHERE replica = ? AND metric = ? AND label = ?"),

      forget_user(database, "DELETE FROM users WHERE bot = ? AND user = ?"),
      forget_subscription(database, "DELETE FROM subscriptions WHERE bot = ? AND user = ?"),
      forget_timer(database, "DELETE FROM timers WHERE kind = ? AND subject = ?"),
      // A receipt is a promise, and a call that somebody waits for may give money back: both go out. No index: each
      // message of each conversation would have to write it.
      forget_messages(database,
                      "DELETE FROM outbox WHERE bot = ? AND chat = ? AND (subject = '' OR lane = 'broadcast')"
                      " AND lane NOT IN ('pre_checkout', 'receipt')"),
      forget_orders(database,
                    "UPDATE orders SET user = iif(paid, user, 0), forgotten = paid WHERE bot = ? AND user = ?"),
      forget_checkouts(database, "UPDATE checkouts SET payer = 0 WHERE bot = ? AND payer = ? AND state <> 'paid'"),
      // What tells of a charge stays for the person who has to book it.
      forget_poisonous(database,
                       "DELETE FROM poisonous_updates WHERE bot = ? AND json_valid(raw)"
                       " AND EXISTS (SELECT 1 FROM json_tree(iif(json_valid(raw), raw, 'null'))"
                       "   WHERE key IN ('id', 'user_id') AND atom = ?)"
                       " AND NOT EXISTS (SELECT 1 FROM json_tree(iif(json_valid(raw), raw, 'null'))"
                       "   WHERE key = 'telegram_payment_charge_id')"),

      remember_update(database,
                      "INSERT INTO known_updates (bot, update_id, remembered_at) VALUES (?, ?, ?)"
                      " ON CONFLICT DO NOTHING"),
      forget_updates(database, "DELETE FROM known_updates WHERE remembered_at < ?"),
      enqueue(database,
              "INSERT INTO outbox (id, bot, chat, lane, method, body, attachment_name, attachment, subject, deadline,"
              " not_before, attempts, begun) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      remove_from_outbox(database, "DELETE FROM outbox WHERE id = ?"),
      note_begun(database, "UPDATE outbox SET begun = 1 WHERE id = ?"),
      postpone(database, "UPDATE outbox SET not_before = ?, attempts = ?, begun = 0 WHERE id = ?"),
      due_timers(database, "SELECT id, kind, subject FROM timers WHERE due <= ? ORDER BY due, id LIMIT ?"),
      remove_timer(database, "DELETE FROM timers WHERE id = ?"),
      keep_poisonous(database,
                     "INSERT INTO poisonous_updates (bot, update_id, raw, reason, kept_at) VALUES (?, ?, ?, ?, ?)"
                     " ON CONFLICT DO UPDATE SET raw = excluded.raw, reason = excluded.reason,"
                     " kept_at = excluded.kept_at") {}

}  // namespace store::sqlite
