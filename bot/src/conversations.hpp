#pragma once
// The conversations, one a file: functions from what a customer did to what to do about it. The dispatcher
// (conversation.cpp) has already noted that the customer was seen.

#include <optional>
#include <string>
#include <string_view>

#include "answer.hpp"
#include "telegram/types.hpp"

namespace bot {

// introduction.cpp
Decision welcome(const Customer& customer);
Decision show_help(const Customer& customer, const Context& context);
Decision not_understood(const Customer& customer);

// buying.cpp
Decision show_plans(const Customer& customer, const Context& context);
/// `arguments`: a plan's name, and a promo code if there is one.
Decision buy(const Customer& customer, std::string_view arguments, const Context& context);
/// A link for a subscription that Telegram renews.
Decision subscribe(const Customer& customer, std::string_view plan_name, const Context& context);
/// Shows the plans with what they cost with that code.
Decision use_promo(const Customer& customer, std::string_view code, const Context& context);

/// What follows kBuyData and kSubscribeData in a button's data. None if it names no plan.
std::optional<Decision> buy_by_button(const Customer& customer, std::string_view plan_and_code, const Context& context);
std::optional<Decision> subscribe_by_button(const Customer& customer, std::string_view plan, const Context& context);

// buttons.cpp
// What a button's data begin with; those without a colon are all of them.
inline constexpr std::string_view kBuyData = "buy:";  // "buy:lite", "buy:lite:SPRING"
inline constexpr std::string_view kSubscriptionsData = "subscribe";
inline constexpr std::string_view kSubscribeData = "subscribe:";       // "subscribe:lite"
inline constexpr std::string_view kStopRenewalData = "renewal:stop:";  // and the order's number
inline constexpr std::string_view kAskRefundData = "refund:ask:";      // and the payment's fingerprint
inline constexpr std::string_view kRefundData = "refund:yes:";
inline constexpr std::string_view kForgetData = "forget:yes";
inline constexpr std::string_view kBroadcastData = "broadcast:";  // "broadcast:send:12"
Decision press_button(const Customer& customer, const telegram::CallbackQuery& query, const Context& context);

// checkout.cpp
Decision check_out(const Customer& customer, const telegram::PreCheckoutQuery& query, const Context& context);
Decision checkout_deadline_passed(const values::PreCheckoutQueryId& query, const Context& context);

// payment.cpp
/// Throws std::runtime_error for what can't be booked as Stars: another currency, no charge id, no positive amount.
Decision receive_payment(const Customer& payer, const telegram::SuccessfulPayment& payment, const Context& context);

// subscription.cpp
Decision show_my_plan(const Customer& customer, const Context& context);

// renewal.cpp
/// None if the customer has no renewal by that order to stop.
std::optional<Decision> stop_renewal(const Customer& customer, std::string_view order_number, const Context& context);
/// Telegram renews it no more, or again, or could not.
Decision subscription_updated(const Customer& customer, const telegram::SubscriptionUpdated& update,
                              const Context& context);

// notices.cpp
Decision give_notice(std::string_view user_number, const Context& context);

// withdrawal.cpp
Decision end_withdrawn_renewals(std::string_view timer_subject, const Context& context);

// refunding.cpp
/// A customer's /refund: what can be given back, with a button for each.
Decision offer_refunds(const Customer& customer, const Context& context);
/// A payment's button, and the one below the question that follows.
Decision ask_for_refund(const Customer& customer, std::string_view fingerprint, const Context& context);
Decision refund_by_rule(const Customer& customer, std::string_view fingerprint, const Context& context);
/// Telegram tells that money went back.
Decision receive_refund(values::UserId payer, const telegram::RefundedPayment& refunded, const Context& context);
/// An owner's `/refund CHARGE`.
Decision refund_charge(const Customer& owner, std::string_view charge, const Context& context);

// forgetting.cpp
/// Says what /delete_me does and asks whether that is wanted.
Decision offer_to_forget(const Customer& customer, const Context& context);
Decision forget(const Customer& customer, const Context& context);

// legal.cpp
Decision show_terms(const Customer& customer, const Context& context);
Decision show_privacy(const Customer& customer);

// support.cpp
Decision pay_support(const Customer& customer, std::string_view request, const Context& context);
/// For owners only; `arguments` are a customer's id and the text for them.
Decision answer_customer(const Customer& owner, std::string_view arguments, const Context& context);

// For owners only.

// statistics.cpp
Decision show_statistics(const Customer& owner, const Context& context);

// finding.cpp
/// `what`: a user's number, an order's, or a charge.
Decision find(const Customer& owner, std::string_view what, const Context& context);

// granting.cpp
/// `arguments`: a user's number, a plan, and days if they are not the plan's own; or a course: "course:sql".
Decision grant(const Customer& owner, std::string_view arguments, const Context& context);
/// `arguments`: a user's number, and a course if it isn't about the plan.
Decision revoke(const Customer& owner, std::string_view arguments, const Context& context);

// exporting.cpp
/// `table`: "payments", "subscriptions", "users" or "progress".
Decision export_table(const Customer& owner, std::string_view table, const Context& context);

// exposing.cpp
Decision show_metrics(const Customer& owner, const Context& context);

// broadcasting.cpp
/// `arguments`: a segment's name, and the text unless `message` replies to one that is to be copied.
Decision draft_broadcast(const Customer& owner, std::string_view arguments, const telegram::Message& message,
                         const Context& context);
/// What follows kBroadcastData in a button's data. None if that can't be done, or not by that customer.
std::optional<Decision> press_broadcast_button(const Customer& customer, std::string_view action_and_number,
                                               const telegram::CallbackQuery& query, const Context& context);

// broadcast_delivery.cpp
/// Telegram's answer to a call of a broadcast.
Decision broadcast_answered(const CallAnswered& answer, const Context& context);
/// Nobody waits for an answer about the user any more.
Decision recipient_forgotten(values::UserId user, const Context& context);

// auditing.cpp
Decision show_audit(const Customer& owner, const Context& context);

}  // namespace bot
