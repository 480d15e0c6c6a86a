#include "telegram/star_transactions.hpp"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>

namespace telegram {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

auto read(const std::string& json) {
  return read_star_transactions(boost::json::parse(json));
}

TEST(StarTransactions, AreReadAsTelegramWritesThem) {
  const auto transactions = read(R"({"transactions":[
    {"id":"stx1","amount":250,"date":1700000000,"source":{"type":"user","transaction_type":"invoice_payment",
     "user":{"id":7,"is_bot":false,"first_name":"A"},"invoice_payload":"order:1","subscription_period":2592000,
     "affiliate":{"commission_per_mille":100,"amount":25,"nanostar_amount":5}}},
    {"id":"stx1","amount":250,"date":1700000100,"receiver":{"type":"user","transaction_type":"invoice_payment",
     "user":{"id":7,"is_bot":false,"first_name":"A"},"invoice_payload":"order:1"}},
    {"id":"w","amount":1000,"nanostar_amount":1,"date":1700000200,
     "receiver":{"type":"fragment","withdrawal_state":{"type":"pending"}}},
    {"id":"new","amount":1,"date":1700000300,"receiver":{"type":"invented_tomorrow","field":[1]}}]})");
  ASSERT_TRUE(transactions);
  ASSERT_THAT(*transactions, SizeIs(4));
  const StarTransaction& payment = transactions->at(0);
  EXPECT_EQ(payment.id, "stx1");
  EXPECT_EQ(payment.amount, 250);
  EXPECT_EQ(payment.date, values::Timestamp{std::chrono::seconds{1'700'000'000}});
  EXPECT_EQ(payment.source->user->id, values::UserId{7});
  EXPECT_EQ(payment.source->invoice_payload, "order:1");
  EXPECT_EQ(payment.source->subscription_period, 2'592'000);
  EXPECT_EQ(payment.source->affiliate->nanostar_amount, 5);
  EXPECT_FALSE(payment.receiver);
  EXPECT_EQ(transactions->at(1).receiver->transaction_type, "invoice_payment");
  EXPECT_EQ(transactions->at(2).nanostar_amount, 1);
  EXPECT_EQ(transactions->at(3).receiver->type, "invented_tomorrow");
}

TEST(StarTransactions, MayBeNone) {
  EXPECT_THAT(read(R"({"transactions":[]})").value(), IsEmpty());
}

TEST(StarTransactions, OneThatCantBeReadSpoilsThemAll) {
  const auto transactions =
      read(R"({"transactions":[{"id":"a","amount":1,"date":1},{"id":"b","amount":"1","date":1}]})");
  ASSERT_FALSE(transactions);
  EXPECT_EQ(transactions.error().message, "transactions[1]: amount: expected an integer");
  EXPECT_FALSE(read("[]"));
  EXPECT_FALSE(read("{}"));
  EXPECT_FALSE(read(R"({"transactions":{}})"));
}

TEST(StarBalance, HasParts) {
  const auto balance = read_star_balance(boost::json::parse(R"({"amount":12,"nanostar_amount":500000000})"));
  EXPECT_EQ(balance.value(), values::Nanostars{12'500'000'000});
  EXPECT_EQ(read_star_balance(boost::json::parse(R"({"amount":-3})")).value(), values::Nanostars{values::Stars{-3}});
  EXPECT_FALSE(read_star_balance(boost::json::parse(R"({"nanostar_amount":1})")));
}

TEST(AmountOf, RefusesWhatDoesNotFit) {
  EXPECT_EQ(amount_of(-1, -1).value(), values::Nanostars{-1'000'000'001});
  EXPECT_FALSE(amount_of(std::numeric_limits<std::int64_t>::max(), std::nullopt));
  EXPECT_FALSE(amount_of(std::numeric_limits<std::int64_t>::min(), std::nullopt));
  EXPECT_FALSE(amount_of(1, 1'000'000'000));
  EXPECT_TRUE(amount_of(9'223'372'035, 999'999'999));
}

}  // namespace
}  // namespace telegram
