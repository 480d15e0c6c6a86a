#include "shop/checkout.hpp"

#include <charconv>
#include <cstdint>

#include "enum_names.hpp"

namespace shop {
namespace {

constexpr std::string_view kOrderPrefix = "order:";
constexpr EnumNames<DeclineReason::not_reachable> kDeclineReasons{
    "unknown_order",  "foreign_payer", "already_paid",  "link_closed",     "already_subscribed", "not_on_sale",
    "wrong_currency", "wrong_amount",  "price_changed", "promo_not_valid", "already_owned",      "not_reachable"};

bool promo_valid(const PromoCode* promo, PlanId plan, const Order& order, const PromoUses& uses,
                 values::Timestamp now) {
  return promo != nullptr && order.kind == OrderKind::one_off && !why_not(*promo, plan, uses, now);
}

std::optional<DeclineReason> why_plan_declined(const CheckoutRequest& request, const Order& order, PlanId plan,
                                               const CustomerHistory& customer, const Catalogue& catalogue) {
  const PlanOffer& offer = catalogue.plan(plan);
  if (const auto reason = why_not_for_sale(offer, order.kind, customer.subscription, request.now)) return reason;
  if (request.amount != order.price) return DeclineReason::wrong_amount;

  const PromoCode* promo = order.promo ? catalogue.promo(*order.promo) : nullptr;
  if (order.promo && !promo_valid(promo, plan, order, customer.promo_uses, request.now)) {
    return DeclineReason::promo_not_valid;
  }
  if (order.price != price_now(offer, promo)) return DeclineReason::price_changed;
  return std::nullopt;
}

std::optional<DeclineReason> why_course_declined(const CheckoutRequest& request, const Order& order,
                                                 const Course* course, const CustomerHistory& customer) {
  if (const auto reason = why_not_for_sale(course, customer.enrolment, customer.channel)) return reason;
  if (request.amount != order.price) return DeclineReason::wrong_amount;
  if (order.price != course->price) return DeclineReason::price_changed;
  return std::nullopt;
}

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
  return kDeclineReasons.of(reason);
}

values::Stars price_now(const PlanOffer& offer, const PromoCode* promo) {
  return promo == nullptr ? offer.price : discounted(offer.price, *promo);
}

std::optional<DeclineReason> why_not_for_sale(const PlanOffer& offer, OrderKind kind,
                                              const std::optional<Subscription>& current, values::Timestamp now) {
  if (!offer.on_sale || (kind == OrderKind::renewing && !offer.renewable)) return DeclineReason::not_on_sale;
  const bool renewed_by_telegram = current && current->plan == offer.id && current->active_at(now) && current->renews();
  if (renewed_by_telegram) return DeclineReason::already_subscribed;
  return std::nullopt;
}

std::optional<DeclineReason> why_declined(const CheckoutRequest& request, const std::optional<Order>& order,
                                          const CustomerHistory& customer, const Catalogue& catalogue) {
  if (!order || order->bot != request.bot) return DeclineReason::unknown_order;
  if (order->user != request.payer) return DeclineReason::foreign_payer;
  if (request.currency != kCurrency) return DeclineReason::wrong_currency;
  if (order->paid && order->kind == OrderKind::one_off) return DeclineReason::already_paid;
  if (order->closed) return DeclineReason::link_closed;

  if (const values::CourseId* course = course_in(order->product)) {
    return why_course_declined(request, *order, catalogue.course(*course), customer);
  }
  return why_plan_declined(request, *order, std::get<PlanId>(order->product), customer, catalogue);
}

std::optional<DeclineReason> why_not_for_sale(const Course* course, const std::optional<Enrolment>& enrolment,
                                              const std::optional<ChannelStanding>& channel) {
  if (enrolment && enrolment->owned) return DeclineReason::already_owned;
  if (course == nullptr || !course->can_be_bought()) return DeclineReason::not_on_sale;
  if (course->channel && channel && !channel->usable) return DeclineReason::not_reachable;
  return std::nullopt;
}

}  // namespace shop
