#include "shop/effects.hpp"

#include <stdexcept>

#include "shop/funnel.hpp"

namespace shop {
namespace {

constexpr CounterKey kPaymentSucceeded{kPaymentTransactions, "success"};
constexpr CounterKey kPaymentFailed{kPaymentTransactions, "failed"};
constexpr CounterKey kBotCreated{kBotsCreated, ""};
constexpr CounterKey kRevenueReceived{kRevenue, ""};

CounterKey activations_of(PlanId plan) {
  return {kSubscriptionActivations, to_string(plan)};
}

CounterKey reached(FunnelStep step) {
  return {kShopFunnel, to_string(step)};
}

struct CountedAs {
  std::vector<Increment> operator()(const PaymentRecorded& recorded) const {
    return {{kPaymentSucceeded}, {reached(FunnelStep::paid)}, {kRevenueReceived, recorded.payment.amount.amount()}};
  }
  std::vector<Increment> operator()(const CheckoutDeclined&) const { return {{kPaymentFailed}}; }
  std::vector<Increment> operator()(const CheckoutFailed&) const { return {{kPaymentFailed}}; }
  std::vector<Increment> operator()(const CheckoutApproved&) const { return {{reached(FunnelStep::approved)}}; }
  std::vector<Increment> operator()(const OrderPlaced&) const { return {{reached(FunnelStep::opened_invoice)}}; }
  std::vector<Increment> operator()(const PlansShown&) const { return {{reached(FunnelStep::viewed_plans)}}; }
  std::vector<Increment> operator()(const ConversationStarted&) const { return {{reached(FunnelStep::started)}}; }
  std::vector<Increment> operator()(const SubscriptionActivated& activated) const {
    return {{activations_of(activated.subscription.plan)}};
  }
  std::vector<Increment> operator()(const BotCreated&) const { return {{kBotCreated}}; }
  std::vector<Increment> operator()(const UserSeen&) const { return {}; }
  std::vector<Increment> operator()(const UserBlockedBot&) const { return {}; }
  std::vector<Increment> operator()(const TimerSet&) const { return {}; }
};

}  // namespace

std::string_view to_string(TimerKind kind) {
  switch (kind) {
    case TimerKind::checkout_deadline:
      return "checkout_deadline";
    case TimerKind::forget_updates:
      return "forget_updates";
  }
  throw std::logic_error("TimerKind out of range");
}

std::optional<TimerKind> parse_timer_kind(std::string_view name) {
  for (const auto kind : {TimerKind::checkout_deadline, TimerKind::forget_updates}) {
    if (to_string(kind) == name) return kind;
  }
  return std::nullopt;
}

std::span<const CounterKey> all_counters() {
  static const std::vector<CounterKey> kCounters = [] {
    std::vector<CounterKey> keys{kBotCreated, kPaymentSucceeded, kPaymentFailed, kRevenueReceived};
    for (const PlanId plan : kAllPlans) keys.push_back(activations_of(plan));
    for (const FunnelStep step : kFunnelSteps) keys.push_back(reached(step));
    return keys;
  }();
  return kCounters;
}

std::vector<Increment> counted_as(const Effect& effect) {
  return std::visit(CountedAs{}, effect);
}

}  // namespace shop
