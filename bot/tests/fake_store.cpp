#include "fake_store.hpp"

#include <algorithm>
#include <iterator>
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

template <class Element>
std::optional<Element> first_of(const std::vector<Element>& elements) {
  return elements.empty() ? std::nullopt : std::optional(elements.front());
}

/// The last `limit` of what is sorted from the oldest on, newest first.
template <class Element>
std::vector<Element> newest(std::vector<Element> oldest_first, std::size_t limit) {
  std::ranges::reverse(oldest_first);
  if (oldest_first.size() > limit) oldest_first.resize(limit);
  return oldest_first;
}

}  // namespace

void FakeStore::apply(const shop::Effects& effects) {
  for (const shop::Effect& effect : effects) {
    std::visit([this](const auto& each) { apply(each); }, effect);
    for (const shop::Increment& increment : shop::counted_as(effect)) counters[increment.counter] += increment.amount;
  }
}

void FakeStore::apply(const shop::UserSeen& effect) {
  shop::User& user = users.try_emplace({effect.bot, effect.user}).first->second;
  user.bot = effect.bot;
  user.user = effect.user;
  if (!user.chose_language) user.language = effect.language;
  user.last_action_at = effect.at;
  user.blocked_the_bot = false;
}

void FakeStore::apply(const shop::UserBlockedBot& effect) {
  const auto user = users.find({effect.bot, effect.user});
  if (user != users.end()) user->second.blocked_the_bot = true;
}

void FakeStore::apply(const shop::OrderPlaced& effect) {
  insert_new(orders, effect.order.id, effect.order, "order");
}

