#include "sqlite/effect_writer.hpp"

#include <stdexcept>
#include <string>
#include <variant>

namespace store::sqlite {

void EffectWriter::write(const shop::Effect& effect) {
  std::visit(*this, effect);
}

void EffectWriter::operator()(const shop::UserSeen& seen) {
  statements_.see_user.run(seen.bot, seen.user, shop::to_string(seen.language), seen.at);
}

void EffectWriter::operator()(const shop::UserBlockedBot& blocked) {
  statements_.block_user.run(blocked.bot, blocked.user);
}

void EffectWriter::operator()(const shop::OrderPlaced& placed) {
  const shop::Order& order = placed.order;
  statements_.place_order.run(order.id, order.bot, order.user, shop::to_string(order.plan), order.price,
                              order.placed_at, order.paid);
}

void EffectWriter::operator()(const shop::CheckoutApproved& approved) {
  add(approved.checkout, shop::CheckoutState::approved);
}

void EffectWriter::operator()(const shop::CheckoutDeclined& declined) {
  add(declined.checkout, shop::CheckoutState::declined);
}

void EffectWriter::operator()(const shop::CheckoutFailed& failed) {
  if (statements_.fail_checkout.run_and_count(failed.query) != 1) {
    throw std::logic_error("checkout " + failed.query.value() + " can't fail: it isn't waiting for its payment");
  }
}

void EffectWriter::operator()(const shop::PaymentRecorded& recorded) {
  const shop::Payment& payment = recorded.payment;
  statements_.record_payment.run(payment.charge, payment.provider_charge, payment.bot, payment.payer, payment.order,
                                 payment.payload, payment.amount, payment.received_at);
  // Money is recorded even if its order or its checkout is not there: after a restore from a backup, for example.
  if (payment.order) statements_.pay_order.run(*payment.order);
  if (recorded.checkout) statements_.pay_checkout.run(*recorded.checkout);
}

void EffectWriter::operator()(const shop::SubscriptionActivated& activated) {
  const shop::Subscription& subscription = activated.subscription;
  statements_.set_subscription.run(subscription.bot, subscription.user, shop::to_string(subscription.plan),
                                   subscription.started_at, subscription.ends_at);
}

void EffectWriter::operator()(const shop::BotCreated& created) {
  statements_.add_bot.run(created.bot.id, created.bot.created_at);
}

void EffectWriter::operator()(const shop::TimerSet& timer) {
  // A number of its own, so that who removes the timer it replaces doesn't remove this one.
  statements_.set_timer.run(sequences_.timers.next(), shop::to_string(timer.kind), timer.subject, timer.due);
}

void EffectWriter::add(const shop::Checkout& checkout, shop::CheckoutState state) {
  const bool failed = state == shop::CheckoutState::declined;
  statements_.add_checkout.run(checkout.query, checkout.bot, checkout.payer, checkout.order, shop::to_string(state),
                               checkout.asked_at, failed);
}

}  // namespace store::sqlite
