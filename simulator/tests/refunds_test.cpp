#include "simulated_bot.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

class RefundsTest : public SimulatedBot {
 protected:
  void SetUp() override {
    ASSERT_TRUE(bot.say(kAnna, "/start"));
    send_invoice();
    ASSERT_TRUE(bot.pay(kAnna, {}));
    approve();
  }

  json::object refund_of(values::UserId user = kAnna) {
    return {{"user_id", user.value()}, {"telegram_payment_charge_id", newest_charge().id.value()}};
  }

  std::int64_t balance() { return call("getmystarbalance").at("amount").as_int64(); }
};

TEST_F(RefundsTest, GivesTheStarsBackAndTellsBoth) {
  EXPECT_EQ(call("refundstarpayment", refund_of()), json::value(true));
  EXPECT_EQ(balance(), 0);
  const json::object message = newest_update().at("message").as_object();
  const json::object expected{{"currency", "XTR"},
                              {"total_amount", 250},
                              {"invoice_payload", "order-1"},
                              {"telegram_payment_charge_id", newest_charge().id.value()}};
  EXPECT_EQ(message.at("refunded_payment"), expected);
  EXPECT_EQ(message.at("chat").at("id"), json::value(kAnna.value()));
  EXPECT_EQ(message.at("from").at("id"), json::value(bot.id().value()));
  EXPECT_EQ(newest_charge().refunded, kStart);
}

TEST_F(RefundsTest, MessageMayComeFromThePayer) {
  bot.refund_sender = RefundSender::payer;
  call("refundstarpayment", refund_of());
  EXPECT_EQ(newest_update().at("message").at("from").at("id"), json::value(kAnna.value()));
}

TEST_F(RefundsTest, IsATransactionWithThePaymentsId) {
  call("refundstarpayment", refund_of());
  const json::value list = call("getstartransactions");
  const json::array& transactions = list.at("transactions").as_array();
  ASSERT_EQ(transactions.size(), 2U);
  EXPECT_EQ(transactions[1].at("id"), transactions[0].at("id"));
  EXPECT_EQ(transactions[1].at("amount"), json::value(250));
  EXPECT_FALSE(transactions[1].as_object().contains("source"));
  EXPECT_EQ(transactions[1].at("receiver"), transactions[0].at("source"));
}

TEST_F(RefundsTest, HappensOnce) {
  call("refundstarpayment", refund_of());
  EXPECT_EQ(failure_of("refundstarpayment", refund_of()), "Bad Request: CHARGE_ALREADY_REFUNDED");
  EXPECT_FALSE(bot.charge_back(newest_charge().id));
  EXPECT_EQ(balance(), 0);
}

TEST_F(RefundsTest, NeedsThePayerAndTheCharge) {
  EXPECT_EQ(failure_of("refundstarpayment", refund_of(values::UserId{99})), "Bad Request: user not found");
  ASSERT_TRUE(bot.say(values::UserId{43}, "/start"));
  EXPECT_EQ(failure_of("refundstarpayment", refund_of(values::UserId{43})), "Bad Request: CHARGE_NOT_FOUND");
  json::object unknown = refund_of();
  unknown["telegram_payment_charge_id"] = "stx";
  EXPECT_EQ(failure_of("refundstarpayment", unknown), "Bad Request: CHARGE_ID_INVALID");
  unknown["telegram_payment_charge_id"] = "";
  EXPECT_EQ(failure_of("refundstarpayment", unknown), "Bad Request: CHARGE_ID_EMPTY");
  EXPECT_EQ(balance(), 250);
}

TEST_F(RefundsTest, ChargebackTellsNobody) {
  const std::int64_t before = newest_update().at("update_id").as_int64();
  ASSERT_TRUE(bot.charge_back(newest_charge().id));
  EXPECT_EQ(newest_update().at("update_id"), json::value(before));
  EXPECT_EQ(balance(), 0);
  const json::value list = call("getstartransactions");
  EXPECT_EQ(list.at("transactions").as_array().back().at("id"), json::value(newest_charge().id.value()));
  EXPECT_EQ(failure_of("refundstarpayment", refund_of()), "Bad Request: CHARGE_ALREADY_REFUNDED");
  EXPECT_FALSE(bot.charge_back(newest_charge().id));
}

TEST_F(RefundsTest, ChargebackOfStarsThatAreGoneLeavesADebt) {
  bot.add_transaction(StarTransaction::Direction::outgoing, StarAmount{values::Stars{200}, 500'000'000}, Fragment{});
  ASSERT_TRUE(bot.charge_back(newest_charge().id));
  const json::object debt{{"amount", -200}, {"nanostar_amount", -500'000'000}};
  EXPECT_EQ(call("getmystarbalance"), json::value(debt));
}

}  // namespace
}  // namespace simulator
