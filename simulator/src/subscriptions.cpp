#include "subscriptions.hpp"

#include <string>

namespace simulator {
namespace {

values::Error not_in_this_state(const Subscription& subscription) {
  return {"the subscription is " + std::string(name_of(subscription.state)) +
          (subscription.barred_by_bot ? ", and the bot does not let the person enable it" : "")};
}

}  // namespace

std::string_view name_of(SubscriptionState state) {
  switch (state) {
    case SubscriptionState::active:
      return "active";
    case SubscriptionState::canceled:
      return "canceled";
    case SubscriptionState::failed:
      return "failed";
    case SubscriptionState::expired:
      return "expired";
  }
  return {};
}

std::size_t Subscriptions::open(Subscription subscription) {
  const std::size_t index = subscriptions_.size();
  ends_.emplace(subscription.expires, index);
  newest_[subscription.user] = index;
  subscriptions_.push_back(std::move(subscription));
  return index;
}

values::Result<void> Subscriptions::cancel(std::size_t index) {
  Subscription& subscription = subscriptions_[index];
  if (subscription.state != SubscriptionState::active) return not_in_this_state(subscription);
  subscription.state = SubscriptionState::canceled;
  return {};
}

values::Result<void> Subscriptions::enable(std::size_t index) {
  Subscription& subscription = subscriptions_[index];
  if (subscription.state != SubscriptionState::canceled || subscription.barred_by_bot) {
    return not_in_this_state(subscription);
  }
  subscription.state = SubscriptionState::active;
  return {};
}

values::Result<void> Subscriptions::fail_next(std::size_t index) {
  Subscription& subscription = subscriptions_[index];
  if (subscription.has_ended()) return not_in_this_state(subscription);
  subscription.fails_next = true;
  return {};
}

void Subscriptions::edit_by_bot(std::size_t index, bool is_canceled) {
  Subscription& subscription = subscriptions_[index];
  if (subscription.has_ended()) return;
  subscription.barred_by_bot = is_canceled;
  if (is_canceled) subscription.state = SubscriptionState::canceled;
}

std::optional<values::Timestamp> Subscriptions::next_due() const {
  if (ends_.empty()) return std::nullopt;
  return ends_.begin()->first;
}

PeriodEnd Subscriptions::end_period(std::size_t index) {
  Subscription& subscription = subscriptions_[index];
  ends_.erase({subscription.expires, index});
  if (subscription.state == SubscriptionState::canceled) {
    subscription.state = SubscriptionState::expired;
    return PeriodEnd::expired;
  }
  if (subscription.fails_next) {
    subscription.state = SubscriptionState::failed;
    return PeriodEnd::failed;
  }
  subscription.expires += *subscription.offer.subscription_period;
  ++subscription.renewals;
  ends_.emplace(subscription.expires, index);
  return PeriodEnd::renewed;
}

std::optional<std::size_t> Subscriptions::newest_of(values::UserId user) const {
  const auto found = newest_.find(user);
  return found == newest_.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace simulator
