#include "sqlite/records.hpp"

#include <optional>
#include <string>
#include <utility>

namespace store::sqlite {

// Names are read with value(): the tables' CHECKs let no other into the database.

namespace {

/// A CHECK lets one of the two be there, and not the other.
shop::Product product_from(const Rows& rows, int plan, int course) {
  if (auto bought = rows.get<std::optional<values::CourseId>>(course)) return *std::move(bought);
  return shop::parse_plan(rows.get<std::string_view>(plan)).value();
}

}  // namespace

shop::User user_from(const Rows& rows) {
  return {
      .bot = rows.get<values::BotId>(0),
      .user = rows.get<values::UserId>(1),
      .language = shop::parse_language(rows.get<std::string_view>(2)).value(),
      .last_action_at = rows.get<values::Timestamp>(3),
      .blocked_the_bot = rows.get<bool>(4),
      .chose_language = rows.get<bool>(5),
      .wants_reminders = rows.get<bool>(6),
  };
}

shop::Order order_from(const Rows& rows) {
  return {
      .id = rows.get<values::OrderId>(0),
      .bot = rows.get<values::BotId>(1),
      .user = rows.get<values::UserId>(2),
      .product = product_from(rows, 3, 4),
      .kind = shop::parse_order_kind(rows.get<std::string_view>(5)).value(),
      .price = rows.get<values::Stars>(6),
      .promo = rows.get<std::optional<std::string>>(7),
      .placed_at = rows.get<values::Timestamp>(8),
      .paid = rows.get<bool>(9),
      .closed = rows.get<bool>(10),
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
      .course = rows.get<values::CourseId>(18),
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

shop::Enrolment enrolment_from(const Rows& rows) {
  return {
      .bot = rows.get<values::BotId>(0),
      .user = rows.get<values::UserId>(1),
      .course = rows.get<values::CourseId>(2),
      .owned = rows.get<bool>(3),
      .order = rows.get<std::optional<values::OrderId>>(4),
      .enrolled_at = rows.get<values::Timestamp>(5),
      .last_read_at = rows.get<std::optional<values::Timestamp>>(6),
      .reminders = rows.get<std::int64_t>(7),
      .completed_at = rows.get<std::optional<values::Timestamp>>(8),
      .certificate = rows.get<std::string>(9),
  };
}

shop::Membership membership_from(const Rows& rows) {
  return {
      .bot = rows.get<values::BotId>(0),
      .user = rows.get<values::UserId>(1),
      .course = rows.get<values::CourseId>(2),
      .chat = rows.get<values::ChatId>(3),
      .state = shop::parse_membership_state(rows.get<std::string_view>(4)).value(),
      .link = rows.get<std::string>(5),
      .changed_at = rows.get<values::Timestamp>(6),
  };
}

shop::ChannelStanding channel_standing_from(const Rows& rows) {
  return {
      .bot = rows.get<values::BotId>(0),
      .chat = rows.get<values::ChatId>(1),
      .usable = rows.get<bool>(2),
      .problem = rows.get<std::string>(3),
      .at = rows.get<values::Timestamp>(4),
  };
}

shop::Alert alert_from(const Rows& rows) {
  shop::Alert alert{
      .id = rows.get<values::AlertId>(0),
      .bot = rows.get<values::BotId>(1),
      .fingerprint = rows.get<std::string>(2),
      .began_at = rows.get<values::Timestamp>(3),
      .labels = {},
      .texts =
          {
              .summary = rows.get<std::string>(4),
              .summary_in_russian = rows.get<std::string>(5),
              .description = rows.get<std::string>(6),
              .description_in_russian = rows.get<std::string>(7),
              .value = rows.get<std::string>(8),
              .runbook = rows.get<std::string>(9),
              .runbook_url = rows.get<std::string>(10),
              .expression = rows.get<std::string>(11),
          },
      .over_at = rows.get<std::optional<values::Timestamp>>(12),
      .silence = std::nullopt,
  };
  // CHECKs let a silence have all of it or none.
  if (auto silence = rows.get<std::optional<std::string>>(13)) {
    alert.silence = shop::AlertSilence{
        .id = *std::move(silence),
        .by = rows.get<values::UserId>(14),
        .until = rows.get<values::Timestamp>(15),
    };
  }
  return alert;
}

shop::AlertMessage alert_message_from(const Rows& rows) {
  return {
      .alert = rows.get<values::AlertId>(0),
      .chat = rows.get<values::ChatId>(1),
      .message = rows.get<std::optional<values::MessageId>>(2),
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
  // CHECKs let an attachment have all of it or none.
  if (auto name = rows.get<std::optional<std::string>>(6)) {
    message.attachment = Attachment{
        .name = *std::move(name),
        .content = std::string(rows.get<Blob>(7).bytes),
        .parameter = rows.get<std::string>(13),
        .path = rows.get<std::string>(14),
    };
  }
  return message;
}

}  // namespace store::sqlite
