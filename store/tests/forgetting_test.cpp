// What is left of a customer who asked to be forgotten: what a refund and the tax office need, and nothing else.

#include <gmock/gmock.h>

#include "temporary_database.hpp"

namespace store {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class Forgetting : public StoreTest {
 protected:
  /// Alice and Bob did the same; each has one order that was paid and one that wasn't.
  void SetUp() override {
    for (const auto user : {kAlice, kBob}) {
      const std::string name = std::to_string(user.value());
      transaction_->apply(seen(user));
      const values::OrderId paid = place(order_of(user, {}));
      transaction_->apply(shop::CheckoutApproved{of(user, checkout_of("paid " + name, paid))});
      transaction_->apply(shop::PaymentRecorded{of(user, payment_of("charge " + name, paid)),
                                                values::PreCheckoutQueryId{"paid " + name}});
      transaction_->apply(shop::SubscriptionActivated{subscription_of(user, shop::PlanId::pro, kNow + 720h)});
      const values::OrderId unpaid = place(order_of(user, {}));
      transaction_->apply(shop::CheckoutApproved{of(user, checkout_of("open " + name, unpaid))});
      transaction_->apply(shop::CheckoutDeclined{of(user, checkout_of("declined " + name, std::nullopt))});
      transaction_->apply(shop::TimerSet{shop::TimerKind::plan_notice, name, kNow});
      transaction_->apply(shop::TimerSet{shop::TimerKind::checkout_deadline, "open " + name, kNow});
      transaction_->apply(shop::RefundRequested{of(user, request_of("charge " + name))});
    }
  }

  template <class Record>
  static Record of(values::UserId payer, Record record) {
    record.payer = payer;
    return record;
  }
  values::OrderId place(shop::Order order) {
    order.id = transaction_->next_order_id();
    transaction_->apply(shop::OrderPlaced{order});
    return order.id;
  }
  void forget(values::UserId user) { transaction_->apply(shop::UserForgotten{.bot = kBot, .user = user, .at = kNow}); }

  void enqueue(values::UserId user, Lane lane, const std::string& body, const std::string& subject = "") {
    OutboxMessage message;
    message.bot = kBot;
    message.chat = values::private_chat_of(user);
    message.lane = lane;
    message.method = "sendMessage";
    message.body = body;
    message.subject = subject;
    transaction_->enqueue(message);
  }

  void keep_poisonous(const std::string& raw) {
    transaction_->keep_poisonous(
        {.bot = kBot, .update = values::UpdateId{++last_update_}, .raw = raw, .reason = "", .at = kNow});
  }
  std::vector<std::string> bodies_in_outbox() {
    std::vector<std::string> bodies;
    for (const OutboxMessage& message : store_->outbox()) bodies.push_back(message.body);
    return bodies;
  }

  const std::unique_ptr<Store> store_ = open();
  const std::unique_ptr<Transaction> transaction_ = store_->begin();