void FakeStore::apply(const shop::OrderClosed& effect) {
  shop::Order& order = orders.at(effect.order);
  if (order.kind != shop::OrderKind::renewing) throw std::logic_error("only a renewing order can be closed");
  if (order.closed) throw std::logic_error("the order is closed already");
  order.closed = true;
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
  if (effect.payment.amount <= values::Stars{0}) throw std::logic_error("a payment must be positive");
  ledger_.push_back(effect.payment.charge);
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

void FakeStore::apply(const shop::SubscriptionChanged& effect) {
  const UserKey owner{effect.subscription.bot, effect.subscription.user};
  if (find(subscriptions, owner) != effect.previous) throw std::logic_error("it changes what the user doesn't have");
  subscriptions[owner] = effect.subscription;
}

void FakeStore::apply(const shop::RefundRequested& effect) {
  const shop::RefundRequest& request = effect.request;
  const shop::Payment& payment = payments.at(request.charge);
  if (payment.payer != request.payer || payment.amount != request.amount) {
    throw std::logic_error("a refund that is not the payment's");
  }
  if (request.state != shop::RefundState::requested) throw std::logic_error("requested, and yet not");
  if (!is_kept(request.charge)) throw std::logic_error("a refund is on its way, or done");
  refund_requests[request.charge] = request;
}

void FakeStore::apply(const shop::RefundRefused& effect) {
  shop::RefundRequest& request = refund_requests.at(effect.charge);
  if (request.state != shop::RefundState::requested) throw std::logic_error("only a requested refund can be refused");
  request.state = shop::RefundState::refused;
}

void FakeStore::apply(const shop::RefundRecorded& effect) {
  insert_new(refunds, effect.refund.charge, effect.refund, "refund");
  const auto request = refund_requests.find(effect.refund.charge);
  if (request != refund_requests.end()) request->second.state = shop::RefundState::done;
}

void FakeStore::apply(const shop::TransactionNoted& effect) {
  transactions.emplace(std::pair(effect.transaction.id, effect.transaction.direction), effect.transaction);
}

void FakeStore::apply(const shop::ReconciledUpTo& effect) {
  reconciliations[effect.bot] = {.transactions = effect.transactions, .last = effect.last, .at = effect.at};
}

void FakeStore::apply(const shop::OwnerActed& effect) {
  audit.push_back(effect.entry);
}

void FakeStore::apply(const shop::UserForgotten& effect) {
  users.erase({effect.bot, effect.user});
  subscriptions.erase({effect.bot, effect.user});
  timers.erase({shop::TimerKind::plan_notice, std::to_string(effect.user.value())});
  forget_courses_of(effect.bot, effect.user);
  forget_alerts_told_to(effect.bot, effect.user);
  for (auto& [id, order] : orders) {
    if (order.user == effect.user && !order.paid) order.user = values::UserId{0};
  }
  for (auto& [query, checkout] : checkouts) {
    if (checkout.payer == effect.user && checkout.state != shop::CheckoutState::paid) {
      checkout.payer = values::UserId{0};
    }
  }
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

template <class Wanted>
std::vector<shop::Payment> FakeStore::payments_where(Wanted wanted) const {
  std::vector<shop::Payment> found;
  for (const values::ChargeId& charge : ledger_) {
    if (wanted(payments.at(charge))) found.push_back(payments.at(charge));
  }
  return found;
}

bool FakeStore::is_kept(const values::ChargeId& charge) const {
  const auto request = refund_requests.find(charge);
  const bool asked_for = request != refund_requests.end() && request->second.state != shop::RefundState::refused;
  return !asked_for && !refunds.contains(charge);
}

std::optional<shop::Payment> FakeStore::kept_payment_with(values::BotId bot, std::string_view payload) {
  return first_of(payments_where([&](const shop::Payment& payment) {
    return payment.bot == bot && payment.payload == payload && is_kept(payment.charge);
  }));
}

std::optional<shop::Payment> FakeStore::first_charge(values::BotId bot, values::UserId payer,
                                                     std::string_view payload) {
  return first_of(payments_where([&](const shop::Payment& payment) {
    return payment.bot == bot && payment.payer == payer && payment.payload == payload &&
           payment.kind == shop::PaymentKind::first;
  }));
}

std::vector<shop::Payment> FakeStore::payments_of(values::BotId bot, values::UserId payer, std::size_t limit) {
  return newest(
      payments_where([&](const shop::Payment& payment) { return payment.bot == bot && payment.payer == payer; }),
      limit);
}

std::optional<shop::RefundRequest> FakeStore::refund_request(const values::ChargeId& charge) {
  return find(refund_requests, charge);
}

std::optional<shop::Refund> FakeStore::refund(const values::ChargeId& charge) {
  return find(refunds, charge);
}

std::vector<shop::Subscription> FakeStore::renewing(values::BotId bot, shop::PlanId plan, std::size_t limit) {
  std::vector<shop::Subscription> found;
  for (const auto& [key, subscription] : subscriptions) {
    const bool wanted = subscription.bot == bot && subscription.plan == plan && subscription.renews();
    if (wanted && found.size() < limit) found.push_back(subscription);
  }
  return found;
}

shop::PromoUses FakeStore::promo_uses(values::BotId bot, std::string_view code, values::UserId customer,
                                      std::optional<values::OrderId> except) {
  shop::PromoUses uses;
  for (const auto& [id, order] : orders) {
    const bool counts = order.bot == bot && order.promo == code && (order.paid || open_checkout_of(id)) && id != except;
    if (counts) ++uses.by_all;
    if (counts && order.user == customer) ++uses.by_customer;
  }
  return uses;
}

store::Sales FakeStore::sales(std::chrono::sys_days first, std::chrono::sys_days end) {
  const auto within = [&](values::Timestamp at) { return at >= first && at < end; };
  store::Sales sales;
  for (const auto& [charge, payment] : payments) {
    if (!within(payment.received_at)) continue;
    ++sales.payments;
    sales.received += payment.amount;
  }
  for (const auto& [charge, refund] : refunds) {
    if (!within(refund.at)) continue;
    ++sales.refunds;
    sales.refunded += refund.amount;
  }
  return sales;
}

std::optional<store::Reconciled> FakeStore::reconciled(values::BotId bot) {
  return find(reconciliations, bot);
}

bool FakeStore::is_noted(values::BotId, const std::string& transaction, shop::Direction direction) {
  return transactions.contains({transaction, direction});
}

std::vector<shop::Payment> FakeStore::newest_payments(values::BotId bot, std::size_t limit) {
  return newest(payments_where([&](const shop::Payment& payment) { return payment.bot == bot; }), limit);
}

std::vector<shop::Subscription> FakeStore::newest_subscriptions(values::BotId bot, std::size_t limit) {
  std::vector<shop::Subscription> found;
  for (const auto& [key, subscription] : subscriptions) {
    if (subscription.bot == bot) found.push_back(subscription);
  }
  std::ranges::stable_sort(found, {}, &shop::Subscription::started_at);
  return newest(std::move(found), limit);
}

std::vector<shop::AuditEntry> FakeStore::newest_audit(values::BotId bot, std::size_t limit) {
  std::vector<shop::AuditEntry> found;
  std::ranges::copy_if(audit, std::back_inserter(found), [&](const shop::AuditEntry& each) { return each.bot == bot; });
  return newest(std::move(found), limit);
}

std::optional<shop::Subscription> FakeStore::subscription(values::BotId bot, values::UserId user) {
  return find(subscriptions, {bot, user});
}

store::Totals FakeStore::totals() {
  store::Totals totals{.users = std::ssize(users), .bots = bots, .payments_succeeded = std::ssize(payments)};
  for (const auto& [query, checkout] : checkouts) {
    const bool failed =
        checkout.state == shop::CheckoutState::declined || checkout.state == shop::CheckoutState::failed;
    totals.payments_failed += failed ? 1 : 0;
  }
  for (const auto& [charge, payment] : payments) totals.received += payment.amount;
  totals.refunds = std::ssize(refunds);
  for (const auto& [charge, refund] : refunds) totals.refunded += refund.amount;
  return totals;
}

std::optional<values::Timestamp> FakeStore::next_timer_due() const {
  const auto first = std::ranges::min_element(timers, {}, [](const auto& entry) { return entry.second.due; });
  return first == timers.end() ? std::nullopt : std::optional(first->second.due);
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
