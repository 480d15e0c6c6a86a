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

    "SELECT 'order ' || id || ' is paid, but user ' || user || ' of bot ' || bot || ' has no subscription'"
    " FROM orders WHERE paid AND NOT EXISTS (SELECT 1 FROM subscriptions"
    " WHERE subscriptions.bot = orders.bot AND subscriptions.user = orders.user)",

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
    " UNION ALL SELECT 'shop_funnel_total', 'paid', 'paid orders', (SELECT count(*) FROM payments)"
    ") JOIN (SELECT metric, label, sum(value) AS counted FROM business_counters GROUP BY metric, label)"
    " USING (metric, label) WHERE counted > recorded",

    "SELECT 'the ledger says ' || said || ' ' || what || ', but there are ' || found FROM ("
    " SELECT 'users' AS what, users AS said, (SELECT count(*) FROM users) AS found FROM ledger"
    " UNION ALL SELECT 'bots', bots, (SELECT count(*) FROM bots) FROM ledger"
    " UNION ALL SELECT 'successful payments', payments_succeeded, (SELECT count(*) FROM payments) FROM ledger"
    " UNION ALL SELECT 'failed payments', payments_failed,"
    "   (SELECT count(*) FROM checkouts WHERE counted_as_failed) FROM ledger"
    " UNION ALL SELECT 'Stars received', received, (SELECT coalesce(sum(amount), 0) FROM payments) FROM ledger"
    ") WHERE said <> found",
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
