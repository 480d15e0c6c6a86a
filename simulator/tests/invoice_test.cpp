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

TEST_F(InvoiceTest, PaidInvoiceIsAReceipt) {
  send_invoice();
  ASSERT_TRUE(bot.pay(kAnna, {}));
  call("answerprecheckoutquery", {{"pre_checkout_query_id", newest_pre_checkout()}, {"ok", true}});
  EXPECT_FALSE(bot.pay(kAnna, {}));
}

}  // namespace
}  // namespace simulator
