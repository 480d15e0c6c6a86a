#pragma once
// What the shop remembers, as plain values: the store keeps them, decisions read them.

#include <optional>
#include <string>
#include <string_view>

#include "shop/language.hpp"
#include "shop/plan.hpp"
#include "values/id.hpp"
#include "values/stars.hpp"
#include "values/time.hpp"

namespace shop {

struct User {
  values::BotId bot;
  values::UserId user;
  Language language = Language::english;
  values::Timestamp last_action_at;
  bool blocked_the_bot = false;
};

/// Somebody asked for an invoice; its payload names the order.
struct Order {
  values::OrderId id;
  values::BotId bot;
  values::UserId user;
  PlanId plan = PlanId::lite;
  values::Stars price;
  values::Timestamp placed_at;
  bool paid = false;
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

/// Money received. Never changed, never removed.
struct Payment {
  values::ChargeId charge;
  std::string provider_charge;
  values::BotId bot;
  values::UserId payer;
  std::optional<values::OrderId> order;  ///< None for a payload that names no order of ours.
  std::string payload;
  values::Stars amount;
  values::Timestamp received_at;
};

/// A plan that somebody has, or had.
struct Subscription {
  values::BotId bot;
  values::UserId user;
  PlanId plan = PlanId::lite;
  values::Timestamp started_at;
  values::Timestamp ends_at;

  bool active_at(values::Timestamp now) const { return now < ends_at; }

  friend bool operator==(const Subscription&, const Subscription&) = default;
};

/// A bot served on this host.
struct HostedBot {
  values::BotId id;
  values::Timestamp created_at;
};

}  // namespace shop
