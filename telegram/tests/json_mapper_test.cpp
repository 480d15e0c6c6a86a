#include "json_mapper.hpp"

#include <string>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace telegram {
namespace {

struct Seller {
  values::UserId id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Seller, (), (id, name))

struct Shop {
  std::int64_t number = 0;
  std::string motto;
};
BOOST_DESCRIBE_STRUCT(Shop, (), (number))

void read_rest(const boost::json::object& json, Shop& shop) {
  shop.motto = read_if_sound<std::string>(json, "motto").value_or("none");
}

struct Sale {
  Seller seller;
  values::ChargeId charge;
  values::Stars price;
  values::Timestamp date;
  bool gift = false;
  std::optional<std::string> note;
  std::optional<Seller> referrer;
};
BOOST_DESCRIBE_STRUCT(Sale, (), (seller, charge, price, date, gift, note, referrer))

values::Result<Sale> read(const std::string& json) {
  return read_json<Sale>(boost::json::parse(json));
}

TEST(JsonMapper, ReadsEveryKindOfField) {
  const Sale sale = read(R"({"seller":{"id":7,"name":"Ann"},"charge":"ch_1","price":250,"date":1700000000,"gift":true,
                             "note":"hi","referrer":{"id":8,"name":"Bob"}})")
                        .value();
  EXPECT_EQ(sale.seller.id, values::UserId{7});
  EXPECT_EQ(sale.seller.name, "Ann");
  EXPECT_EQ(sale.charge, values::ChargeId{"ch_1"});
  EXPECT_EQ(sale.price, values::Stars{250});
  EXPECT_EQ(sale.date, values::Timestamp{std::chrono::seconds{1'700'000'000}});
  EXPECT_TRUE(sale.gift);
  EXPECT_EQ(sale.note, "hi");
  ASSERT_TRUE(sale.referrer);
  EXPECT_EQ(sale.referrer->name, "Bob");
}

TEST(JsonMapper, LetsAnObjectReadItsRestByItself) {
  const auto motto_in = [](const char* json) { return read_json<Shop>(boost::json::parse(json))->motto; };
  EXPECT_EQ(motto_in(R"({"number":1,"motto":"Learn"})"), "Learn");
  for (const char* json : {R"({"number":1})", R"({"number":1,"motto":7})", R"({"number":1,"motto":null})"}) {
    EXPECT_EQ(motto_in(json), "none") << json;
  }
  EXPECT_EQ(read_json<Shop>(boost::json::parse(R"({"motto":"Learn"})")).error().message, "number: missing");
}

TEST(JsonMapper, LeavesOutWhatMayBeMissingAndIgnoresWhatItDoesNotKnow) {
  const Sale sale =
      read(R"({"seller":{"id":7,"name":"","new":{"deep":[1]}},"charge":"","price":0,"date":0,"note":null,"later":[]})")
          .value();
  EXPECT_FALSE(sale.gift);
  EXPECT_EQ(sale.note, std::nullopt);
  EXPECT_FALSE(sale.referrer);
}

struct Wrong {
  std::string json;
  std::string error;
};

class JsonMapperErrors : public testing::TestWithParam<Wrong> {};

TEST_P(JsonMapperErrors, NameThePathAndNotTheValue) {
  const auto sale = read(GetParam().json);
  ASSERT_FALSE(sale);
  EXPECT_EQ(sale.error().message, GetParam().error);
}

std::string sale_with(const std::string& seller, const std::string& price = "1", const std::string& date = "1",
                      const std::string& rest = "") {
  return R"({"seller":)" + seller + R"(,"charge":"c","price":)" + price + R"(,"date":)" + date + rest + "}";
}

const std::string kAnn = R"({"id":1,"name":"Ann"})";

INSTANTIATE_TEST_SUITE_P(
    Table, JsonMapperErrors,
    testing::Values(Wrong{"[]", "expected an object"}, Wrong{"null", "expected an object"},
                    Wrong{"{}", "seller: missing"}, Wrong{sale_with("3"), "seller: expected an object"},
                    Wrong{sale_with("null"), "seller: expected an object"},
                    Wrong{sale_with(R"({"id":1})"), "seller.name: missing"},
                    Wrong{sale_with(R"({"id":"1","name":"Ann"})"), "seller.id: expected an integer"},
                    Wrong{sale_with(R"({"id":null,"name":"Ann"})"), "seller.id: expected an integer"},
                    Wrong{sale_with(R"({"id":1,"name":5})"), "seller.name: expected a string"},
                    Wrong{sale_with(kAnn, "1.5"), "price: expected an integer"},
                    Wrong{sale_with(kAnn, "9223372036854775808"), "price: expected an integer"},
                    Wrong{sale_with(kAnn, "1e300"), "price: expected an integer"},
                    Wrong{sale_with(kAnn, "-9223372036854775809"), "price: expected an integer"},
                    Wrong{sale_with(kAnn, "1", "-1"), "date: expected a time in unix seconds"},
                    Wrong{sale_with(kAnn, "1", "9223372036854775807"), "date: expected a time in unix seconds"},
                    Wrong{sale_with(kAnn, "1", "1", R"(,"gift":1)"), "gift: expected true or false"},
                    Wrong{sale_with(kAnn, "1", "1", R"(,"note":{})"), "note: expected a string"},
                    Wrong{sale_with(kAnn, "1", "1", R"(,"referrer":{"id":2})"), "referrer.name: missing"}));

TEST(JsonMapper, TakesWholeNumbersHoweverTheyAreWritten) {
  EXPECT_EQ(read(sale_with(kAnn, "25.0"))->price, values::Stars{25});
  EXPECT_EQ(read(sale_with(kAnn, "1e3"))->price, values::Stars{1000});
  EXPECT_EQ(read(sale_with(kAnn, "9223372036854775807"))->price, values::Stars{INT64_MAX});
  EXPECT_EQ(read(sale_with(kAnn, "-9223372036854775808"))->price, values::Stars{INT64_MIN});
}

}  // namespace
}  // namespace telegram
