#pragma once
// What the shop remembers, as plain values: the store keeps them, decisions read them.

#include <optional>
#include <string>
#include <string_view>

#include "shop/language.hpp"
#include "shop/plan.hpp"
#include "shop/product.hpp"
#include "values/id.hpp"
#include "values/nanostars.hpp"
#include "values/stars.hpp"
#include "values/time.hpp"

namespace shop {

struct User {
  values::BotId bot;
  values::UserId user;
  Language language = Language::english;
  values::Timestamp last_action_at;
  bool blocked_the_bot = false;
  bool chose_language = false;  ///< What Telegram says of it doesn't count then.
  bool wants_reminders = true;
};

/// How an order is paid.
enum class OrderKind {
  one_off,   ///< Once, by an invoice in the chat.
  renewing,  ///< By a link, and again every 30 days by Telegram itself until somebody cancels it.
};

std::string_view to_string(OrderKind kind);
std::optional<OrderKind> parse_order_kind(std::string_view name);

/// Somebody asked for an invoice; its payload names the order.
struct Order {
  values::OrderId id;
  values::BotId bot;
  values::UserId user;
  Product product = PlanId::lite;
  OrderKind kind = OrderKind::one_off;    ///< Of a course: one_off.
  values::Stars price;                    ///< What is to be paid, with the promo code taken into account.
  std::optional<std::string> promo = {};  ///< The promo code's name, in upper case.
  values::Timestamp placed_at;
  bool paid = false;
  bool closed =
      false;  ///< Of a renewing order: Telegram was told to charge for it no more, and what it still does goes back.
};

/// `approved` until it is paid or its deadline has passed.
enum class CheckoutState { approved, declined, paid, failed };

std::string_view to_string(CheckoutState state);
std::optional<CheckoutState> parse_checkout_state(std::string_view name);

/// One `pre_checkout_query`: somebody pressed "Pay".
struct Checkout {
  values::PreCheckoutQueryId query;
  values::BotId bot;
  values::UserId payer;
  std::optional<values::OrderId> order;  ///< None for a payload that names no order of ours.
  CheckoutState state = CheckoutState::approved;
  values::Timestamp asked_at;
};

enum class PaymentKind {
  one_off,
  first,    ///< Of a subscription that Telegram renews (`is_first_recurring`).
  renewal,  ///< Charged by Telegram itself (`is_recurring`).
};

std::string_view to_string(PaymentKind kind);
std::optional<PaymentKind> parse_payment_kind(std::string_view name);

/// How the ledger came to know of an entry.
enum class LedgerSource {
  update,          ///< Telegram told the bot.
  reconciliation,  ///< Found in getStarTransactions.
};

std::string_view to_string(LedgerSource source);
std::optional<LedgerSource> parse_ledger_source(std::string_view name);

/// Money received: the ledger's entry (charge, in). Never changed, never removed.
struct Payment {
  values::ChargeId charge;
  std::string provider_charge;  ///< Empty where it was found by reconciliation.
  values::BotId bot;
  values::UserId payer;
  std::optional<values::OrderId> order;  ///< None for a payload that names no order of ours, and for somebody else's.
  std::string payload;
  values::Stars amount;
  values::Timestamp received_at;  ///< When Telegram charged, if only reconciliation knows.
  PaymentKind kind = PaymentKind::one_off;
  LedgerSource source = LedgerSource::update;
};

enum class RefundReason {
  owner,             ///< `/refund` by an owner.
  rule,              ///< The customer asked, and the catalogue's rule allows it.
  paid_twice,        ///< The same invoice was paid before.
  unwanted_renewal,  ///< Telegram renewed what was replaced, refunded, revoked or withdrawn.
};

std::string_view to_string(RefundReason reason);
std::optional<RefundReason> parse_refund_reason(std::string_view name);

/// `requested` until Telegram has answered; a refused one may be requested again.
enum class RefundState { requested, done, refused };

std::string_view to_string(RefundState state);
std::optional<RefundState> parse_refund_state(std::string_view name);

/// That a payment is to be given back: one a charge.
struct RefundRequest {
  values::ChargeId charge;
  values::BotId bot;
  values::UserId payer;
  values::Stars amount;
  RefundReason reason = RefundReason::owner;
  RefundState state = RefundState::requested;
  values::Timestamp requested_at;
};

enum class RefundKind {
  refund,      ///< We asked for it.
  chargeback,  ///< Taken back without us: by the buyer's bank or shop, or by a refund that another program made.
};

std::string_view to_string(RefundKind kind);
std::optional<RefundKind> parse_refund_kind(std::string_view name);

/// Money given back: the ledger's entry (charge, out). Never changed, never removed.
struct Refund {
  values::ChargeId charge;  ///< Of the payment.
  values::BotId bot;
  values::UserId payer;
  values::Stars amount;
  RefundKind kind = RefundKind::refund;
  LedgerSource source = LedgerSource::update;
  values::Timestamp at;
};

enum class RenewalState {
  active,
  canceled,  ///< By the customer or by us; runs to the end of what is paid.
  failed,    ///< Telegram could not charge.
};

std::string_view to_string(RenewalState state);
std::optional<RenewalState> parse_renewal_state(std::string_view name);

/// What Telegram does about a subscription by itself.
struct Renewal {
  values::ChargeId charge;  ///< The first: what editUserStarSubscription wants.
  values::OrderId order;
  values::Stars price;
  values::Timestamp paid_until;  ///< `subscription_expiration_date`.
  RenewalState state = RenewalState::active;

  friend bool operator==(const Renewal&, const Renewal&) = default;
};

/// A plan that somebody has, or had. The time from `valued_at` to `ends_at` is worth `worth`, evenly spread: what was
/// paid for it, or what a grant of it would have cost. Changes of plan and refunds are reckoned by that.
struct Subscription {
  values::BotId bot;
  values::UserId user;
  PlanId plan = PlanId::lite;
  values::Timestamp started_at;
  values::Timestamp ends_at;
  values::Nanostars worth = {};
  values::Timestamp valued_at = {};
  std::optional<Renewal> renewal = {};
  std::optional<values::Timestamp> noticed_until = {};  ///< Notices of its end due until then have been handled.

  bool active_at(values::Timestamp now) const { return now < ends_at; }
  bool renews() const { return renewal && renewal->state == RenewalState::active; }

  friend bool operator==(const Subscription&, const Subscription&) = default;
};

/// What an owner did: kept for ever, in order.
struct AuditEntry {
  values::BotId bot;
  values::UserId owner;
  std::string action;   ///< "grant", "revoke", "refund", "export", …
  std::string subject;  ///< A user's or a charge's number.
  std::string details;
  values::Timestamp at;
};

/// A bot served on this host.
struct HostedBot {
  values::BotId id;
  values::Timestamp created_at;
};

}  // namespace shop
