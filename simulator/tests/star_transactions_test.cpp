#include "star_transactions.hpp"

#include "simulated_bot.hpp"

namespace simulator {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;
using Direction = StarTransaction::Direction;

class StarTransactionsTest : public SimulatedBot {
 protected:
  void SetUp() override { ASSERT_TRUE(bot.say(kAnna, "/start")); }

  json::array transactions() { return call("getstartransactions").at("transactions").as_array(); }
  json::object newest() { return transactions().back().as_object(); }

  std::string add(Direction direction, TransactionPartner partner, std::int64_t stars = 10) {
    return bot.add_transaction(direction, StarAmount{values::Stars{stars}}, partner);
  }
};

TEST_F(StarTransactionsTest, PaymentOfASubscriptionNamesItsPeriod) {
  ASSERT_TRUE(bot.pay(kAnna, {.link = create_link("pro", true), .without_bot = true}));
  const json::object expected{{"type", "user"},
                              {"transaction_type", "invoice_payment"},
                              {"user", bot.find_chat(values::private_chat_of(kAnna))->person().user_json()},
                              {"invoice_payload", "pro"},
                              {"subscription_period", 2'592'000}};
  EXPECT_EQ(newest().at("source"), json::value(expected));
}

// Clients show the full price as the transaction's amount and the affiliate's together.
TEST_F(StarTransactionsTest, AffiliateTakesItsPartOfThePayment) {
  send_invoice("order-1", 33);
  ASSERT_TRUE(bot.pay(kAnna, {.without_bot = true, .commission_per_mille = 125}));
  EXPECT_EQ(newest().at("amount"), json::value(28));
  EXPECT_EQ(newest().at("nanostar_amount"), json::value(875'000'000));
  const json::value affiliate = newest().at("source").at("affiliate");
  EXPECT_EQ(affiliate.at("commission_per_mille"), json::value(125));
  EXPECT_EQ(affiliate.at("amount"), json::value(4));
  EXPECT_EQ(affiliate.at("nanostar_amount"), json::value(125'000'000));
  EXPECT_EQ(newest_update().at("message").at("successful_payment").at("total_amount"), json::value(33));
}

TEST_F(StarTransactionsTest, AffiliateGivesItsPartBack) {
  send_invoice("order-1", 33);
  ASSERT_TRUE(bot.pay(kAnna, {.without_bot = true, .commission_per_mille = 125}));
  call("refundstarpayment", {{"user_id", kAnna.value()}, {"telegram_payment_charge_id", newest_charge().id.value()}});
  EXPECT_EQ(newest().at("nanostar_amount"), json::value(875'000'000));
  EXPECT_EQ(newest().at("receiver").at("affiliate").at("amount"), json::value(-4));
  EXPECT_EQ(newest().at("receiver").at("affiliate").at("nanostar_amount"), json::value(-125'000'000));
  EXPECT_EQ(call("getmystarbalance"), json::value(json::object{{"amount", 0}}));
}

TEST_F(StarTransactionsTest, WithdrawalSucceedsLater) {
  const std::string id = add(Direction::outgoing, Fragment{});
  EXPECT_EQ(newest().at("receiver"), json::value({{"type", "fragment"}, {"withdrawal_state", {{"type", "pending"}}}}));
  clock.advance(1h);
  ASSERT_TRUE(bot.settle_withdrawal(id, Fragment::Withdrawal::succeeded));
  ASSERT_EQ(transactions().size(), 1U);
  const json::value state = newest().at("receiver").at("withdrawal_state");
  EXPECT_EQ(state.at("type"), json::value("succeeded"));
  EXPECT_EQ(state.at("date"), json::value(1'700'003'600));
  EXPECT_TRUE(state.at("url").as_string().starts_with("https://"));
  EXPECT_FALSE(bot.settle_withdrawal(id, Fragment::Withdrawal::failed));
}

TEST_F(StarTransactionsTest, FailedWithdrawalComesBack) {
  const std::string id = add(Direction::outgoing, Fragment{});
  ASSERT_TRUE(bot.settle_withdrawal(id, Fragment::Withdrawal::failed));
  const json::array all = transactions();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].at("receiver").at("withdrawal_state").at("type"), json::value("failed"));
  EXPECT_EQ(all[1].at("id"), json::value(id));
  EXPECT_EQ(all[1].at("source"), json::value({{"type", "fragment"}}));
  EXPECT_EQ(call("getmystarbalance").at("amount"), json::value(0));
}

TEST_F(StarTransactionsTest, OtherPartnersAreToldApart) {
  add(Direction::outgoing, TelegramAds{});
  EXPECT_EQ(newest().at("receiver"), json::value({{"type", "telegram_ads"}}));
  add(Direction::outgoing, TelegramApi{120});
  EXPECT_EQ(newest().at("receiver"), json::value({{"type", "telegram_api"}, {"request_count", 120}}));
  add(Direction::outgoing, GiftReceiver{values::UserId{99}}, 15);
  EXPECT_EQ(newest().at("receiver").at("transaction_type"), json::value("gift_purchase"));
  EXPECT_EQ(newest().at("receiver").at("user").at("id"), json::value(99));
  EXPECT_EQ(newest().at("receiver").at("gift").at("star_count"), json::value(15));
  EXPECT_TRUE(newest().at("receiver").at("gift").as_object().contains("sticker"));
  add(Direction::incoming, AffiliateProgram{50});
  EXPECT_EQ(newest().at("source").at("type"), json::value("affiliate_program"));
  EXPECT_EQ(newest().at("source").at("commission_per_mille"), json::value(50));
  EXPECT_EQ(newest().at("source").at("sponsor_user").at("is_bot"), json::value(true));
  add(Direction::incoming, OtherPartner{});
  EXPECT_EQ(newest().at("source"), json::value({{"type", "other"}}));
  EXPECT_EQ(call("getmystarbalance").at("amount"), json::value(-10 - 10 - 15 + 10 + 10));
}

TEST_F(StarTransactionsTest, PagesStayWithinTheirBounds) {
  for (int i = 0; i < 101; ++i) add(Direction::incoming, OtherPartner{});
  EXPECT_EQ(transactions().size(), 100U);
  const json::value rest = call("getstartransactions", {{"offset", 100}, {"limit", 1000}});
  EXPECT_EQ(rest.at("transactions").as_array().size(), 1U);
}

TEST(StarAmountTest, RoundsTowardsZero) {
  const StarAmount debt = StarAmount{values::Stars{-1}, -250'000'000};
  EXPECT_EQ(debt.stars(), -1);
  EXPECT_EQ(debt.nanostars(), -250'000'000);
  EXPECT_EQ((-debt).nanostars(), 250'000'000);
}

}  // namespace
}  // namespace simulator
