#include "sqlite/statements.hpp"

#include "sqlite/records.hpp"

namespace store::sqlite {
namespace {

std::string select(std::string_view columns, std::string_view from) {
  return std::string("SELECT ").append(columns).append(" FROM ").append(from);
}

// The bot, the course, the user after whom to go on, and how many at most.
constexpr char kStudents[] =
    "SELECT enrolments.user FROM enrolments INDEXED BY students"
    " CROSS JOIN users ON users.bot = enrolments.bot AND users.user = enrolments.user"
    " WHERE enrolments.bot = ?1 AND course = ?2 AND student = 1 AND enrolments.user > ?3 AND users.blocked_the_bot = 0"
    " ORDER BY enrolments.user LIMIT ?4";

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
      students(database, kStudents),
      count_students(database, std::string("SELECT count(*) FROM (").append(kStudents).append(")")),
      enrolment(database, select(kEnrolmentColumns, "enrolments WHERE bot = ? AND user = ? AND course = ?")),
      // The plus keeps to the primary key, and so to the few that one user has.
      enrolments_of(database,
                    select(kEnrolmentColumns,
                           "enrolments WHERE bot = ? AND user = ? ORDER BY +enrolled_at DESC, course LIMIT ?")),
      lessons_read(database,
                   "SELECT lesson FROM lessons_read WHERE bot = ? AND user = ? AND course = ? ORDER BY place"),
      quiz_answers(database,
                   "SELECT lesson, quiz, choice, correct FROM quiz_answers WHERE bot = ? AND user = ? AND course = ?"
                   " ORDER BY place"),
      course_totals(
          database,
          "SELECT views, sales, received, students, completed FROM course_totals WHERE bot = ? AND course = ?"),
      lesson_readers(database,
                     "SELECT lesson, readers FROM lesson_readers WHERE bot = ? AND course = ? AND readers > 0"),
      question(database, "SELECT about FROM questions WHERE bot = ? AND user = ? AND asked_at >= ?"),
      media(database, "SELECT telegram_file FROM media_files WHERE bot = ? AND file = ?"),
      membership(database, select(kMembershipColumns, "memberships WHERE bot = ? AND user = ? AND course = ?")),
      memberships_of(database, select(kMembershipColumns, "memberships WHERE bot = ? AND user = ? ORDER BY course")),
      waiting_for_channel(database,
                          select(kMembershipColumns,
                                 "memberships WHERE bot = ? AND course = ? AND state = 'invited' AND link = ''"
                                 " ORDER BY changed_at LIMIT ?")),
      channel_standing(database, select(kChannelStandingColumns, "channel_standings WHERE bot = ? AND chat = ?")),
      newest_users(database,
                   select(kUserColumns, "users WHERE bot = ? ORDER BY last_action_at DESC, user DESC LIMIT ?")),
      newest_enrolments(database,
                        select(kEnrolmentColumns,
                               "enrolments WHERE bot = ? ORDER BY enrolled_at DESC, user DESC, course DESC LIMIT ?")),
      alert(database, select(kAlertColumns, "alerts WHERE id = ?")),
      alert_that_began(database, select(kAlertColumns, "alerts WHERE bot = ? AND fingerprint = ? AND began_at = ?")),
      firing_alerts(
          database,
          select(kAlertColumns, "alerts WHERE bot = ? AND over_at IS NULL ORDER BY began_at DESC, id DESC LIMIT ?")),
      alert_labels(database, "SELECT name, value FROM alert_labels WHERE alert = ? ORDER BY name"),
      alert_messages(database, select(kAlertMessageColumns, "alert_messages WHERE alert = ? ORDER BY chat")),
      ledger(database,
             "SELECT users, bots, payments_succeeded, payments_failed, received, refunds, refunded FROM ledger"),

