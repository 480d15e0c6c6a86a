#include "sqlite/effect_writer.hpp"

#include <optional>
#include <stdexcept>
#include <string>
#include <variant>

namespace store::sqlite {
namespace {

/// A member of the renewal, if there is one.
template <class Member>
std::optional<Member> member_of(const std::optional<shop::Renewal>& renewal, Member shop::Renewal::* member) {
  if (!renewal) return std::nullopt;
  return (*renewal).*member;
}

/// Runs a statement that sets all of a subscription; how many rows it wrote.
int write_with(Statement& statement, const shop::Subscription& subscription) {
  const std::optional<shop::Renewal>& renewal = subscription.renewal;
  std::optional<std::string_view> state;
  if (renewal) state = shop::to_string(renewal->state);
  return statement.run_and_count(shop::to_string(subscription.plan), subscription.started_at, subscription.ends_at,
                                 subscription.worth, subscription.valued_at, member_of(renewal, &shop::Renewal::charge),
                                 member_of(renewal, &shop::Renewal::order), member_of(renewal, &shop::Renewal::price),
                                 member_of(renewal, &shop::Renewal::paid_until), state, subscription.noticed_until,
                                 subscription.bot, subscription.user);
}

/// Runs a statement that sets what changes of a broadcast, with more of it behind; how many rows it wrote.
template <class... More>
int write_with(Statement& statement, const shop::Broadcast& broadcast, const More&... more) {
  return statement.run_and_count(shop::to_string(broadcast.segment), shop::to_string(broadcast.state), broadcast.cursor,
                                 broadcast.total, broadcast.sent, broadcast.blocked, broadcast.failed,
                                 broadcast.progress_message, broadcast.last_message, broadcast.started_at,
                                 broadcast.progress_shown_at, broadcast.ended_at, broadcast.id, more...);
}

}  // namespace

void EffectWriter::write(const shop::Effect& effect) {
  std::visit(*this, effect);
}

void EffectWriter::operator()(const shop::UserSeen& seen) {
  const std::string_view language = shop::to_string(seen.language);
  if (statements_.see_user_again.run_and_count(seen.bot, seen.user, language, seen.at) == 1) return;
  statements_.see_user.run(seen.bot, seen.user, language, seen.at);
}

void EffectWriter::operator()(const shop::UserBlockedBot& blocked) {
  statements_.block_user.run(blocked.bot, blocked.user);
}

void EffectWriter::operator()(const shop::OrderPlaced& placed) {
  const shop::Order& order = placed.order;
  statements_.place_order.run(order.id, order.bot, order.user, shop::to_string(order.plan), shop::to_string(order.kind),
                              order.price, order.promo, order.placed_at, order.paid, order.closed);
}

void EffectWriter::operator()(const shop::OrderClosed& closed) {
  // The order may not be there, after a restore from a backup; what Telegram charges for it is refunded all the same.
  statements_.close_order.run(closed.order);
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
                                 payment.payload, payment.amount, payment.received_at, shop::to_string(payment.kind),
                                 shop::to_string(payment.source));
  // Money is recorded even if its order or its checkout is not there: after a restore from a backup, for example.
  if (payment.order) statements_.pay_order.run(*payment.order);
  if (recorded.checkout) statements_.pay_checkout.run(*recorded.checkout);
}

void EffectWriter::operator()(const shop::SubscriptionActivated& activated) {
  write_with(statements_.activate_subscription, activated.subscription);
}

void EffectWriter::operator()(const shop::SubscriptionChanged& changed) {
  const shop::Subscription& subscription = changed.subscription;
  if (write_with(statements_.change_subscription, subscription) == 1) return;
  throw std::logic_error("user " + std::to_string(subscription.user.value()) + " of bot " +
                         std::to_string(subscription.bot.value()) + " has no subscription to change");
}

void EffectWriter::operator()(const shop::RefundRequested& requested) {
  const shop::RefundRequest& request = requested.request;
  if (statements_.request_refund.run_and_count(request.charge, request.bot, request.payer, request.amount,
                                               shop::to_string(request.reason), request.requested_at) != 1) {
    throw std::logic_error("refund of charge " + request.charge.value() + " can't be requested: it was before");
  }
}

void EffectWriter::operator()(const shop::RefundRefused& refused) {
  if (statements_.refuse_refund.run_and_count(refused.charge) == 1) return;
  throw std::logic_error("refund of charge " + refused.charge.value() + " can't be refused: nobody waits for it");
}

void EffectWriter::operator()(const shop::RefundRecorded& recorded) {
  const shop::Refund& refund = recorded.refund;
  statements_.record_refund.run(refund.charge, refund.bot, refund.payer, refund.amount, shop::to_string(refund.kind),
                                shop::to_string(refund.source), refund.at);
  statements_.finish_refund_request.run(refund.charge);
}

void EffectWriter::operator()(const shop::TransactionNoted& noted) {
  const shop::StarTransaction& transaction = noted.transaction;
  statements_.note_transaction.run(noted.bot, transaction.id, shop::to_string(transaction.direction),
                                   shop::to_string(transaction.kind), transaction.amount, transaction.at,
                                   transaction.user);
}

void EffectWriter::operator()(const shop::ReconciledUpTo& reconciled) {
  statements_.reconcile.run(reconciled.bot, reconciled.transactions, reconciled.last, reconciled.at);
}

void EffectWriter::operator()(const shop::OwnerActed& acted) {
  const shop::AuditEntry& entry = acted.entry;
  statements_.log_owner.run(entry.bot, entry.owner, entry.action, entry.subject, entry.details, entry.at);
}

void EffectWriter::operator()(const shop::BroadcastDrafted& drafted) {
  const shop::Broadcast& broadcast = drafted.broadcast;
  statements_.forget_drafts.run(broadcast.created_at - shop::kDraftLife);
  write_with(statements_.draft_broadcast, broadcast, broadcast.bot, broadcast.owner, broadcast.text,
             broadcast.copied_message, broadcast.created_at);
}

void EffectWriter::operator()(const shop::BroadcastChanged& changed) {
  if (write_with(statements_.change_broadcast, changed.broadcast) == 1) return;
  throw std::logic_error("broadcast " + std::to_string(changed.broadcast.id.value()) + " isn't there to change");
}

void EffectWriter::operator()(const shop::RecipientTaken& taken) {
  statements_.take_recipient.run(taken.broadcast, taken.user);
}

void EffectWriter::operator()(const shop::RecipientSettled& settled) {
  statements_.settle_recipient.run(settled.broadcast, settled.user);
}

void EffectWriter::operator()(const shop::UserForgotten& forgotten) {
  const auto& [bot, user, at] = forgotten;
  // Payments, refunds and their requests keep the number, and so do paid orders: that is what a refund and the tax
  // office need. The audit log keeps it too, for it tells what an owner did, and to whom.
  statements_.forget_user.run(bot, user);
  statements_.forget_subscription.run(bot, user);
  statements_.forget_timer.run(shop::to_string(shop::TimerKind::plan_notice), std::to_string(user.value()));
  statements_.forget_messages.run(bot, values::private_chat_of(user));
  statements_.forget_orders.run(bot, user);
  statements_.forget_checkouts.run(bot, user);
  statements_.forget_poisonous.run(bot, user);
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
