#include "sqlite/contradictions.hpp"

#include "sqlite/statement.hpp"

namespace store::sqlite {
namespace {

// Each selects a line for every row that contradicts another.
constexpr const char* kRules[] = {
    "SELECT 'payment ' || charge || ' is for order ' || order_id || ', which '"
    " || iif(orders.id IS NULL, 'does not exist', 'is not marked as paid')"
    " FROM payments LEFT JOIN orders ON orders.id = order_id"
    " WHERE order_id IS NOT NULL AND paid IS NOT 1",

    "SELECT 'payment ' || charge || ' of user ' || payer || ' through bot ' || payments.bot || ' is for order '"
    " || order_id || ', which is of user ' || user || ' of bot ' || orders.bot"
    " FROM payments JOIN orders ON orders.id = order_id WHERE (payments.bot, payer) <> (orders.bot, user)",

    "SELECT 'order ' || id || ' is marked as paid, but no payment is for it'"
    " FROM orders WHERE paid AND id NOT IN (SELECT order_id FROM payments WHERE order_id IS NOT NULL)",

    "SELECT 'checkout ' || query || ' is marked as paid, but its order ' || order_id || ' is not'"
    " FROM checkouts JOIN orders ON orders.id = order_id WHERE state = 'paid' AND NOT paid",

    // What was paid too little for, given back, or of somebody who was forgotten since, gives nothing.
    "SELECT 'order ' || id || ' is paid, but user ' || user || ' of bot ' || bot || ' has no subscription'"
    " FROM orders WHERE plan IS NOT NULL AND NOT forgotten AND NOT EXISTS (SELECT 1 FROM subscriptions"
    "   WHERE subscriptions.bot = orders.bot AND subscriptions.user = orders.user)"
    " AND paid AND id IN (SELECT order_id FROM payments JOIN orders AS paid_order ON paid_order.id = order_id"
    "   WHERE amount >= price AND charge NOT IN (SELECT charge FROM refunds)"
    "   AND charge NOT IN (SELECT charge FROM refund_requests WHERE state <> 'refused'))",

    // An enrolment stays when the course is given back.
    "SELECT 'order ' || id || ' is paid, but user ' || user || ' of bot ' || bot || ' was never given the course '"
    " || course FROM orders WHERE course IS NOT NULL AND NOT forgotten AND NOT EXISTS (SELECT 1 FROM enrolments"
    "   WHERE enrolments.bot = orders.bot AND enrolments.user = orders.user AND enrolments.course = orders.course)"
    " AND paid AND id IN (SELECT order_id FROM payments JOIN orders AS paid_order ON paid_order.id = order_id"
    "   WHERE amount >= price AND charge NOT IN (SELECT charge FROM refunds)"
    "   AND charge NOT IN (SELECT charge FROM refund_requests WHERE state <> 'refused'))",

    // Whoever pays for somebody else's order has the course, and that order is not paid. Of one that was paid twice,
    // one payment is given back.
    "SELECT 'user ' || enrolments.user || ' of bot ' || enrolments.bot || ' has the course ' || enrolments.course"
    " || ' by order ' || order_id || ', which ' || CASE"
    "   WHEN orders.id IS NULL THEN 'does not exist'"
    "   WHEN orders.course IS NOT enrolments.course THEN 'is for something else'"
    "   WHEN given_back IS NULL THEN 'they have not paid'"
    "   ELSE 'they were given back' END"
    " FROM enrolments LEFT JOIN orders ON orders.id = order_id"
    " LEFT JOIN (SELECT bot, payer, payload, min(charge IN (SELECT charge FROM refunds)) AS given_back"
    "   FROM payments GROUP BY bot, payer, payload) AS paid"
    " ON paid.bot = enrolments.bot AND payer = enrolments.user AND payload = 'order:' || order_id"
    " WHERE owned AND order_id IS NOT NULL AND (orders.course IS NOT enrolments.course OR given_back IS NOT 0)",

    "SELECT 'the course ' || course || ' of bot ' || bot || ' is said to have ' || said || ' students, but has ' || "
    "found"
    " FROM (SELECT bot, course, sum(said) AS said, sum(found) AS found FROM ("
    "  SELECT bot, course, students AS said, 0 AS found FROM course_totals"
    "  UNION ALL SELECT bot, course, 0, student FROM enrolments"
    " ) GROUP BY bot, course) WHERE said <> found",

    "SELECT 'the lesson ' || lesson || ' of the course ' || course || ' of bot ' || bot || ' is said to be read by '"
    " || said || ', but is by ' || found"
    " FROM (SELECT bot, course, lesson, sum(said) AS said, sum(found) AS found FROM ("
    "  SELECT bot, course, lesson, readers AS said, 0 AS found FROM lesson_readers"
    "  UNION ALL SELECT bot, course, lesson, 0, 1 FROM lessons_read"
    " ) GROUP BY bot, course, lesson) WHERE said <> found",

    "SELECT 'refund of charge ' || charge || ' gives back what is not recorded as a payment'"
    " FROM refunds WHERE charge NOT IN (SELECT charge FROM payments)",

    "SELECT 'refund of charge ' || charge || ' is ' || refunds.amount || ' XTR, but only ' || payments.amount"
    " || ' were paid' FROM refunds JOIN payments USING (charge) WHERE refunds.amount > payments.amount",

    "SELECT 'refund of charge ' || charge || ' went to user ' || refunds.payer || ' through bot ' || refunds.bot"
    " || ', but user ' || payments.payer || ' had paid through bot ' || payments.bot"
    " FROM refunds JOIN payments USING (charge)"
    " WHERE (refunds.bot, refunds.payer) <> (payments.bot, payments.payer)",

    "SELECT 'the request to refund charge ' || charge || ' is marked as done, but no refund is recorded'"
    " FROM refund_requests WHERE state = 'done' AND charge NOT IN (SELECT charge FROM refunds)",

    "SELECT 'refund of charge ' || charge || ' is recorded, but its request is marked as ' || state"
    " FROM refunds JOIN refund_requests USING (charge) WHERE state <> 'done'",

    "SELECT 'the subscription of user ' || subscriptions.user || ' of bot ' || subscriptions.bot"
    " || ' is renewed by order ' || renewal_order || ', which '"
    " || iif(orders.id IS NULL, 'does not exist', 'is paid once only')"
    " FROM subscriptions LEFT JOIN orders ON orders.id = renewal_order"
    " WHERE renewal_order IS NOT NULL AND orders.kind IS NOT 'renewing'",

    "SELECT 'order ' || id || ' is closed, but still renews the subscription of user ' || subscriptions.user"
    " || ' of bot ' || subscriptions.bot"
    " FROM subscriptions JOIN orders ON orders.id = renewal_order WHERE renewal_state = 'active' AND closed",

    // Customer 0 stands for all.
    "SELECT 'promo code ' || promo || ' of bot ' || bot || ' is said to be used ' || said"
    " || ' times by ' || iif(customer = 0, 'all', 'user ' || customer) || ', but '"
    " || found || ' paid orders have it' FROM ("
    " SELECT bot, promo, customer, sum(said) AS said, sum(found) AS found FROM ("
    "  SELECT bot, promo, customer, uses AS said, 0 AS found FROM promo_uses"
    "  UNION ALL SELECT bot, promo, user, 0, 1 FROM orders WHERE paid AND promo IS NOT NULL"
    "  UNION ALL SELECT bot, promo, 0, 0, 1 FROM orders WHERE paid AND promo IS NOT NULL"
    " ) GROUP BY bot, promo, customer) WHERE said <> found",

    // A replica's counters begin at 0 after a restore: less than the rows is right, more is not.
    "SELECT 'the replicas counted ' || counted || ' ' || what || ', but only ' || recorded || ' are recorded' FROM ("
    " SELECT 'payment_transactions_total' AS metric, 'success' AS label, 'successful payments' AS what,"
    "   (SELECT count(*) FROM payments) AS recorded"
    " UNION ALL SELECT 'payment_transactions_total', 'failed', 'failed payments',"
    "   (SELECT count(*) FROM checkouts WHERE counted_as_failed)"
    " UNION ALL SELECT 'bothost_bots_created_total', '', 'created bots', (SELECT count(*) FROM bots)"
    " UNION ALL SELECT 'revenue_stars_total', '', 'Stars of revenue', (SELECT coalesce(sum(amount), 0) FROM payments)"
    " UNION ALL SELECT 'shop_funnel_total', 'opened_invoice', 'invoices', (SELECT count(*) FROM orders)"
    " UNION ALL SELECT 'shop_funnel_total', 'approved', 'approved checkouts',"
    "   (SELECT count(*) FROM checkouts WHERE state <> 'declined')"
    // Nobody has gone through the funnel for what Telegram charged by itself.
    " UNION ALL SELECT 'shop_funnel_total', 'paid', 'paid orders',"
    "   (SELECT count(*) FROM payments WHERE kind <> 'renewal')"
    " UNION ALL SELECT 'payment_refunds_total', 'refund', 'refunds',"
    "   (SELECT count(*) FROM refunds WHERE kind = 'refund')"
    " UNION ALL SELECT 'payment_refunds_total', 'chargeback', 'chargebacks',"
    "   (SELECT count(*) FROM refunds WHERE kind = 'chargeback')"
    " UNION ALL SELECT 'refunded_stars_total', '', 'Stars of refunds', (SELECT coalesce(sum(amount), 0) FROM refunds)"
    " UNION ALL SELECT 'reconciliation_imported_payments_total', '', 'imported payments',"
    "   (SELECT count(*) FROM payments WHERE source = 'reconciliation')"
    " UNION ALL SELECT 'course_views_total', course, 'views of the course ' || course, sum(views)"
    "   FROM course_totals GROUP BY course"
    " UNION ALL SELECT 'course_sales_total', course, 'sales of the course ' || course, sum(sales)"
    "   FROM course_totals GROUP BY course"
    " UNION ALL SELECT 'course_revenue_stars_total', course, 'Stars for the course ' || course, sum(received)"
    "   FROM course_totals GROUP BY course"
    " UNION ALL SELECT 'course_completions_total', course, 'completions of the course ' || course, sum(completed)"
    "   FROM course_totals GROUP BY course"
    ") JOIN (SELECT metric, label, sum(value) AS counted FROM business_counters GROUP BY metric, label)"
    " USING (metric, label) WHERE counted > recorded",

    "SELECT 'the ledger says ' || said || ' ' || what || ', but there are ' || found FROM ("
    " SELECT 'users' AS what, users AS said, (SELECT count(*) FROM users) AS found FROM ledger"
    " UNION ALL SELECT 'bots', bots, (SELECT count(*) FROM bots) FROM ledger"
    " UNION ALL SELECT 'successful payments', payments_succeeded, (SELECT count(*) FROM payments) FROM ledger"
    " UNION ALL SELECT 'failed payments', payments_failed,"
    "   (SELECT count(*) FROM checkouts WHERE counted_as_failed) FROM ledger"
    " UNION ALL SELECT 'Stars received', received, (SELECT coalesce(sum(amount), 0) FROM payments) FROM ledger"
    " UNION ALL SELECT 'refunds', refunds, (SELECT count(*) FROM refunds) FROM ledger"
    " UNION ALL SELECT 'Stars refunded', refunded, (SELECT coalesce(sum(amount), 0) FROM refunds) FROM ledger"
    ") WHERE said <> found",

    "SELECT 'the sales of ' || date(day * 86400, 'unixepoch') || ' are said to be ' || coalesce(said, 'none') || ', "
    "but are '"
    " || coalesce(found, 'none') FROM (SELECT day, payments || ' payments of ' || received || ' XTR and ' || refunds "
    "|| ' refunds of ' || refunded"
    "  || ' XTR' AS said FROM sales_by_day)"
    " FULL JOIN (SELECT day, sum(payment) || ' payments of ' || sum(received) || ' XTR and ' || sum(refund)"
    "  || ' refunds of ' || sum(refunded) || ' XTR' AS found FROM ("
    "  SELECT received_at / 86400000 AS day, 1 AS payment, amount AS received, 0 AS refund, 0 AS refunded FROM payments"
    "  UNION ALL SELECT at / 86400000, 0, 0, 1, amount FROM refunds) GROUP BY day)"
    " USING (day) WHERE said IS NOT found",
};

constexpr int kMaxLinesOfAKind = 100;

}  // namespace

std::vector<std::string> find_contradictions(Database& database) {
  std::vector<std::string> lines;
  for (const char* rule : kRules) {
    Statement statement(database, std::string(rule) + " LIMIT ?");
    Rows rows = statement.query(kMaxLinesOfAKind);
    while (rows.next()) lines.push_back(rows.get<std::string>(0));
  }
  return lines;
}

}  // namespace store::sqlite
