#include "sqlite/records.hpp"

#include <optional>
#include <string>
#include <utility>

namespace store::sqlite {

// Names are read with value(): the tables' CHECKs let no other into the database.

shop::User user_from(const Rows& rows) {
  return {
      .bot = rows.get<values::BotId>(0),
      .user = rows.get<values::UserId>(1),
      .language = shop::parse_language(rows.get<std::string_view>(2)).value(),
      .last_action_at = rows.get<values::Timestamp>(3),
      .blocked_the_bot = rows.get<bool>(4),
  };
}

shop::Order order_from(const Rows& rows) {
  return {
      .id = rows.get<values::OrderId>(0),
      .bot = rows.get<values::BotId>(1),
      .user = rows.get<values::UserId>(2),
      .plan = shop::parse_plan(rows.get<std::string_view>(3)).value(),
      .kind = shop::parse_order_kind(rows.get<std::string_view>(4)).value(),
      .price = rows.get<values::Stars>(5),
      .promo = rows.get<std::optional<std::string>>(6),
      .placed_at = rows.get<values::Timestamp>(7),
      .paid = rows.get<bool>(8),
      .closed = rows.get<bool>(9),
  };
}

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
      .kind = shop::parse_payment_kind(rows.get<std::string_view>(8)).value(),
      .source = shop::parse_ledger_source(rows.get<std::string_view>(9)).value(),
  };
}

shop::RefundRequest refund_request_from(const Rows& rows) {
  return {
      .charge = rows.get<values::ChargeId>(0),
      .bot = rows.get<values::BotId>(1),
      .payer = rows.get<values::UserId>(2),
      .amount = rows.get<values::Stars>(3),
      .reason = shop::parse_refund_reason(rows.get<std::string_view>(4)).value(),
      .state = shop::parse_refund_state(rows.get<std::string_view>(5)).value(),
      .requested_at = rows.get<values::Timestamp>(6),
  };
}

shop::Refund refund_from(const Rows& rows) {
  return {
      .charge = rows.get<values::ChargeId>(0),
      .bot = rows.get<values::BotId>(1),
      .payer = rows.get<values::UserId>(2),
      .amount = rows.get<values::Stars>(3),
      .kind = shop::parse_refund_kind(rows.get<std::string_view>(4)).value(),
      .source = shop::parse_ledger_source(rows.get<std::string_view>(5)).value(),
      .at = rows.get<values::Timestamp>(6),
  };
}

shop::Subscription subscription_from(const Rows& rows) {
  shop::Subscription subscription{
      .bot = rows.get<values::BotId>(0),
      .user = rows.get<values::UserId>(1),
      .plan = shop::parse_plan(rows.get<std::string_view>(2)).value(),
      .started_at = rows.get<values::Timestamp>(3),
      .ends_at = rows.get<values::Timestamp>(4),
      .worth = rows.get<values::Nanostars>(5),
      .valued_at = rows.get<values::Timestamp>(6),
      .renewal = std::nullopt,
      .noticed_until = rows.get<std::optional<values::Timestamp>>(12),
  };
  // A CHECK lets the columns of a renewal be there together only.
  if (auto charge = rows.get<std::optional<values::ChargeId>>(7)) {
    subscription.renewal = shop::Renewal{
        .charge = *std::move(charge),
        .order = rows.get<values::OrderId>(8),
        .price = rows.get<values::Stars>(9),
        .paid_until = rows.get<values::Timestamp>(10),
        .state = shop::parse_renewal_state(rows.get<std::string_view>(11)).value(),
    };
  }
  return subscription;
}

shop::Broadcast broadcast_from(const Rows& rows) {
  return {
      .id = rows.get<values::BroadcastId>(0),
      .bot = rows.get<values::BotId>(1),
      .owner = rows.get<values::UserId>(2),
      .segment = shop::parse_segment(rows.get<std::string_view>(3)).value(),
      .text = rows.get<std::string>(4),
      .copied_message = rows.get<std::optional<values::MessageId>>(5),
      .state = shop::parse_broadcast_state(rows.get<std::string_view>(6)).value(),
      .cursor = rows.get<values::UserId>(7),
      .total = rows.get<std::int64_t>(8),
      .sent = rows.get<std::int64_t>(9),
      .blocked = rows.get<std::int64_t>(10),
      .failed = rows.get<std::int64_t>(11),
      .progress_message = rows.get<values::MessageId>(12),
      .last_message = rows.get<values::MessageId>(13),
      .created_at = rows.get<values::Timestamp>(14),
      .started_at = rows.get<std::optional<values::Timestamp>>(15),
      .progress_shown_at = rows.get<std::optional<values::Timestamp>>(16),
      .ended_at = rows.get<std::optional<values::Timestamp>>(17),
  };
}

shop::AuditEntry audit_entry_from(const Rows& rows) {
  return {
      .bot = rows.get<values::BotId>(0),
      .owner = rows.get<values::UserId>(1),
      .action = rows.get<std::string>(2),
      .subject = rows.get<std::string>(3),
      .details = rows.get<std::string>(4),
      .at = rows.get<values::Timestamp>(5),
  };
}

OutboxMessage outbox_message_from(const Rows& rows) {
  OutboxMessage message{
      .id = rows.get<values::OutboxId>(0),
      .bot = rows.get<values::BotId>(1),
      .chat = rows.get<std::optional<values::ChatId>>(2),
      .lane = parse_lane(rows.get<std::string_view>(3)).value(),
      .method = rows.get<std::string>(4),
      .body = rows.get<std::string>(5),
      .attachment = std::nullopt,
      .subject = rows.get<std::string>(8),
      .deadline = rows.get<std::optional<values::Timestamp>>(9),
      .not_before = rows.get<values::Timestamp>(10),
      .attempts = rows.get<int>(11),
      .begun = rows.get<bool>(12),
  };
  // A CHECK lets an attachment have both or none.
  if (auto name = rows.get<std::optional<std::string>>(6)) {
    message.attachment = Attachment{.name = *std::move(name), .content = std::string(rows.get<Blob>(7).bytes)};
  }
  return message;
}

}  // namespace store::sqlite
