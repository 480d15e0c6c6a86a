#include "fake_store.hpp"

#include <algorithm>
#include <stdexcept>

namespace bot {
namespace {

template <class Map>
std::optional<typename Map::mapped_type> find(const Map& map, const typename Map::key_type& key) {
  const auto found = map.find(key);
  return found == map.end() ? std::nullopt : std::optional(found->second);
}

template <class Map>
void insert_new(Map& map, const typename Map::key_type& key, const typename Map::mapped_type& value, const char* what) {
  if (!map.emplace(key, value).second) throw std::logic_error(std::string(what) + " is already there");
}

}  // namespace

void FakeStore::apply(const shop::Effects& effects) {
  for (const shop::Effect& effect : effects) {
    std::visit([this](const auto& each) { apply(each); }, effect);
    for (const shop::Increment& increment : shop::counted_as(effect)) counters[increment.counter] += increment.amount;
  }
}

void FakeStore::apply(const shop::UserSeen& effect) {
  users[{effect.bot, effect.user}] = {.bot = effect.bot,
                                      .user = effect.user,
                                      .language = effect.language,
                                      .last_action_at = effect.at,
                                      .blocked_the_bot = false};
}

void FakeStore::apply(const shop::UserBlockedBot& effect) {
  const auto user = users.find({effect.bot, effect.user});
  if (user != users.end()) user->second.blocked_the_bot = true;
}

void FakeStore::apply(const shop::OrderPlaced& effect) {
  insert_new(orders, effect.order.id, effect.order, "order");
}

void FakeStore::apply(const shop::CheckoutApproved& effect) {
  if (effect.checkout.state != shop::CheckoutState::approved) throw std::logic_error("approved, and yet not");
  insert_new(checkouts, effect.checkout.query, effect.checkout, "checkout");
}

void FakeStore::apply(const shop::CheckoutDeclined& effect) {
  if (effect.checkout.state != shop::CheckoutState::declined) throw std::logic_error("declined, and yet not");
  insert_new(checkouts, effect.checkout.query, effect.checkout, "checkout");
}

void FakeStore::apply(const shop::CheckoutFailed& effect) {
  shop::Checkout& checkout = checkouts.at(effect.query);
  if (checkout.state != shop::CheckoutState::approved) throw std::logic_error("only an approved checkout can fail");
  checkout.state = shop::CheckoutState::failed;
}

void FakeStore::apply(const shop::PaymentRecorded& effect) {
  insert_new(payments, effect.payment.charge, effect.payment, "payment");
  if (effect.payment.order) orders.at(*effect.payment.order).paid = true;
  if (!effect.checkout) return;
  shop::Checkout& checkout = checkouts.at(*effect.checkout);
  if (checkout.state != shop::CheckoutState::approved) throw std::logic_error("only an approved checkout can be paid");
  checkout.state = shop::CheckoutState::paid;
}

void FakeStore::apply(const shop::SubscriptionActivated& effect) {
  const UserKey owner{effect.subscription.bot, effect.subscription.user};
  if (effect.replaced != find(subscriptions, owner)) throw std::logic_error("it replaces what the user doesn't have");
  subscriptions[owner] = effect.subscription;
}

void FakeStore::apply(const shop::BotCreated&) {
  ++bots;
}

void FakeStore::apply(const shop::TimerSet& effect) {
  timers[{effect.kind, effect.subject}] = effect;
}

std::optional<shop::User> FakeStore::user(values::BotId bot, values::UserId user) {
  return find(users, {bot, user});
}

std::optional<shop::Order> FakeStore::order(values::OrderId order) {
  return find(orders, order);
}

std::optional<shop::Checkout> FakeStore::checkout(const values::PreCheckoutQueryId& query) {
  return find(checkouts, query);
}

std::optional<shop::Checkout> FakeStore::open_checkout_of(values::OrderId order) {
  std::optional<shop::Checkout> newest;
  for (const auto& [query, checkout] : checkouts) {
    if (checkout.order != order || checkout.state != shop::CheckoutState::approved) continue;
    if (!newest || checkout.asked_at >= newest->asked_at) newest = checkout;
  }
  return newest;
}

std::optional<shop::Payment> FakeStore::payment(const values::ChargeId& charge) {
  return find(payments, charge);
}

std::optional<shop::Subscription> FakeStore::subscription(values::BotId bot, values::UserId user) {
  return find(subscriptions, {bot, user});
}

store::Totals FakeStore::totals(values::Timestamp now) {
  store::Totals totals{.users = std::ssize(users), .bots = bots, .payments_succeeded = std::ssize(payments)};
  for (const auto& [query, checkout] : checkouts) {
    const bool failed =
        checkout.state == shop::CheckoutState::declined || checkout.state == shop::CheckoutState::failed;
    totals.payments_failed += failed ? 1 : 0;
  }
  for (const auto& [charge, payment] : payments) totals.received += payment.amount;
  for (const auto& [key, subscription] : subscriptions) {
    const bool active = subscription.active_at(now);
    totals.active_subscriptions.at(static_cast<std::size_t>(subscription.plan)) += active ? 1 : 0;
  }
  return totals;
}

std::vector<shop::TimerSet> FakeStore::take_due_timers(values::Timestamp now) {
  std::vector<shop::TimerSet> due;
  std::erase_if(timers, [&](const auto& entry) {
    if (entry.second.due > now) return false;
    due.push_back(entry.second);
    return true;
  });
  std::ranges::stable_sort(due, {}, &shop::TimerSet::due);
  return due;
}

}  // namespace bot
