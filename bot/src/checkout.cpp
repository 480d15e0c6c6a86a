#include "shop/checkout.hpp"

#include "conversations.hpp"

namespace bot {
namespace {

Outgoing answer_to(const telegram::PreCheckoutQuery& query, std::optional<shop::DeclineReason> declined,
                   const Customer& customer, const Situation& situation) {
  std::optional<std::string> message;
  if (declined) message = customer.texts().declined(*declined);
  return {.call = telegram::to_call(
              telegram::AnswerPreCheckoutQuery{.query = query.id, .error_message = std::move(message)}),
          .chat = std::nullopt,
          .lane = store::Lane::pre_checkout,
          .deadline = situation.now + kPreCheckoutDeadline};
}

std::optional<shop::DeclineReason> why_declined(const Customer& customer, const telegram::PreCheckoutQuery& query,
                                                const std::optional<shop::Order>& order, const Context& context) {
  const Situation& situation = context.situation;
  shop::CustomerHistory history{.subscription = context.reader.subscription(situation.bot, customer.id),
                                .promo_uses = {}};
  if (const values::CourseId* id = order ? shop::course_in(order->product) : nullptr) {
    const shop::Course* course = situation.catalogue.course(*id);
    history.enrolment = context.reader.enrolment(situation.bot, customer.id, *id);
    if (course != nullptr && course->channel) {
      history.channel = context.reader.channel_standing(situation.bot, course->channel->chat);
    }
  }
  if (order && order->promo) {
    history.promo_uses = context.reader.promo_uses(situation.bot, *order->promo, customer.id, order->id);
  }
  return shop::why_declined({.bot = situation.bot,
                             .payer = customer.id,
                             .currency = query.currency,
                             .amount = values::Stars{query.total_amount},
                             .now = situation.now},
                            order, history, situation.catalogue);
}

/// The answer that `known` was given. Why it was declined is not stored: the order and the prices still say it, except
/// when they are back to what they were.
std::optional<shop::DeclineReason> repeated(const shop::Checkout& known,
                                            std::optional<shop::DeclineReason> reason_now) {
  if (known.state != shop::CheckoutState::declined) return std::nullopt;
  return reason_now.value_or(shop::DeclineReason::price_changed);
}

}  // namespace

Decision check_out(const Customer& customer, const telegram::PreCheckoutQuery& query, const Context& context) {
  const Situation& situation = context.situation;
  const std::optional<shop::Order> order = order_named_in(query.invoice_payload, context);
  const std::optional<shop::DeclineReason> declined = why_declined(customer, query, order, context);
  Decision decision;
  if (const std::optional<shop::Checkout> known = context.reader.checkout(query.id)) {
    decision.outgoing.push_back(answer_to(query, repeated(*known, declined), customer, situation));
    return decision;
  }

  shop::Checkout checkout{.query = query.id,
                          .bot = situation.bot,
                          .payer = customer.id,
                          .order = std::nullopt,
                          .state = declined ? shop::CheckoutState::declined : shop::CheckoutState::approved,
                          .asked_at = situation.now};
  if (order) checkout.order = order->id;
  if (declined) {
    decision.effects.push_back(shop::CheckoutDeclined{std::move(checkout)});
  } else {
    decision.effects.push_back(shop::CheckoutApproved{std::move(checkout)});
    decision.effects.push_back(shop::TimerSet{.kind = shop::TimerKind::checkout_deadline,
                                              .subject = query.id.value(),
                                              .due = situation.now + situation.checkout_deadline});
  }
  decision.outgoing.push_back(answer_to(query, declined, customer, situation));
  return decision;
}

Decision checkout_deadline_passed(const values::PreCheckoutQueryId& query, const Context& context) {
  Decision decision;
  const std::optional<shop::Checkout> checkout = context.reader.checkout(query);
  if (checkout && checkout->state == shop::CheckoutState::approved) {
    decision.effects.push_back(shop::CheckoutFailed{query});
  }
  return decision;
}

}  // namespace bot
