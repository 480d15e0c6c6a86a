#include "shop/checkout.hpp"

#include <charconv>
#include <cstdint>
#include <stdexcept>

namespace shop {
namespace {

constexpr std::string_view kOrderPrefix = "order:";

}  // namespace

std::string payload_of(values::OrderId order) {
  return std::string(kOrderPrefix) + std::to_string(order.value());
}

std::optional<values::OrderId> order_in(std::string_view payload) {
  if (!payload.starts_with(kOrderPrefix)) return std::nullopt;
  const std::string_view digits = payload.substr(kOrderPrefix.size());
  // One order has one payload: neither a leading zero nor a sign.
  if (digits.empty() || digits.front() < '1' || digits.front() > '9') return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return values::OrderId{number};
}

std::string_view to_string(DeclineReason reason) {
  switch (reason) {
    case DeclineReason::unknown_order:
      return "unknown_order";
    case DeclineReason::foreign_payer:
      return "foreign_payer";
    case DeclineReason::already_paid:
      return "already_paid";
    case DeclineReason::wrong_currency:
      return "wrong_currency";
    case DeclineReason::wrong_amount:
      return "wrong_amount";
    case DeclineReason::price_changed:
      return "price_changed";
  }
  throw std::logic_error("DeclineReason out of range");
}

std::optional<DeclineReason> why_declined(const CheckoutRequest& request, const std::optional<Order>& order,
                                          const Catalogue& catalogue) {
  if (!order || order->bot != request.bot) return DeclineReason::unknown_order;
  if (order->user != request.payer) return DeclineReason::foreign_payer;
  if (order->paid) return DeclineReason::already_paid;
  if (request.currency != kCurrency) return DeclineReason::wrong_currency;
  if (request.amount != order->price) return DeclineReason::wrong_amount;
  if (order->price != catalogue.plan(order->plan).price) return DeclineReason::price_changed;
  return std::nullopt;
}

Subscription activate(const PlanOffer& offer, const std::optional<Subscription>& current, values::BotId bot,
                      values::UserId user, values::Timestamp now) {
  const bool prolongs = current && current->plan == offer.id && current->active_at(now);
  return {
      .bot = bot,
      .user = user,
      .plan = offer.id,
      .started_at = prolongs ? current->started_at : now,
      .ends_at = (prolongs ? current->ends_at : now) + offer.period,
  };
}

}  // namespace shop
