#pragma once
// A store in memory, as simple as can be, so that conversations can run over several steps: what decisions read, and
// what their effects do to it. Stricter than needed where money is concerned: it throws std::logic_error for what must
// not happen.

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "shop/effects.hpp"
#include "store/reader.hpp"

namespace bot {

class FakeStore final : public store::Reader {
 public:
  void apply(const shop::Effects& effects);

  std::optional<shop::User> user(values::BotId bot, values::UserId user) override;
  std::optional<shop::Order> order(values::OrderId order) override;
  std::optional<shop::Checkout> checkout(const values::PreCheckoutQueryId& query) override;
  std::optional<shop::Checkout> open_checkout_of(values::OrderId order) override;
  std::optional<shop::Payment> payment(const values::ChargeId& charge) override;
  std::optional<shop::Subscription> subscription(values::BotId bot, values::UserId user) override;
  store::Totals totals(values::Timestamp now) override;
  values::OrderId next_order_id() override { return values::OrderId{++last_order_}; }

  /// Takes the timers due at `now` out, in order of their time.
  std::vector<shop::TimerSet> take_due_timers(values::Timestamp now);

  using UserKey = std::pair<values::BotId, values::UserId>;
  std::map<UserKey, shop::User> users;
  std::map<values::OrderId, shop::Order> orders;
  std::map<values::PreCheckoutQueryId, shop::Checkout> checkouts;
  std::map<values::ChargeId, shop::Payment> payments;
  std::map<UserKey, shop::Subscription> subscriptions;
  std::map<std::pair<shop::TimerKind, std::string>, shop::TimerSet> timers;
  int bots = 1;
  std::map<shop::CounterKey, std::int64_t> counters;

 private:
  void apply(const shop::UserSeen& effect);
  void apply(const shop::UserBlockedBot& effect);
  void apply(const shop::OrderPlaced& effect);
  void apply(const shop::CheckoutApproved& effect);
  void apply(const shop::CheckoutDeclined& effect);
  void apply(const shop::CheckoutFailed& effect);
  void apply(const shop::PaymentRecorded& effect);
  void apply(const shop::SubscriptionActivated& effect);
  void apply(const shop::BotCreated& effect);
  void apply(const shop::TimerSet& effect);
  void apply(const shop::ConversationStarted&) {}
  void apply(const shop::PlansShown&) {}

  std::int64_t last_order_ = 0;
};

}  // namespace bot
