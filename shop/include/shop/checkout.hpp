#pragma once
// The rules of a purchase, from invoice to plan. Pure functions: what they need to know is passed, what changes is
// returned.

#include <optional>
#include <string>
#include <string_view>

#include "shop/catalogue.hpp"
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
  wrong_currency,
  wrong_amount,   ///< Not the order's price.
  price_changed,  ///< The catalogue's price is no longer the order's.
};

std::string_view to_string(DeclineReason reason);

/// What Telegram says somebody is about to pay.
struct CheckoutRequest {
  values::BotId bot;
  values::UserId payer;
  std::string_view currency;
  values::Stars amount;
};

/// None if the payment may go on.
std::optional<DeclineReason> why_declined(const CheckoutRequest& request, const std::optional<Order>& order,
                                          const Catalogue& catalogue);

/// The subscription after `offer` was paid or granted at `now`. The same plan still running is prolonged by the offer's
/// period; otherwise the new plan starts now and replaces the old.
Subscription activate(const PlanOffer& offer, const std::optional<Subscription>& current, values::BotId bot,
                      values::UserId user, values::Timestamp now);

}  // namespace shop
