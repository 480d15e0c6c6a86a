#include "subscriptions.hpp"

#include "simulated_bot.hpp"

namespace simulator {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

constexpr std::int64_t kStartSeconds = 1'700'000'000;

class SubscriptionsTest : public SimulatedBot {
 protected:
  void SetUp() override {
    ASSERT_TRUE(bot.say(kAnna, "/start"));
    ASSERT_TRUE(bot.pay(kAnna, {.link = create_link("pro", true)}));
    approve();
    first_charge = newest_charge().id;
  }

  json::object newest_payment() { return newest_update().at("message").at("successful_payment").as_object(); }
  json::object newest_change() { return newest_update().at("subscription").as_object(); }
  const Subscription& subscription() { return bot.payments().subscriptions().all().front(); }
  std::size_t charges() { return bot.payments().charges().size(); }

  json::object edit(bool is_canceled) {
    return {
        {"user_id", kAnna.value()}, {"telegram_payment_charge_id", first_charge.value()}, {"is_canceled", is_canceled}};
  }

  values::ChargeId first_charge;
};

TEST_F(SubscriptionsTest, FirstPaymentSaysWhenItEnds) {
  const json::object payment = newest_payment();
  EXPECT_EQ(payment.at("is_recurring"), json::value(true));
  EXPECT_EQ(payment.at("is_first_recurring"), json::value(true));
  EXPECT_EQ(payment.at("subscription_expiration_date"), json::value(kStartSeconds + kMonth.count()));
  EXPECT_EQ(newest_charge().kind, ChargeKind::first);
}

TEST_F(SubscriptionsTest, RenewsByItselfAtTheEndOfEachPeriod) {
  pass(kMonth - 1ms);
  EXPECT_EQ(charges(), 1U);
  pass(1ms);
  ASSERT_EQ(charges(), 2U);
  EXPECT_EQ(newest_charge().kind, ChargeKind::renewal);
  EXPECT_NE(newest_charge().id, first_charge);
  const json::object payment = newest_payment();
  EXPECT_EQ(payment.at("is_recurring"), json::value(true));
  EXPECT_FALSE(payment.contains("is_first_recurring"));
  EXPECT_EQ(payment.at("invoice_payload"), json::value("pro"));
  EXPECT_EQ(payment.at("subscription_expiration_date"), json::value(kStartSeconds + 2 * kMonth.count()));
  EXPECT_EQ(bot.payments().counts().asked, 1U);
}

TEST_F(SubscriptionsTest, ManyMonthsAtOnceMakeEachRenewalAtItsOwnTime) {
  pass(3 * kMonth + 1h);
  ASSERT_EQ(charges(), 4U);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(bot.payments().charges()[i].at, kStart + i * kMonth);
  const json::array waiting = updates();
  ASSERT_EQ(waiting.size(), 1U) << "those of the months before are more than a day old";
  EXPECT_EQ(waiting[0].at("message").at("date"), json::value(kStartSeconds + 3 * kMonth.count()));
  EXPECT_EQ(call("getstartransactions").at("transactions").as_array().size(), 4U);
}

TEST_F(SubscriptionsTest, PersonCancelsAndEnablesAgain) {
  ASSERT_TRUE(bot.cancel_subscription(kAnna, {}));
  EXPECT_EQ(newest_change().at("state"), json::value("canceled"));
  EXPECT_EQ(newest_change().at("invoice_payload"), json::value("pro"));
  EXPECT_EQ(newest_change().at("user").at("id"), json::value(kAnna.value()));
  EXPECT_FALSE(bot.cancel_subscription(kAnna, {}));
  ASSERT_TRUE(bot.enable_subscription(kAnna, first_charge));
  EXPECT_EQ(newest_change().at("state"), json::value("active"));
  EXPECT_FALSE(bot.enable_subscription(kAnna, {}));
  pass(kMonth);
  EXPECT_EQ(charges(), 2U);
}

TEST_F(SubscriptionsTest, CanceledRunsToItsEndAndIsNotRenewed) {
  ASSERT_TRUE(bot.cancel_subscription(kAnna, {}));
  pass(2 * kMonth);
  EXPECT_EQ(charges(), 1U);
  EXPECT_EQ(subscription().state, SubscriptionState::expired);
  EXPECT_FALSE(bot.enable_subscription(kAnna, {}));
}

TEST_F(SubscriptionsTest, PersonWithoutStarsLosesItAtTheRenewal) {
  ASSERT_TRUE(bot.fail_next_renewal(kAnna, {}));
  pass(kMonth);
  EXPECT_EQ(newest_change().at("state"), json::value("failed"));
  pass(kMonth);
  EXPECT_EQ(charges(), 1U);
  EXPECT_EQ(subscription().state, SubscriptionState::failed);
}

TEST_F(SubscriptionsTest, BotBarsTheRenewalUntilItLetsThePersonEnableIt) {
  const std::int64_t before = newest_update().at("update_id").as_int64();
  EXPECT_EQ(call("edituserstarsubscription", edit(true)), json::value(true));
  EXPECT_EQ(newest_update().at("update_id"), json::value(before)) << "the bot is not told of what it did itself";
  EXPECT_FALSE(bot.enable_subscription(kAnna, {}));
  EXPECT_EQ(call("edituserstarsubscription", edit(false)), json::value(true));
  EXPECT_EQ(subscription().state, SubscriptionState::canceled);
  EXPECT_TRUE(bot.enable_subscription(kAnna, {}));
  pass(kMonth);
  EXPECT_EQ(charges(), 2U);
}

TEST_F(SubscriptionsTest, BarredByTheBotIsNotRenewed) {
  call("edituserstarsubscription", edit(true));
  pass(kMonth);
  EXPECT_EQ(charges(), 1U);
  EXPECT_EQ(call("edituserstarsubscription", edit(true)), json::value(true));
}

TEST_F(SubscriptionsTest, BotNamesItByThePayersFirstCharge) {
  const auto failure_with = [this](std::string_view field, const json::value& value) {
    json::object parameters = edit(true);
    parameters[field] = value;
    return failure_of("edituserstarsubscription", parameters);
  };
  pass(kMonth);
  EXPECT_EQ(failure_with("telegram_payment_charge_id", json::string(newest_charge().id.value())),
            "Bad Request: CHARGE_ID_INVALID");
  EXPECT_EQ(failure_with("telegram_payment_charge_id", "stx"), "Bad Request: CHARGE_ID_INVALID");
  EXPECT_EQ(failure_with("telegram_payment_charge_id", ""), "Bad Request: CHARGE_ID_EMPTY");
  EXPECT_EQ(failure_with("user_id", "x"), "Bad Request: invalid user_id specified");
  EXPECT_EQ(failure_with("user_id", 99), "Bad Request: user not found");
  ASSERT_TRUE(bot.say(values::UserId{43}, "/start"));
  EXPECT_EQ(failure_with("user_id", 43), "Bad Request: CHARGE_ID_INVALID");
}

TEST_F(SubscriptionsTest, RenewedEarlyRunsOnePeriodLonger) {
  pass(24h);
  ASSERT_TRUE(bot.renew_now(kAnna, {}));
  EXPECT_EQ(newest_charge().at, kStart + 24h);
  EXPECT_EQ(newest_charge().paid_until, kStart + 2 * kMonth);
  pass(kMonth);
  EXPECT_EQ(charges(), 2U);
  EXPECT_TRUE(bot.cancel_subscription(kAnna, newest_charge().id)) << "any of its charges names it to the person";
}

TEST_F(SubscriptionsTest, RefundLeavesItRunning) {
  call("refundstarpayment", {{"user_id", kAnna.value()}, {"telegram_payment_charge_id", first_charge.value()}});
  pass(kMonth);
  EXPECT_EQ(charges(), 2U);
}

TEST_F(SubscriptionsTest, UnwantedUpdatesAreNotQueued) {
  bot.updates().set_allowed_types({"message"});
  const ActionResult canceled = bot.cancel_subscription(kAnna, {});
  ASSERT_TRUE(canceled);
  EXPECT_FALSE(canceled->has_value());
  EXPECT_EQ(subscription().state, SubscriptionState::canceled);
}

TEST_F(SubscriptionsTest, NothingToChange) {
  EXPECT_FALSE(bot.cancel_subscription(values::UserId{99}, {}));
  EXPECT_FALSE(bot.renew_now(kAnna, values::ChargeId{"stx"}));
}

}  // namespace
}  // namespace simulator
