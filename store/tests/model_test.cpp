// Random transactions against the same on maps: users, updates, orders, the outbox, timers and counters.

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <gtest/gtest.h>

#include "random_rounds.hpp"

namespace store {
namespace {

using namespace std::chrono_literals;

struct Model {
  std::map<values::UserId, values::Timestamp> users;
  std::set<values::UpdateId> known;
  std::map<values::OrderId, bool> paid_by_order;
  std::set<values::ChargeId> charges;
  std::map<values::OutboxId, int> attempts_by_message;
  std::map<std::string, values::Timestamp> timers;
  std::map<std::pair<std::string, std::string>, std::int64_t> counters;
  std::optional<values::Timestamp> plan_ends_at;
};

class ModelTest : public RandomRounds<Model> {
 protected:
  void step(Transaction& transaction, Model& model) override {
    switch (pick(8)) {
      case 0:
        return see_user(transaction, model);
      case 1:
        return remember(transaction, model);
      case 2:
        return place_order(transaction, model);
      case 3:
        return pay(transaction, model);
      case 4:
        return enqueue(transaction, model);
      case 5:
        return change_outbox(transaction, model);
      case 6:
        return show_plans(transaction, model);
      default:
        return set_timer(transaction, model);
    }
  }

  void expect_equal(Store& store, const Model& model) override {
    std::map<values::OutboxId, int> outbox;
    for (const OutboxMessage& message : store.outbox()) outbox[message.id] = message.attempts;
    EXPECT_EQ(outbox, model.attempts_by_message);

    std::set<values::ChargeId> charges;
    for (const shop::Payment& payment : store.payments()) charges.insert(payment.charge);
    EXPECT_EQ(charges, model.charges);

    std::map<values::UserId, values::Timestamp> users;
    for (const RecentUser& user : store.users_seen_since(kNow, std::nullopt, 1'000).users)
      users[user.user] = user.last_action_at;
    EXPECT_EQ(users, model.users);

    std::map<std::pair<std::string, std::string>, std::int64_t> counters;
    for (const CounterState& counter : store.counters()) {
      if (counter.value != 0) counters[{counter.metric, counter.label}] = counter.value;
    }
    EXPECT_EQ(counters, model.counters);

    std::vector<values::Timestamp> ends;
    if (model.plan_ends_at) ends.push_back(*model.plan_ends_at);
    EXPECT_EQ(store.subscription_ends(shop::PlanId::pro, kNow), ends);

    const auto transaction = store.begin();
    std::multiset<std::string> timers;
    for (const DueTimer& timer : transaction->due_timers(kNow + 1h, 1'000)) timers.insert(timer.subject);
    std::multiset<std::string> expected_timers;
    for (const auto& [subject, due] : model.timers) expected_timers.insert(subject);
    EXPECT_EQ(timers, expected_timers);
    for (const auto& [order, paid] : model.paid_by_order) EXPECT_EQ(transaction->order(order)->paid, paid);
    for (const values::UpdateId update : model.known) EXPECT_FALSE(transaction->remember_update(kBot, update, kNow));

    const Totals totals = transaction->totals();
    EXPECT_EQ(totals.users, static_cast<std::int64_t>(model.users.size()));
    EXPECT_EQ(totals.payments_succeeded, static_cast<std::int64_t>(model.charges.size()));
  }

 private:
  void see_user(Transaction& transaction, Model& model) {
    const values::UserId user{pick(20)};
    const values::Timestamp at = kNow + std::chrono::milliseconds{pick(1'000)};
    transaction.apply(seen(user, at));
    model.users[user] = std::max(model.users[user], at);
  }

  void remember(Transaction& transaction, Model& model) {
    const values::UpdateId update{pick(100)};
    EXPECT_EQ(transaction.remember_update(kBot, update, kNow), model.known.insert(update).second);
  }

  void place_order(Transaction& transaction, Model& model) {
    const values::OrderId order = transaction.next_order_id();
    EXPECT_FALSE(model.paid_by_order.contains(order));
    transaction.apply(shop::OrderPlaced{order_of(kAlice, order)});
    model.paid_by_order[order] = false;
    ++model.counters[{"shop_funnel_total", "opened_invoice"}];
  }

  void pay(Transaction& transaction, Model& model) {
    if (model.paid_by_order.empty()) return;
    const auto order = std::next(model.paid_by_order.begin(), pick(static_cast<int>(model.paid_by_order.size())));
    const values::ChargeId charge{"charge-" + std::to_string(order->first.value())};
    EXPECT_EQ(transaction.payment(charge).has_value(), model.charges.contains(charge));
    if (!model.charges.insert(charge).second) return;
    transaction.apply(shop::PaymentRecorded{payment_of(charge.value(), order->first), std::nullopt});
    model.plan_ends_at = kNow + std::chrono::hours{1 + pick(1'000)};
    transaction.apply(shop::SubscriptionActivated{subscription_of(kAlice, shop::PlanId::pro, *model.plan_ends_at)});
    order->second = true;
    ++model.counters[{"payment_transactions_total", "success"}];
    ++model.counters[{"subscription_activations_total", "pro"}];
    ++model.counters[{"shop_funnel_total", "paid"}];
    model.counters[{"revenue_stars_total", ""}] += 750;
  }

  void show_plans(Transaction& transaction, Model& model) {
    transaction.apply(shop::PlansShown{});
    ++model.counters[{"shop_funnel_total", "viewed_plans"}];
  }

  void enqueue(Transaction& transaction, Model& model) {
    OutboxMessage message;
    message.method = "sendMessage";
    const values::OutboxId id = transaction.enqueue(message);
    EXPECT_FALSE(model.attempts_by_message.contains(id));
    model.attempts_by_message[id] = 0;
  }

  void change_outbox(Transaction& transaction, Model& model) {
    if (model.attempts_by_message.empty()) return;
    const auto message = model.attempts_by_message.begin();
    if (one_in(2)) {
      transaction.postpone(message->first, kNow, ++message->second);
    } else {
      transaction.remove_from_outbox(message->first);
      model.attempts_by_message.erase(message);
    }
  }

  void set_timer(Transaction& transaction, Model& model) {
    const std::string subject = std::to_string(pick(10));
    const values::Timestamp due = kNow + std::chrono::milliseconds{pick(1'000)};
    transaction.apply(shop::TimerSet{shop::TimerKind::checkout_deadline, subject, due});
    model.timers[subject] = due;
    const auto earliest = std::min_element(model.timers.begin(), model.timers.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
    EXPECT_FALSE(transaction.due_timers(earliest->second, 1).empty());
    EXPECT_TRUE(transaction.due_timers(earliest->second - 1ms, 1).empty());
  }
};

TEST_P(ModelTest, HoldsWhatTheMapsHold) {
  run();
}

INSTANTIATE_TEST_SUITE_P(Seeds, ModelTest, testing::Range(1U, 9U));

}  // namespace
}  // namespace store