      // Mostly nothing but the time is new, and then no index is touched. The plus keeps to the primary key.
      see_user_again(database,
                     "UPDATE users SET last_action_at = max(last_action_at, ?4)"
                     " WHERE bot = ?1 AND user = ?2 AND (+language = ?3 OR chose_language) AND +blocked_the_bot = 0"),
      see_user(
          database,
          "INSERT INTO users (bot, user, language, last_action_at, blocked_the_bot) VALUES (?, ?, ?, ?, 0)"
          " ON CONFLICT DO UPDATE SET language = iif(chose_language, language, excluded.language), blocked_the_bot = 0,"
          " last_action_at = max(last_action_at, excluded.last_action_at)"),
      block_user(database, "UPDATE users SET blocked_the_bot = 1 WHERE bot = ? AND user = ?"),
      choose_language(database, "UPDATE users SET language = ?, chose_language = 1 WHERE bot = ? AND user = ?"),
      switch_reminders(database, "UPDATE users SET wants_reminders = ? WHERE bot = ? AND user = ?"),
      ask_question(database,
                   "INSERT INTO questions (bot, user, about, asked_at) VALUES (?, ?, ?, ?)"
                   " ON CONFLICT DO UPDATE SET about = excluded.about, asked_at = excluded.asked_at"),
      forget_question(database, "DELETE FROM questions WHERE bot = ? AND user = ?"),
      place_order(database,
                  "INSERT INTO orders (id, bot, user, plan, course, kind, price, promo, placed_at, paid, closed)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
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
      draft_broadcast(
          database,
          "INSERT INTO broadcasts (segment, state, cursor, total, sent, blocked, failed, progress_message,"
          " last_message, started_at, progress_shown_at, ended_at, course, id, bot, owner, text, copied_message,"
          " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      change_broadcast(database,
                       "UPDATE broadcasts SET segment = ?, state = ?, cursor = ?, total = ?, sent = ?, blocked = ?,"
                       " failed = ?, progress_message = ?, last_message = ?, started_at = ?, progress_shown_at = ?,"
                       " ended_at = ?, course = ? WHERE id = ?"),
      take_recipient(database, "INSERT INTO broadcast_recipients (broadcast, user) VALUES (?, ?)"),
      settle_recipient(database, "DELETE FROM broadcast_recipients WHERE broadcast = ? AND user = ?"),
      add_bot(database, "INSERT INTO bots (id, created_at) VALUES (?, ?)"),
      set_timer(database, "INSERT OR REPLACE INTO timers (id, kind, subject, due) VALUES (?, ?, ?, ?)"),
      count(database, "UPDATE business_counters SET value = value + ? WHERE replica = ? AND metric = ? AND label = ?"),
      begin_to_count(database,
                     "INSERT INTO business_counters (value, replica, metric, label, started_at)"
                     " VALUES (?, ?, ?, ?, ?)"),

      add_to_course(database,
                    "INSERT INTO course_totals (bot, course, views, sales, received, students, completed)"
                    " VALUES (?, ?, ?, ?, ?, 0, ?)"
                    " ON CONFLICT DO UPDATE SET views = views + excluded.views, sales = sales + excluded.sales,"
                    " received = received + excluded.received, completed = completed + excluded.completed"),
      // Mostly somebody has read on, and then no index is touched.
      go_on_with_course(database,
                        "UPDATE enrolments SET last_read_at = ?7, reminders = ?8, completed_at = ?9, certificate = ?10"
                        " WHERE bot = ?1 AND user = ?2 AND course = ?3 AND owned = ?4 AND order_id IS ?5"
                        " AND enrolled_at = ?6"),
      enrol(database,
            "INSERT INTO enrolments (bot, user, course, owned, order_id, enrolled_at, last_read_at, reminders,"
            " completed_at, certificate, student) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?4 OR ?5 IS NULL)"
            " ON CONFLICT DO UPDATE SET owned = excluded.owned, order_id = excluded.order_id,"
            " enrolled_at = excluded.enrolled_at, last_read_at = excluded.last_read_at,"
            " reminders = excluded.reminders, completed_at = excluded.completed_at,"
            " certificate = excluded.certificate, student = excluded.student"),
      read_lesson(
          database,
          "INSERT INTO lessons_read (bot, user, course, lesson, read_at, place) VALUES (?1, ?2, ?3, ?4, ?5,"
          " (SELECT coalesce(max(place), 0) + 1 FROM lessons_read WHERE bot = ?1 AND user = ?2 AND course = ?3))"
          " ON CONFLICT DO NOTHING"),
      answer_quiz(
          database,
          "INSERT INTO quiz_answers (bot, user, course, lesson, quiz, choice, correct, answered_at, place)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
          " (SELECT coalesce(max(place), 0) + 1 FROM quiz_answers WHERE bot = ?1 AND user = ?2 AND course = ?3))"
          " ON CONFLICT DO UPDATE SET choice = excluded.choice, correct = excluded.correct,"
          " answered_at = excluded.answered_at WHERE NOT correct"),
      remember_media(database,
                     "INSERT INTO media_files (bot, file, telegram_file) VALUES (?, ?, ?)"
                     " ON CONFLICT DO UPDATE SET telegram_file = excluded.telegram_file"),
      forget_media(database, "DELETE FROM media_files WHERE bot = ? AND file = ?"),
      change_membership(database,
                        "INSERT INTO memberships (bot, user, course, chat, state, link, changed_at)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?)"
                        " ON CONFLICT DO UPDATE SET chat = excluded.chat, state = excluded.state, link = excluded.link,"
                        " changed_at = excluded.changed_at"),
      change_channel_standing(database,
                              "INSERT INTO channel_standings (bot, chat, usable, problem, at) VALUES (?, ?, ?, ?, ?)"
                              " ON CONFLICT DO UPDATE SET usable = excluded.usable, problem = excluded.problem,"
                              " at = excluded.at"),

      change_alert(database,
                   "UPDATE alerts SET summary = ?5, summary_in_russian = ?6, description = ?7,"
                   " description_in_russian = ?8, value = ?9, runbook = ?10, runbook_url = ?11, expression = ?12,"
                   " over_at = ?13, silence = ?14, silenced_by = ?15, silenced_until = ?16"
                   " WHERE id = ?1 AND bot = ?2 AND fingerprint = ?3 AND began_at = ?4"),
      add_alert(database,
                "INSERT INTO alerts (id, bot, fingerprint, began_at, summary, summary_in_russian, description,"
                " description_in_russian, value, runbook, runbook_url, expression, over_at, silence, silenced_by,"
                " silenced_until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"),
      forget_alert_labels(database, "DELETE FROM alert_labels WHERE alert = ?"),
      add_alert_label(database, "INSERT INTO alert_labels (alert, name, value) VALUES (?, ?, ?)"),
      forget_alerts(database, "DELETE FROM alerts WHERE bot = ? AND over_at < ?"),
      tell_of_alert(database,
                    "INSERT INTO alert_messages (alert, chat, message) VALUES (?, ?, ?)"
                    " ON CONFLICT DO UPDATE SET message = excluded.message"),

      forget_user(database, "DELETE FROM users WHERE bot = ? AND user = ?"),
      forget_subscription(database, "DELETE FROM subscriptions WHERE bot = ? AND user = ?"),
      forget_timer(database, "DELETE FROM timers WHERE kind = ? AND subject = ?"),
      forget_course_timers(database, "DELETE FROM timers WHERE kind = ? AND subject > ? AND subject < ?"),
      forget_enrolments(database, "DELETE FROM enrolments WHERE bot = ? AND user = ?"),
      forget_lessons_read(database, "DELETE FROM lessons_read WHERE bot = ? AND user = ?"),
      forget_quiz_answers(database, "DELETE FROM quiz_answers WHERE bot = ? AND user = ?"),
      forget_memberships(database, "DELETE FROM memberships WHERE bot = ? AND user = ?"),
      forget_alert_messages(database,
                            "DELETE FROM alert_messages WHERE chat = ?2"
                            " AND ?1 = (SELECT bot FROM alerts WHERE alerts.id = alert_messages.alert)"),
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
              " not_before, attempts, begun, attachment_parameter, attachment_path)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
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
