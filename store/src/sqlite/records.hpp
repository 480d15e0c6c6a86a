#pragma once
// Records from rows; each says which columns it reads.

#include "shop/alert.hpp"
#include "shop/broadcast.hpp"
#include "shop/learning.hpp"
#include "shop/records.hpp"
#include "sqlite/statement.hpp"
#include "store/outbox.hpp"

namespace store::sqlite {

inline constexpr char kUserColumns[] =
    "bot, user, language, last_action_at, blocked_the_bot, chose_language, wants_reminders";
shop::User user_from(const Rows& rows);

inline constexpr char kOrderColumns[] = "id, bot, user, plan, course, kind, price, promo, placed_at, paid, closed";
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
    " last_message, created_at, started_at, progress_shown_at, ended_at, course";
shop::Broadcast broadcast_from(const Rows& rows);

inline constexpr char kAuditColumns[] = "bot, owner, action, subject, details, at";
shop::AuditEntry audit_entry_from(const Rows& rows);

inline constexpr char kEnrolmentColumns[] =
    "bot, user, course, owned, order_id, enrolled_at, last_read_at, reminders, completed_at, certificate";
shop::Enrolment enrolment_from(const Rows& rows);

inline constexpr char kMembershipColumns[] = "bot, user, course, chat, state, link, changed_at";
shop::Membership membership_from(const Rows& rows);

inline constexpr char kChannelStandingColumns[] = "bot, chat, usable, problem, at";
shop::ChannelStanding channel_standing_from(const Rows& rows);

inline constexpr char kAlertColumns[] =
    "id, bot, fingerprint, began_at, summary, summary_in_russian, description, description_in_russian, value, runbook,"
    " runbook_url, expression, over_at, silence, silenced_by, silenced_until";
/// Without its labels.
shop::Alert alert_from(const Rows& rows);

inline constexpr char kAlertMessageColumns[] = "alert, chat, message";
shop::AlertMessage alert_message_from(const Rows& rows);

inline constexpr char kOutboxColumns[] =
    "id, bot, chat, lane, method, body, attachment_name, attachment, subject, deadline, not_before, attempts,"
    " begun, attachment_parameter, attachment_path";
OutboxMessage outbox_message_from(const Rows& rows);

}  // namespace store::sqlite
