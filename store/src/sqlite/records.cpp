#include "sqlite/records.hpp"

#include <stdexcept>

namespace store::sqlite {

// Names are read with value(): the tables' CHECKs let no other into the database.

shop::Checkout checkout_from(const Rows& rows) {
  return {
      .query = rows.get<values::PreCheckoutQueryId>(0),
      .bot = rows.get<values::BotId>(1),
      .payer = rows.get<values::UserId>(2),
      .order = rows.get<std::optional<values::OrderId>>(3),
      .state = shop::parse_checkout_state(rows.get<std::string_view>(4)).value(),
      .asked_at = rows.get<values::Timestamp>(5),
  };
}

shop::Payment payment_from(const Rows& rows) {
  return {
      .charge = rows.get<values::ChargeId>(0),
      .provider_charge = rows.get<std::string>(1),
      .bot = rows.get<values::BotId>(2),
      .payer = rows.get<values::UserId>(3),
      .order = rows.get<std::optional<values::OrderId>>(4),
      .payload = rows.get<std::string>(5),
      .amount = rows.get<values::Stars>(6),
      .received_at = rows.get<values::Timestamp>(7),
  };
}

OutboxMessage outbox_message_from(const Rows& rows) {
  return {
      .id = rows.get<values::OutboxId>(0),
      .bot = rows.get<values::BotId>(1),
      .chat = rows.get<std::optional<values::ChatId>>(2),
      .lane = parse_lane(rows.get<std::string_view>(3)).value(),
      .method = rows.get<std::string>(4),
      .body = rows.get<std::string>(5),
      .deadline = rows.get<std::optional<values::Timestamp>>(6),
      .not_before = rows.get<values::Timestamp>(7),
      .attempts = rows.get<int>(8),
  };
}

Totals read_totals(Statements& statements, values::Timestamp now) {
  Totals totals;
  Rows ledger = statements.ledger.query();
  if (!ledger.next()) throw std::logic_error("the ledger has no row");
  totals.users = ledger.get<std::int64_t>(0);
  totals.bots = ledger.get<std::int64_t>(1);
  totals.payments_succeeded = ledger.get<std::int64_t>(2);
  totals.payments_failed = ledger.get<std::int64_t>(3);
  totals.received = ledger.get<values::Stars>(4);
  for (const shop::PlanId plan : shop::kAllPlans) {
    Rows active = statements.active_subscriptions.query(shop::to_string(plan), now);
    if (active.next()) totals.active_subscriptions[static_cast<std::size_t>(plan)] = active.get<std::int64_t>(0);
  }
  return totals;
}

}  // namespace store::sqlite
