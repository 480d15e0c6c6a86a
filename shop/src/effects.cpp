#include "shop/effects.hpp"

#include <array>
#include <stdexcept>

namespace shop {
namespace {

constexpr CounterKey kPaymentSucceeded{kPaymentTransactions, "success"};
constexpr CounterKey kPaymentFailed{kPaymentTransactions, "failed"};
constexpr CounterKey kBotCreated{kBotsCreated, ""};

CounterKey activations_of(PlanId plan) {
  return {kSubscriptionActivations, to_string(plan)};
}

struct CountedAs {
  std::optional<CounterKey> operator()(const PaymentRecorded&) const { return kPaymentSucceeded; }
  std::optional<CounterKey> operator()(const CheckoutDeclined&) const { return kPaymentFailed; }
  std::optional<CounterKey> operator()(const CheckoutFailed&) const { return kPaymentFailed; }
  std::optional<CounterKey> operator()(const SubscriptionActivated& activated) const {
    return activations_of(activated.subscription.plan);
  }
  std::optional<CounterKey> operator()(const BotCreated&) const { return kBotCreated; }
  std::optional<CounterKey> operator()(const UserSeen&) const { return std::nullopt; }
  std::optional<CounterKey> operator()(const UserBlockedBot&) const { return std::nullopt; }
  std::optional<CounterKey> operator()(const OrderPlaced&) const { return std::nullopt; }
  std::optional<CounterKey> operator()(const CheckoutApproved&) const { return std::nullopt; }
  std::optional<CounterKey> operator()(const TimerSet&) const { return std::nullopt; }
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
  static const std::array counters{kBotCreated,
                                   kPaymentSucceeded,
                                   kPaymentFailed,
                                   activations_of(PlanId::lite),
                                   activations_of(PlanId::pro),
                                   activations_of(PlanId::unlimited)};
  return counters;
}

std::optional<CounterKey> counted_as(const Effect& effect) {
  return std::visit(CountedAs{}, effect);
}

}  // namespace shop
