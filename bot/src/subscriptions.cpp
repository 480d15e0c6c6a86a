#include "subscriptions.hpp"

#include "courses.hpp"
#include "notation.hpp"

namespace bot {
namespace {

/// Whether Telegram charges by itself, or the customer may make it do so again.
bool may_charge(const shop::Renewal& renewal, values::Timestamp now) {
  return renewal.state == shop::RenewalState::active || now < renewal.paid_until;
}

/// Whoever is in the channel of a course by a plan must leave it when that has ended.
void schedule_channel_check(Decision& decision, const shop::Subscription& subscription, const Context& context) {
  if (context.reader.memberships_of(context.situation.bot, subscription.user).empty()) return;
  schedule_access_check(decision, subscription.user, context.situation.now);
}

}  // namespace

void activate(Decision& decision, const shop::Subscription& after, const std::optional<shop::Subscription>& before,
              const Context& context) {
  if (before && before->renewal && (!after.renewal || after.renewal->order != before->renewal->order)) {
    end_renewal(decision, *before, context);
  }
  decision.effects.push_back(shop::SubscriptionActivated{.subscription = after, .replaced = before});
  schedule_notice(decision, after, context);
  schedule_channel_check(decision, after, context);
}

void change(Decision& decision, const shop::Subscription& after, const shop::Subscription& before,
            const Context& context) {
  decision.effects.push_back(shop::SubscriptionChanged{.subscription = after, .previous = before});
  schedule_notice(decision, after, context);
  schedule_channel_check(decision, after, context);
}

void schedule_notice(Decision& decision, const shop::Subscription& subscription, const Context& context) {
  const Situation& situation = context.situation;
  const std::optional<values::Timestamp> due =
      shop::next_notice(subscription, situation.catalogue.rules(), situation.now);
  if (!due) return;
  decision.effects.push_back(
      shop::TimerSet{.kind = shop::TimerKind::plan_notice, .subject = number(subscription.user), .due = *due});
}

void end_renewal(Decision& decision, const shop::Subscription& subscription, const Context& context) {
  if (!subscription.renewal) return;
  const shop::Renewal& renewal = *subscription.renewal;
  const std::optional<shop::Order> order = context.reader.order(renewal.order);
  const bool closed = order && order->closed;
  if (closed && renewal.state != shop::RenewalState::active) return;
  if (order && !closed) decision.effects.push_back(shop::OrderClosed{order->id});
  if (may_charge(renewal, context.situation.now)) cancel_at_telegram(decision, subscription.user, renewal.charge);
}

void cancel_at_telegram(Decision& decision, values::UserId user, const values::ChargeId& first_charge) {
  decision.outgoing.push_back({.call = telegram::to_call(telegram::EditUserStarSubscription{
                                   .user = user, .charge = first_charge, .is_canceled = true}),
                               .chat = values::private_chat_of(user),
                               .lane = store::Lane::receipt,
                               .deadline = std::nullopt,
                               .subject = first_charge.value()});
}

}  // namespace bot
