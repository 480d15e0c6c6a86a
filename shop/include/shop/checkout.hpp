#pragma once
// The rules of a purchase, from invoice to plan. Pure functions: what they need to know is passed, what changes is
// returned.

#include <optional>
#include <string>
#include <string_view>

#include "shop/catalogue.hpp"
#include "shop/learning.hpp"
#include "shop/records.hpp"
#include "values/result.hpp"

namespace shop {

inline constexpr std::string_view kCurrency = "XTR";

/// The invoice payload that names an order: "order:17".
std::string payload_of(values::OrderId order);

/// The order that a payload names; none for what no invoice of ours carries.
std::optional<values::OrderId> order_in(std::string_view payload);

enum class DeclineReason {
  unknown_order,  ///< The payload names no order of this bot.
  foreign_payer,  ///< A forwarded invoice: whoever pays is not who asked.
  already_paid,
  link_closed,         ///< A renewing order for which Telegram shall charge no more.
  already_subscribed,  ///< Telegram renews this plan for the customer by itself.
  not_on_sale,         ///< The plan was withdrawn.
  wrong_currency,
  wrong_amount,     ///< Not the order's price.
  price_changed,    ///< The catalogue's price is no longer the order's.
  promo_not_valid,  ///< Its promo code has expired, is used up, or is gone.
  already_owned,    ///< The customer has the course.
  not_reachable,    ///< Nobody can be let into the course's channel at present.
};

std::string_view to_string(DeclineReason reason);

/// What Telegram says somebody is about to pay.
struct CheckoutRequest {
  values::BotId bot;
  values::UserId payer;
  std::string_view currency;
  values::Stars amount;
  values::Timestamp now;
};

/// What the customer has and had so far.
struct CustomerHistory {
  std::optional<Subscription> subscription;
  PromoUses promo_uses;                         ///< Of the order's code, this order's own approved checkouts left out.
  std::optional<Enrolment> enrolment = {};      ///< In the order's course.
  std::optional<ChannelStanding> channel = {};  ///< Of the channel of that course, if anything is known of it.
};

/// None if the payment may go on. A renewing order may be paid again, unless it is closed or Telegram renews it.
std::optional<DeclineReason> why_declined(const CheckoutRequest& request, const std::optional<Order>& order,
                                          const CustomerHistory& customer, const Catalogue& catalogue);

/// What an order of that plan costs now, with its promo code if it has one: what the order's price is compared with.
values::Stars price_now(const PlanOffer& offer, const PromoCode* promo);

/// Why the customer with that subscription can't order the plan now; none if they can.
std::optional<DeclineReason> why_not_for_sale(const PlanOffer& offer, OrderKind kind,
                                              const std::optional<Subscription>& current, values::Timestamp now);

/// The same of a course; nullptr for one that isn't there any more.
std::optional<DeclineReason> why_not_for_sale(const Course* course, const std::optional<Enrolment>& enrolment,
                                              const std::optional<ChannelStanding>& channel);

}  // namespace shop