 private:
  std::int64_t last_update_ = 0;
};

TEST_F(Forgetting, RemovesTheUserTheSubscriptionAndItsNotices) {
  forget(kAlice);
  EXPECT_FALSE(transaction_->user(kBot, kAlice));
  EXPECT_EQ(transaction_->subscription(kBot, kAlice), std::nullopt);
  EXPECT_TRUE(transaction_->user(kBot, kBob));
  EXPECT_TRUE(transaction_->subscription(kBot, kBob));
  EXPECT_EQ(transaction_->totals().users, 1);
  std::vector<std::string> timers;
  for (const DueTimer& timer : transaction_->due_timers(kNow, 10)) timers.push_back(timer.subject);
  EXPECT_THAT(timers, ElementsAre("open 100", "200", "open 200")) << "what was approved is still waited for";
}

TEST_F(Forgetting, TakesTheNumberFromWhatWasNotPaid) {
  forget(kAlice);
  EXPECT_EQ(transaction_->order(values::OrderId{2})->user, values::UserId{0});
  EXPECT_EQ(transaction_->checkout(values::PreCheckoutQueryId{"open 100"})->payer, values::UserId{0});
  EXPECT_EQ(transaction_->checkout(values::PreCheckoutQueryId{"declined 100"})->payer, values::UserId{0});
  EXPECT_EQ(transaction_->order(values::OrderId{4})->user, kBob);
  EXPECT_EQ(transaction_->checkout(values::PreCheckoutQueryId{"open 200"})->payer, kBob);
}

TEST_F(Forgetting, KeepsTheMoneyWhole) {
  transaction_->apply(owner_acted("grant"));
  transaction_->apply(shop::RefundRecorded{refund_of("charge 100")});
  forget(kAlice);
  EXPECT_EQ(transaction_->payment(values::ChargeId{"charge 100"})->payer, kAlice);
  EXPECT_EQ(transaction_->refund(values::ChargeId{"charge 100"})->payer, kAlice);
  EXPECT_EQ(transaction_->refund_request(values::ChargeId{"charge 100"})->payer, kAlice);
  EXPECT_EQ(transaction_->order(values::OrderId{1})->user, kAlice);
  EXPECT_EQ(transaction_->checkout(values::PreCheckoutQueryId{"paid 100"})->payer, kAlice);
  EXPECT_EQ(transaction_->newest_audit(kBot, 1).at(0).subject, "100");
  transaction_->commit();
  EXPECT_THAT(store_->contradictions(), IsEmpty());
}

TEST_F(Forgetting, ContradictsNothingWhetherOrNotTheyComeBack) {
  transaction_->apply(shop::RefundRefused{values::ChargeId{"charge 100"}});
  forget(kAlice);
  transaction_->apply(seen(kAlice));
  transaction_->commit();
  EXPECT_THAT(store_->contradictions(), IsEmpty());
  EXPECT_EQ(store_->totals().users, 2);
}

TEST_F(Forgetting, LetsReceiptsAndWhatGivesMoneyBackGoOut) {
  enqueue(kAlice, Lane::reply, "reply to Alice");
  enqueue(kAlice, Lane::broadcast, "broadcast to Alice", "broadcast:1:100");
  enqueue(kAlice, Lane::receipt, "receipt of Alice");
  enqueue(kAlice, Lane::reply, "refund of Alice", "charge 100");
  enqueue(kAlice, Lane::pre_checkout, "answer to Alice");
  enqueue(kBob, Lane::reply, "reply to Bob");
  forget(kAlice);
  enqueue(kAlice, Lane::reply, "goodbye");
  transaction_->commit();
  EXPECT_THAT(bodies_in_outbox(),
              ElementsAre("receipt of Alice", "refund of Alice", "answer to Alice", "reply to Bob", "goodbye"));
}

TEST_F(Forgetting, RemovesPoisonousUpdatesOfTheUserThatTellOfNoCharge) {
  keep_poisonous(R"({"update_id":1,"message":{"from":{"id":100},"text":"mine"}})");
  keep_poisonous(R"({"update_id":2,"message":{"from":{"id":200},"message_id":100,"text":"100"}})");
  keep_poisonous(
      R"({"update_id":3,"message":{"from":{"id":100},"successful_payment":{"telegram_payment_charge_id":"c"}}})");
  keep_poisonous("no JSON at all: 100");
  forget(kAlice);
  transaction_->commit();
  EXPECT_EQ(ask_sql("SELECT group_concat(update_id) FROM poisonous_updates"), "2,3,4");
}

TEST_F(Forgetting, IsAboutOneBot) {
  const values::BotId another{2};
  transaction_->apply(shop::UserSeen{.bot = another, .user = kAlice, .at = kNow});
  shop::Order order = order_of(kAlice, {});
  order.bot = another;
  const values::OrderId id = place(order);
  forget(kAlice);
  EXPECT_TRUE(transaction_->user(another, kAlice));
  EXPECT_EQ(transaction_->order(id)->user, kAlice);
}

TEST_F(Forgetting, OfSomebodyUnknownChangesNothing) {
  forget(values::UserId{300});
  EXPECT_EQ(transaction_->totals().users, 2);
  transaction_->commit();
  EXPECT_THAT(store_->contradictions(), IsEmpty());
}

}  // namespace
}  // namespace store
