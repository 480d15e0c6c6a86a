#include "simulated_bot.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

class InvoiceTest : public SimulatedBot {
 protected:
  void SetUp() override { ASSERT_TRUE(bot.say(kAnna, "/start")); }

  std::string failure_with(std::string_view field, const json::value& value) {
    json::object parameters = invoice("order-1", 250);
    parameters[field] = value;
    return failure_of("sendinvoice", parameters);
  }

  static json::object price(const json::value& amount) { return {{"label", "Pro"}, {"amount", amount}}; }
};

TEST_F(InvoiceTest, IsAMessageWithoutThePayload) {
  const json::value sent = send_invoice();
  const json::object expected{{"title", "Pro"},
                              {"description", "30 days"},
                              {"start_parameter", ""},
                              {"currency", "XTR"},
                              {"total_amount", 250}};
  EXPECT_EQ(sent.at("invoice"), expected);
}

TEST_F(InvoiceTest, TextBounds) {
  EXPECT_EQ(failure_with("title", json::string(32, 'x')), "");
  EXPECT_EQ(failure_with("title", json::string(33, 'x')), "Bad Request: INVOICE_TITLE_INVALID");
  EXPECT_EQ(failure_with("title", ""), "Bad Request: parameter \"title\" is required");
  EXPECT_EQ(failure_with("description", json::string(255, 'x')), "");
  EXPECT_EQ(failure_with("description", json::string(256, 'x')), "Bad Request: INVOICE_DESCRIPTION_INVALID");
  EXPECT_EQ(failure_with("payload", json::string(128, 'x')), "");
  EXPECT_EQ(failure_with("payload", json::string(129, 'x')), "Bad Request: INVOICE_PAYLOAD_INVALID");
}

TEST_F(InvoiceTest, StarsTakeOnePriceAndNoProvider) {
  EXPECT_EQ(failure_with("currency", "USD"), "Bad Request: PAYMENT_PROVIDER_INVALID");
  EXPECT_EQ(failure_with("provider_token", "x"), "Bad Request: PAYMENT_PROVIDER_INVALID");
  EXPECT_EQ(failure_with("prices", json::array{}), "Bad Request: STARS_INVOICE_INVALID");
  EXPECT_EQ(failure_with("prices", json::array{price(1), price(2)}), "Bad Request: STARS_INVOICE_INVALID");
}

TEST_F(InvoiceTest, PriceBounds) {
  EXPECT_EQ(failure_with("prices", json::array{price(1)}), "");
  EXPECT_EQ(failure_with("prices", json::array{price(10'000)}), "");
  EXPECT_EQ(failure_with("prices", json::array{price(0)}), "Bad Request: CURRENCY_TOTAL_AMOUNT_INVALID");
  EXPECT_EQ(failure_with("prices", json::array{price(10'001)}), "Bad Request: CURRENCY_TOTAL_AMOUNT_INVALID");
  EXPECT_NE(failure_with("prices", json::array{price("250")}), "");
}

TEST_F(InvoiceTest, KeyboardMustBeginWithPay) {
  const json::object pay{{"text", "Pay"}, {"pay", true}};
  const json::object other{{"text", "Help"}, {"callback_data", "help"}};
  EXPECT_EQ(failure_with("reply_markup", json::object{{"inline_keyboard", list_of(json::array{pay, other})}}), "");
  EXPECT_EQ(failure_with("reply_markup", json::object{{"inline_keyboard", list_of(json::array{other, pay})}}),
            "Bad Request: BUTTON_TYPE_INVALID");
}

TEST_F(InvoiceTest, SubscriptionsAreSoldByLinkOnly) {
  EXPECT_EQ(failure_with("subscription_period", kMonth.count()), "Bad Request: SUBSCRIPTION_EXPORT_MISSING");
}

TEST_F(InvoiceTest, LinkIsCheckedAsAnInvoiceIs) {
  const auto failure_of_link = [this](std::string_view field, const json::value& value) {
    json::object parameters = invoice("order-1", 250);
    parameters[field] = value;
    return failure_of("createinvoicelink", parameters);
  };
  EXPECT_EQ(failure_of_link("title", json::string(33, 'x')), "Bad Request: INVOICE_TITLE_INVALID");
  EXPECT_EQ(failure_of_link("prices", json::array{price(10'001)}), "Bad Request: CURRENCY_TOTAL_AMOUNT_INVALID");
  EXPECT_EQ(failure_of_link("subscription_period", kMonth.count()), "");
  EXPECT_EQ(failure_of_link("subscription_period", 604'800), "Bad Request: SUBSCRIPTION_PERIOD_INVALID");
  json::object dear = invoice("order-1", 10'001);
  dear["subscription_period"] = kMonth.count();
  EXPECT_EQ(failure_of("createinvoicelink", dear), "Bad Request: SUBSCRIPTION_AMOUNT_INVALID");
}

TEST_F(InvoiceTest, LinkIsPaidByAnybodyAgainAndAgain) {
  const std::string link = create_link();
  EXPECT_NE(create_link(), link);
  constexpr values::UserId kStranger{99};
  for (const values::UserId user : {kAnna, kStranger, kAnna}) {
    ASSERT_TRUE(bot.pay(user, {.link = link}));
    EXPECT_EQ(newest_update().at("pre_checkout_query").at("invoice_payload"), json::value("pro"));
    approve();
    EXPECT_EQ(newest_charge().user, user);
    EXPECT_EQ(newest_charge().amount, values::Stars{500});
  }
  EXPECT_FALSE(bot.pay(kAnna, {.link = "https://t.me/$nothing"}));
}

TEST_F(InvoiceTest, ForwardedCopyIsPaidBySomebodyElse) {
  constexpr values::UserId kBoris{43};
  EXPECT_FALSE(bot.pay(kBoris, {.invoice_of = kAnna}));
  send_invoice();
  ASSERT_TRUE(bot.pay(kBoris, {.invoice_of = kAnna}));
  const json::object query = newest_update().at("pre_checkout_query").as_object();
  EXPECT_EQ(query.at("from").at("id"), json::value(kBoris.value()));
  EXPECT_EQ(query.at("invoice_payload"), json::value("order-1"));
}

TEST_F(InvoiceTest, CopyWithAStartParameterHasNoPayButton) {
  json::object parameters = invoice("order-1", 250);
  parameters["start_parameter"] = "pro";
  call("sendinvoice", parameters);
  EXPECT_FALSE(bot.pay(values::UserId{43}, {.invoice_of = kAnna}));
  EXPECT_TRUE(bot.pay(kAnna, {}));
}

TEST_F(InvoiceTest, PaidInvoiceCanBePaidAgainWhereThatIsWanted) {
  send_invoice();
  ASSERT_TRUE(bot.pay(kAnna, {}));
  approve();
  EXPECT_FALSE(bot.pay(kAnna, {}));
  ASSERT_TRUE(bot.pay(kAnna, {.again = true}));
  approve();
  EXPECT_EQ(bot.payments().charges().size(), 2U);
}

TEST_F(InvoiceTest, PaidInvoiceIsAReceipt) {
  send_invoice();
  ASSERT_TRUE(bot.pay(kAnna, {}));
  call("answerprecheckoutquery", {{"pre_checkout_query_id", newest_pre_checkout()}, {"ok", true}});
  EXPECT_FALSE(bot.pay(kAnna, {}));
}

}  // namespace
}  // namespace simulator
