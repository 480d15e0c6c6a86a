#include "payments.hpp"

#include "simulated_bot.hpp"

namespace simulator {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

constexpr std::string_view kTooOld =
    "Bad Request: query is too old and response timeout expired or query ID is invalid";

class PaymentsTest : public SimulatedBot {
 protected:
  void SetUp() override { ASSERT_TRUE(bot.say(kAnna, "/start")); }

  /// Anna presses Pay on a new invoice; returns the query's id.
  std::string ask(PaymentIntent intent, std::chrono::milliseconds lateness = 60s) {
    send_invoice();
    EXPECT_TRUE(bot.pay(kAnna, {.intent = intent, .lateness = lateness, .payload = {}, .amount = {}}));
    return newest_pre_checkout();
  }

  static json::object approval(std::string_view id) { return {{"pre_checkout_query_id", id}, {"ok", true}}; }
};

TEST_F(PaymentsTest, ApprovedPaymentIsChargedAndTold) {
  const std::string id = ask(PaymentIntent::pays);
  EXPECT_EQ(call("answerprecheckoutquery", approval(id)), json::value(true));

  ASSERT_EQ(bot.payments().charges().size(), 1U);
  const Charge& charge = bot.payments().charges().front();
  const json::object message = newest_update().at("message").as_object();
  const json::object expected{{"currency", "XTR"},
                              {"total_amount", 250},
                              {"invoice_payload", "order-1"},
                              {"telegram_payment_charge_id", charge.id.value()},
                              {"provider_payment_charge_id", charge.provider_id}};
  EXPECT_EQ(message.at("successful_payment"), expected);
  EXPECT_EQ(call("getmystarbalance").at("amount"), json::value(250));
}

TEST_F(PaymentsTest, ChargeIsConfirmedOnlyWithItsUpdate) {
  call("answerprecheckoutquery", approval(ask(PaymentIntent::pays)));
  const std::int64_t id = newest_update().at("update_id").as_int64();
  updates(id);
  EXPECT_FALSE(bot.payments().charges().front().confirmed);
  updates(id + 1);
  EXPECT_TRUE(bot.payments().charges().front().confirmed);
}

TEST_F(PaymentsTest, ExpiredUpdateIsNotAConfirmedCharge) {
  call("answerprecheckoutquery", approval(ask(PaymentIntent::pays)));
  const std::int64_t id = newest_update().at("update_id").as_int64();
  clock.advance(UpdateQueue::kLifetime);
  updates(id + 1);
  EXPECT_FALSE(bot.payments().charges().front().confirmed);
}

TEST_F(PaymentsTest, AnsweredTwiceIsTooOld) {
  const std::string id = ask(PaymentIntent::pays);
  call("answerprecheckoutquery", approval(id));
  EXPECT_EQ(failure_of("answerprecheckoutquery", approval(id)), kTooOld);
  EXPECT_EQ(bot.payments().charges().size(), 1U);
}

TEST_F(PaymentsTest, AnswerAfterTenSecondsIsTooOldAndChargesNothing) {
  const std::string id = ask(PaymentIntent::pays);
  clock.advance(10s);
  EXPECT_EQ(failure_of("answerprecheckoutquery", approval(id)), kTooOld);
  EXPECT_EQ(bot.payments().counts().expired, 1U);
  EXPECT_TRUE(bot.payments().charges().empty());
}

TEST_F(PaymentsTest, AnswerJustBeforeTenSecondsCounts) {
  const std::string id = ask(PaymentIntent::pays);
  clock.advance(9999ms);
  EXPECT_EQ(failure_of("answerprecheckoutquery", approval(id)), "");
}

TEST_F(PaymentsTest, DeclineNeedsAReason) {
  const std::string id = ask(PaymentIntent::pays);
  EXPECT_EQ(failure_of("answerprecheckoutquery", {{"pre_checkout_query_id", id}, {"ok", false}}),
            "Bad Request: parameter \"error_message\" is required");
  call("answerprecheckoutquery", {{"pre_checkout_query_id", id}, {"ok", false}, {"error_message", "sold out"}});
  EXPECT_EQ(bot.payments().counts().declined, 1U);
  EXPECT_TRUE(bot.payments().charges().empty());
}

TEST_F(PaymentsTest, WhoLacksStarsIsNeverCharged) {
  call("answerprecheckoutquery", approval(ask(PaymentIntent::fails)));
  clock.advance(24h);
  bot.advance();
  EXPECT_TRUE(bot.payments().charges().empty());
  EXPECT_EQ(bot.payments().counts().approved_unpaid, 1U);
}

TEST_F(PaymentsTest, LatePayerIsChargedLater) {
  call("answerprecheckoutquery", approval(ask(PaymentIntent::late, 90s)));
  clock.advance(89s);
  bot.advance();
  EXPECT_TRUE(bot.payments().charges().empty());
  EXPECT_EQ(bot.payments().counts().approved_unpaid, 1U);
  clock.advance(1s);
  bot.advance();
  EXPECT_EQ(bot.payments().charges().size(), 1U);
  EXPECT_EQ(bot.payments().counts().approved_unpaid, 0U);
}

TEST_F(PaymentsTest, LatePayersAreChargedInOrderEachAtItsTime) {
  call("answerprecheckoutquery", approval(ask(PaymentIntent::late, 3h)));
  ASSERT_TRUE(bot.pay(kAnna, {.intent = PaymentIntent::late, .lateness = 2h}));
  approve();
  pass(5h);
  const std::vector<Charge>& charges = bot.payments().charges();
  ASSERT_EQ(charges.size(), 2U);
  EXPECT_EQ(charges[0].at, kStart + 2h);
  EXPECT_EQ(charges[1].at, kStart + 3h);
  const json::array told = updates();
  EXPECT_EQ(told[told.size() - 2].at("message").at("date"), json::value(1'700'000'000 + 7200));
  EXPECT_EQ(told[told.size() - 1].at("message").at("date"), json::value(1'700'000'000 + 10'800));
}

TEST_F(PaymentsTest, WhatBecameKnownADayAgoHasExpired) {
  call("answerprecheckoutquery", approval(ask(PaymentIntent::late, 1h)));
  updates(newest_update().at("update_id").as_int64() + 1);
  pass(25h);
  EXPECT_EQ(bot.payments().charges().size(), 1U);
  EXPECT_TRUE(updates().empty());
  EXPECT_EQ(bot.updates().counts().expired, 1U);
  EXPECT_FALSE(newest_charge().confirmed);
}

TEST_F(PaymentsTest, ChargeMayComeWithoutAQuestion) {
  send_invoice();
  ASSERT_TRUE(bot.pay(kAnna, {.without_bot = true}));
  EXPECT_TRUE(newest_update().at("message").as_object().contains("successful_payment"));
  EXPECT_EQ(bot.payments().counts().asked, 0U);
  EXPECT_EQ(bot.payments().counts().unasked, 1U);
  EXPECT_EQ(newest_charge().kind, ChargeKind::one_off);
}

TEST_F(PaymentsTest, ForgedPurchaseIsAskedAsForged) {
  send_invoice();
  ASSERT_TRUE(bot.pay(kAnna, {.payload = "someone-else's", .amount = values::Stars{1}}));
  const json::object query = newest_update().at("pre_checkout_query").as_object();
  EXPECT_EQ(query.at("invoice_payload"), json::value("someone-else's"));
  EXPECT_EQ(query.at("total_amount"), json::value(1));
}

TEST_F(PaymentsTest, NothingToPay) {
  EXPECT_FALSE(bot.pay(kAnna, {}));
}

TEST_F(PaymentsTest, TransactionsArePagedInOrder) {
  for (const std::string_view payload : {"a", "b", "c"}) {
    send_invoice(payload);
    ASSERT_TRUE(bot.pay(kAnna, {}));
    call("answerprecheckoutquery", approval(newest_pre_checkout()));
  }
  const json::value page = call("getstartransactions", {{"offset", 1}, {"limit", 1}});
  const json::array& transactions = page.at("transactions").as_array();
  ASSERT_EQ(transactions.size(), 1U);
  const Charge& second = bot.payments().charges()[1];
  EXPECT_EQ(transactions[0].at("id"), json::value(second.id.value()));
  EXPECT_EQ(transactions[0].at("source").at("invoice_payload"), json::value("b"));
  EXPECT_EQ(transactions[0].at("source").at("user").at("id"), json::value(kAnna.value()));
  EXPECT_TRUE(call("getstartransactions", {{"offset", 3}}).at("transactions").as_array().empty());
}

}  // namespace
}  // namespace simulator
