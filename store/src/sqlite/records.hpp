#pragma once
// Records from rows; each says which columns it reads.

#include "shop/broadcast.hpp"
#include "shop/records.hpp"
#include "sqlite/statement.hpp"
#include "store/outbox.hpp"

namespace store::sqlite {

inline constexpr char kUserColumns[] = "bot, user, language, last_action_at, blocked_the_bot";
shop::User user_from(const Rows& rows);

inline constexpr char kOrderColumns[] = "id, bot, user, plan, kind, price, promo, placed_at, paid, closed";
shop::Order order_from(const Rows& rows);

inline constexpr char kCheckoutColumns[] = "query, bot, payer, order_id, state, asked_at";
shop::Checkout checkout_from(const Rows& rows);

inline constexpr char kPaymentColumns[] =
    "charge, provider_charge, bot, payer, order_id, payload, amount, received_at, kind, source";
shop::Payment payment_from(const Rows& rows);

inline constexpr char kRefundRequestColumns[] = "charge, bot, payer, amount, reason, state, requested_at";
shop::RefundRequest refund_request_from(const Rows& rows);

inline constexpr char kRefundColumns[] = "charge, bot, payer, amount, kind, source, at";
shop::Refund refund_from(const Rows& rows);

inline constexpr char kSubscriptionColumns[] =
    "bot, user, plan, started_at, ends_at, worth, valued_at, renewal_charge, renewal_order, renewal_price,"
    " renewal_paid_until, renewal_state, noticed_until";
shop::Subscription subscription_from(const Rows& rows);

inline constexpr char kBroadcastColumns[] =
    "id, bot, owner, segment, text, copied_message, state, cursor, total, sent, blocked, failed, progress_message,"
    " last_message, created_at, started_at, progress_shown_at, ended_at";
shop::Broadcast broadcast_from(const Rows& rows);

inline constexpr char kAuditColumns[] = "bot, owner, action, subject, details, at";
shop::AuditEntry audit_entry_from(const Rows& rows);

inline constexpr char kOutboxColumns[] =
    "id, bot, chat, lane, method, body, attachment_name, attachment, subject, deadline, not_before, attempts,"
    " begun";
OutboxMessage outbox_message_from(const Rows& rows);

}  // namespace store::sqlite
