#include <stdexcept>

#include "conversations.hpp"
#include "shop/checkout.hpp"

namespace bot {
namespace {

/// Booking such a payment as Stars would be a lie, dropping it a theft: the caller keeps the update for a person.
void refuse_what_is_not_stars(const telegram::SuccessfulPayment& payment) {
  if (payment.currency != shop::kCurrency) {
    throw std::runtime_error("payment in currency '" + bounded(payment.currency, 16) + "': only XTR can be booked");
  }
  if (payment.telegram_payment_charge_id.value().empty()) {
    throw std::runtime_error("payment without a telegram_payment_charge_id: it can't be told from another one");
  }
  if (payment.total_amount <= 0) {
    throw std::runtime_error("payment of " + std::to_string(payment.total_amount) + " XTR: must be positive");
  }
}

Outgoing receipt_to(const Customer& payer, std::string text) {
  return message_to(payer.chat(), std::move(text), store::Lane::receipt);
}

void report(Decision& decision, PaymentTrouble trouble, const shop::Payment& payment, const Context& context) {
  add(decision,
      tell_owners(context, [&](const Texts& texts) { return texts.payment_needs_attention(trouble, payment); }));
}

/// The plan that `order` was for goes to whoever paid it.
void give_plan(Decision& decision, const Customer& payer, const shop::Order& order, const shop::Payment& payment,
               const Context& context) {
  const Situation& situation = context.situation;
  const shop::PlanOffer& offer = situation.catalogue.plan(order.plan);
  const std::optional<shop::Subscription> current = context.reader.subscription(situation.bot, payer.id);
  const shop::Subscription subscription = shop::activate(offer, current, situation.bot, payer.id, situation.now);
  decision.effects.push_back(shop::SubscriptionActivated{.subscription = subscription, .replaced = current});
  decision.outgoing.push_back(receipt_to(payer, payer.texts().receipt(offer, payment, subscription.ends_at)));
}

}  // namespace

Decision receive_payment(const Customer& payer, const telegram::SuccessfulPayment& received, const Context& context) {
  refuse_what_is_not_stars(received);
  Decision decision;
  if (context.reader.payment(received.telegram_payment_charge_id)) return decision;

  const std::optional<shop::Order> order = order_named_in(received.invoice_payload, context);
  const bool own_order = order && order->user == payer.id;
  shop::PaymentRecorded recorded{.payment = {.charge = received.telegram_payment_charge_id,
                                             .provider_charge = received.provider_payment_charge_id,
                                             .bot = context.situation.bot,
                                             .payer = payer.id,
                                             .order = std::nullopt,
                                             .payload = received.invoice_payload,
                                             .amount = values::Stars{received.total_amount},
                                             .received_at = context.situation.now},
                                 .checkout = std::nullopt};
  // A stranger's money must not mark the order of whoever asked for it as paid.
  if (own_order) {
    recorded.payment.order = order->id;
    if (const auto checkout = context.reader.open_checkout_of(order->id)) recorded.checkout = checkout->query;
  }
  const shop::Payment payment = recorded.payment;
  decision.effects.push_back(std::move(recorded));

  if (!order) {
    decision.outgoing.push_back(receipt_to(payer, payer.texts().paid_for_unknown_order(payment)));
    report(decision, PaymentTrouble::unknown_order, payment, context);
    return decision;
  }
  if (payment.amount < order->price) {
    const shop::PlanOffer& offer = context.situation.catalogue.plan(order->plan);
    decision.outgoing.push_back(receipt_to(payer, payer.texts().paid_too_little(payment, offer, order->price)));
    report(decision, PaymentTrouble::underpaid, payment, context);
    return decision;
  }
  give_plan(decision, payer, *order, payment, context);
  if (!own_order) report(decision, PaymentTrouble::foreign_payer, payment, context);
  if (payment.amount > order->price) report(decision, PaymentTrouble::overpaid, payment, context);
  return decision;
}

}  // namespace bot
