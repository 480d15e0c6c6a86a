// Telegram's renewals: stopped by the customer here or in Telegram, resumed there, or failed.

#include "conversations.hpp"
#include "positive_number.hpp"
#include "shop/checkout.hpp"
#include "subscriptions.hpp"

namespace bot {
namespace {

/// The customer's subscription, if it is the one that `order` renews.
std::optional<shop::Subscription> renewed_by(const std::optional<shop::Order>& order, const Customer& customer,
                                             const Context& context) {
  std::optional<shop::Subscription> current = context.reader.subscription(context.situation.bot, customer.id);
  const bool renewed = order && current && current->renewal && current->renewal->order == order->id;
  return renewed ? current : std::nullopt;
}

void set_state(Decision& decision, const shop::Subscription& before, shop::RenewalState state, const Context& context) {
  change(decision, shop::with_renewal(before, state), before, context);
}

/// The customer has it renewed again in Telegram. What was closed stays closed: it is canceled there once more.
Decision resumed(const Customer& customer, const telegram::SubscriptionUpdated& update, const shop::Order& order,
                 const std::optional<shop::Subscription>& current, const Context& context) {
  Decision decision;
  if (order.closed) {
    const auto first = context.reader.first_charge(context.situation.bot, customer.id, update.invoice_payload);
    if (current) {
      cancel_at_telegram(decision, customer.id, current->renewal->charge);
    } else if (first) {
      cancel_at_telegram(decision, customer.id, first->charge);
    }
    return decision;
  }
  if (!current || current->renews()) return decision;
  set_state(decision, *current, shop::RenewalState::active, context);
  const shop::PlanOffer& offer = context.situation.catalogue.plan(current->plan);
  decision.outgoing.push_back(receipt_to(customer, customer.texts().renewal_resumed(offer, *current->renewal)));
  return decision;
}

Decision canceled(const Customer& customer, const shop::Subscription& current, const Context& context) {
  Decision decision;
  if (current.renewal->state == shop::RenewalState::canceled) return decision;
  set_state(decision, current, shop::RenewalState::canceled, context);
  const shop::PlanOffer& offer = context.situation.catalogue.plan(current.plan);
  decision.outgoing.push_back(receipt_to(customer, customer.texts().renewal_canceled(offer, current.ends_at)));
  return decision;
}

Decision failed(const Customer& customer, const shop::Subscription& current, const Context& context) {
  Decision decision;
  if (!current.renews()) return decision;
  set_state(decision, current, shop::RenewalState::failed, context);
  const shop::Catalogue& catalogue = context.situation.catalogue;
  decision.outgoing.push_back(receipt_to(
      customer,
      customer.texts().renewal_failed(catalogue.plan(current.plan), current.ends_at, catalogue.rules().grace)));
  return decision;
}

}  // namespace

Decision subscription_updated(const Customer& customer, const telegram::SubscriptionUpdated& update,
                              const Context& context) {
  const std::optional<shop::Order> order = order_named_in(update.invoice_payload, context);
  if (!order || order->user != customer.id) return {};
  const std::optional<shop::Subscription> current = renewed_by(order, customer, context);
  if (update.state == "active") return resumed(customer, update, *order, current, context);
  if (current && update.state == "canceled") return canceled(customer, *current, context);
  if (current && update.state == "failed") return failed(customer, *current, context);
  return {};
}

std::optional<Decision> stop_renewal(const Customer& customer, std::string_view order_number, const Context& context) {
  const std::optional<std::int64_t> id = parse_positive(order_number);
  if (!id) return std::nullopt;
  const std::optional<shop::Subscription> current =
      renewed_by(context.reader.order(values::OrderId{*id}), customer, context);
  if (!current || !current->renews()) return std::nullopt;
  // Its order stays open: the customer may want it again.
  Decision decision = canceled(customer, *current, context);
  cancel_at_telegram(decision, customer.id, current->renewal->charge);
  return decision;
}

}  // namespace bot
