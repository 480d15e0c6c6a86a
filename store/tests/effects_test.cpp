#include <gmock/gmock.h>

#include "temporary_database.hpp"

namespace store {
namespace {

using namespace std::chrono_literals;

class Effects : public StoreTest {
 protected:
  const std::unique_ptr<Store> store_ = open();
  const std::unique_ptr<Transaction> transaction_ = store_->begin();
};

TEST_F(Effects, UserIsCreatedWhenFirstSeenAndUpdatedAfterwards) {
  EXPECT_EQ(transaction_->user(kBot, kAlice), std::nullopt);
  transaction_->apply(seen(kAlice));
  transaction_->apply(
      shop::UserSeen{.bot = kBot, .user = kAlice, .language = shop::Language::english, .at = kNow + 5s});

  const auto user = transaction_->user(kBot, kAlice);
  ASSERT_TRUE(user);
  EXPECT_EQ(user->user, kAlice);
  EXPECT_EQ(user->language, shop::Language::english);
  EXPECT_EQ(user->last_action_at, kNow + 5s);
  EXPECT_FALSE(user->blocked_the_bot);
  EXPECT_FALSE(transaction_->user(values::BotId{2}, kAlice)) << "another bot's users are others";
}

TEST_F(Effects, UserIsNotMovedBackInTimeByAnOldUpdate) {
  transaction_->apply(seen(kAlice, kNow));
  transaction_->apply(seen(kAlice, kNow - 1h));
  EXPECT_EQ(transaction_->user(kBot, kAlice)->last_action_at, kNow);
}

TEST_F(Effects, UserWhoBlockedTheBotIsBackWhenSeen) {
  transaction_->apply(seen(kAlice));
  transaction_->apply(shop::UserBlockedBot{.bot = kBot, .user = kAlice});
  EXPECT_TRUE(transaction_->user(kBot, kAlice)->blocked_the_bot);
  transaction_->apply(seen(kAlice));
  EXPECT_FALSE(transaction_->user(kBot, kAlice)->blocked_the_bot);
}

TEST_F(Effects, OrderIsKept) {
  const values::OrderId id = transaction_->next_order_id();
  transaction_->apply(shop::OrderPlaced{order_of(kAlice, id)});

  const auto order = transaction_->order(id);
  ASSERT_TRUE(order);
  EXPECT_EQ(order->id, id);
  EXPECT_EQ(order->bot, kBot);
  EXPECT_EQ(order->user, kAlice);
  EXPECT_EQ(order->product, shop::Product(shop::PlanId::pro));
  EXPECT_EQ(order->price, values::Stars{750});
  EXPECT_EQ(order->placed_at, kNow);
  EXPECT_FALSE(order->paid);
  EXPECT_EQ(transaction_->order(values::OrderId{id.value() + 1}), std::nullopt);
}

TEST_F(Effects, OrderIdsAreNeverGivenTwice) {
  const values::OrderId first = transaction_->next_order_id();
  const values::OrderId second = transaction_->next_order_id();
  EXPECT_LT(first, second);

  transaction_->savepoint();
  const values::OrderId rolled_back = transaction_->next_order_id();
  transaction_->apply(shop::OrderPlaced{order_of(kAlice, rolled_back)});
  transaction_->roll_back_to_savepoint();
  EXPECT_LT(rolled_back, transaction_->next_order_id());
}

TEST_F(Effects, OpenCheckoutIsTheNewestApprovedOne) {
  const values::OrderId id = transaction_->next_order_id();
  transaction_->apply(shop::OrderPlaced{order_of(kAlice, id)});
  EXPECT_EQ(transaction_->open_checkout_of(id), std::nullopt);

  shop::Checkout second = checkout_of("second", id);
  second.asked_at = kNow + 1min;
  shop::Checkout third = checkout_of("third", id);
  third.asked_at = kNow + 2min;
  transaction_->apply(shop::CheckoutApproved{second});
  transaction_->apply(shop::CheckoutApproved{checkout_of("first", id)});
  transaction_->apply(shop::CheckoutDeclined{third});

  const auto open = transaction_->open_checkout_of(id);
  ASSERT_TRUE(open);
  EXPECT_EQ(open->query, second.query);
  EXPECT_EQ(open->payer, kAlice);
  EXPECT_EQ(open->order, id);
  EXPECT_EQ(open->asked_at, second.asked_at);
  EXPECT_EQ(transaction_->checkout(third.query)->state, shop::CheckoutState::declined);
}

TEST_F(Effects, CheckoutCanBeDeclinedWithoutAnOrder) {
  transaction_->apply(shop::CheckoutDeclined{checkout_of("foreign", std::nullopt)});
  const auto checkout = transaction_->checkout(values::PreCheckoutQueryId{"foreign"});
  ASSERT_TRUE(checkout);
  EXPECT_EQ(checkout->order, std::nullopt);
  EXPECT_EQ(checkout->state, shop::CheckoutState::declined);
}

TEST_F(Effects, CheckoutFailsOnceAndOnlyWhileItIsOpen) {
  transaction_->apply(shop::CheckoutApproved{checkout_of("late", std::nullopt)});
  const shop::CheckoutFailed failed{values::PreCheckoutQueryId{"late"}};
  transaction_->apply(failed);
  EXPECT_EQ(transaction_->checkout(failed.query)->state, shop::CheckoutState::failed);
  EXPECT_THROW(transaction_->apply(failed), std::logic_error);
  EXPECT_THROW(transaction_->apply(shop::CheckoutFailed{values::PreCheckoutQueryId{"unknown"}}), std::logic_error);
  EXPECT_EQ(transaction_->totals().payments_failed, 1);
}

TEST_F(Effects, PaymentMarksItsOrderAndItsCheckout) {
  const values::OrderId id = transaction_->next_order_id();
  transaction_->apply(shop::OrderPlaced{order_of(kAlice, id)});
  transaction_->apply(shop::CheckoutApproved{checkout_of("query", id)});
  transaction_->apply(shop::PaymentRecorded{payment_of("charge", id), values::PreCheckoutQueryId{"query"}});

  EXPECT_TRUE(transaction_->order(id)->paid);
  EXPECT_EQ(transaction_->checkout(values::PreCheckoutQueryId{"query"})->state, shop::CheckoutState::paid);
  EXPECT_EQ(transaction_->open_checkout_of(id), std::nullopt);

  const auto payment = transaction_->payment(values::ChargeId{"charge"});
  ASSERT_TRUE(payment);
  EXPECT_EQ(payment->provider_charge, "provider-charge");
  EXPECT_EQ(payment->bot, kBot);
  EXPECT_EQ(payment->payer, kAlice);
  EXPECT_EQ(payment->order, id);
  EXPECT_EQ(payment->payload, "order:1");
  EXPECT_EQ(payment->amount, values::Stars{750});
  EXPECT_EQ(payment->received_at, kNow);
}

TEST_F(Effects, PaymentAfterTheDeadlineIsASuccessBesideTheFailure) {
  transaction_->apply(shop::CheckoutApproved{checkout_of("late", std::nullopt)});
  transaction_->apply(shop::CheckoutFailed{values::PreCheckoutQueryId{"late"}});
  transaction_->apply(shop::PaymentRecorded{payment_of("charge", std::nullopt), values::PreCheckoutQueryId{"late"}});

  EXPECT_EQ(transaction_->checkout(values::PreCheckoutQueryId{"late"})->state, shop::CheckoutState::paid);
  EXPECT_EQ(transaction_->totals().payments_failed, 1);
  EXPECT_EQ(transaction_->totals().payments_succeeded, 1);
}

TEST_F(Effects, PaymentIsRecordedEvenForAnOrderThatIsGone) {
  transaction_->apply(shop::PaymentRecorded{payment_of("charge", values::OrderId{404}), std::nullopt});
  EXPECT_EQ(transaction_->payment(values::ChargeId{"charge"})->order, values::OrderId{404});
}

TEST_F(Effects, PaymentIsRecordedOnce) {
  const shop::PaymentRecorded recorded{payment_of("charge", std::nullopt), std::nullopt};
  transaction_->apply(recorded);
  EXPECT_THROW(transaction_->apply(recorded), std::logic_error);
  transaction_->commit();
  EXPECT_EQ(store_->payments().size(), 1U);
  EXPECT_THAT(store_->contradictions(), testing::IsEmpty());
}

TEST_F(Effects, SubscriptionReplacesTheOneBefore) {
  EXPECT_EQ(transaction_->subscription(kBot, kAlice), std::nullopt);
  transaction_->apply(shop::SubscriptionActivated{subscription_of(kAlice, shop::PlanId::lite, kNow + 24h)});
  transaction_->apply(shop::SubscriptionActivated{subscription_of(kAlice, shop::PlanId::pro, kNow + 48h)});

  const auto subscription = transaction_->subscription(kBot, kAlice);
  ASSERT_TRUE(subscription);
  EXPECT_EQ(subscription->plan, shop::PlanId::pro);
  EXPECT_EQ(subscription->started_at, kNow);
  EXPECT_EQ(subscription->ends_at, kNow + 48h);
}

TEST_F(Effects, SubscriptionEndsAreThoseOfThePlanThatAreStillToCome) {
  transaction_->apply(shop::SubscriptionActivated{subscription_of(kAlice, shop::PlanId::pro, kNow + 48h)});
  transaction_->apply(shop::SubscriptionActivated{subscription_of(kBob, shop::PlanId::pro, kNow + 24h)});
  transaction_->apply(
      shop::SubscriptionActivated{subscription_of(values::UserId{300}, shop::PlanId::lite, kNow + 36h)});
  transaction_->commit();
  EXPECT_THAT(store_->subscription_ends(shop::PlanId::pro, kNow), testing::ElementsAre(kNow + 24h, kNow + 48h));
  EXPECT_THAT(store_->subscription_ends(shop::PlanId::pro, kNow, 1), testing::ElementsAre(kNow + 24h));
  EXPECT_THAT(store_->subscription_ends(shop::PlanId::pro, kNow + 24h), testing::ElementsAre(kNow + 48h))
      << "what ends at this very moment is over";
  EXPECT_THAT(store_->subscription_ends(shop::PlanId::lite, kNow), testing::ElementsAre(kNow + 36h));
  EXPECT_THAT(store_->subscription_ends(shop::PlanId::unlimited, kNow), testing::IsEmpty());
}

TEST_F(Effects, BotIsCreatedOnce) {
  const shop::BotCreated created{{.id = kBot, .created_at = kNow}};
  transaction_->apply(created);
  EXPECT_THROW(transaction_->apply(created), std::logic_error);
  transaction_->apply(shop::BotCreated{{.id = values::BotId{2}, .created_at = kNow - 1h}});
  transaction_->commit();

  const auto bots = store_->bots();
  ASSERT_EQ(bots.size(), 2U);
  EXPECT_EQ(bots[0].id, values::BotId{2}) << "oldest first";
  EXPECT_EQ(bots[1].created_at, kNow);
}

TEST_F(Effects, TotalsFollowEveryChange) {
  transaction_->apply(shop::BotCreated{{.id = kBot, .created_at = kNow}});
  for (const auto user : {kAlice, kBob, kAlice}) transaction_->apply(seen(user));
  transaction_->apply(shop::CheckoutDeclined{checkout_of("declined", std::nullopt)});
  transaction_->apply(shop::PaymentRecorded{payment_of("one", std::nullopt), std::nullopt});
  transaction_->apply(shop::PaymentRecorded{payment_of("two", std::nullopt), std::nullopt});
  transaction_->apply(shop::SubscriptionActivated{subscription_of(kAlice, shop::PlanId::pro, kNow + 24h)});
  transaction_->apply(shop::SubscriptionActivated{subscription_of(kBob, shop::PlanId::lite, kNow + 48h)});

  const Totals totals = transaction_->totals();
  EXPECT_EQ(totals.users, 2);
  EXPECT_EQ(totals.bots, 1);
  EXPECT_EQ(totals.payments_succeeded, 2);
  EXPECT_EQ(totals.payments_failed, 1);
  EXPECT_EQ(totals.received, values::Stars{1500});
}

TEST_F(Effects, TextsMayBeEmptyOrHoldAnything) {
  shop::Payment payment = payment_of("", std::nullopt);
  payment.payload = std::string("'; DROP TABLE payments; --\0Ж", 29);
  payment.provider_charge = "";
  transaction_->apply(shop::PaymentRecorded{payment, std::nullopt});
  EXPECT_EQ(transaction_->payment(values::ChargeId{""})->payload, payment.payload);
  EXPECT_EQ(transaction_->payment(values::ChargeId{""})->provider_charge, "");
}

}  // namespace
}  // namespace store
