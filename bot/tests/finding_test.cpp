#include <gmock/gmock.h>

#include "scene.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Finding, ACustomerByNumber) {
  Scene scene;
  scene.buys(kIvan, shop::PlanId::pro);
  EXPECT_EQ(scene.says(kOwen, "/find 102").only().text(),
            "Customer 102\n"
            "Language: ru\n"
            "Last here: 31 January 2026, 12:00 UTC\n\n"
            "Plan: Pro, running until 2 March 2026, 12:00 UTC\n\n"
            "Payments, newest first:\n"
            "• 31 January 2026, 12:00 UTC: 300 ⭐, paid once, order 1; kept\n"
            "bought-1\n\n"
            "To answer: /answer 102 and your text\n"
            "To give a plan: /grant 102 pro\n"
            "To end the plan: /revoke 102");
}

TEST(Finding, ACustomerWithoutAnything) {
  Scene scene;
  scene.says(kAnna, "/start");
  scene.receives(telegram::MyChatMember{
      .chat = {.id = kAnna.chat(), .type = "private"}, .from = user_of(kAnna), .new_status = "kicked"});
  EXPECT_THAT(scene.says(kOwen, "/find 101").only().text(),
              AllOf(HasSubstr("Has blocked the bot"), HasSubstr("Plan: none"), HasSubstr("Payments: none")));
}

TEST(Finding, TellsAboutRenewalAndGrace) {
  Scene scene;
  const std::string payload = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, payload, "stx-1", true);
  EXPECT_THAT(scene.says(kOwen, "/find 101").only().text(),
              AllOf(HasSubstr("Renewed by Telegram for 100 ⭐, paid until 2 March 2026"),
                    HasSubstr("first of a subscription")));
  scene.subscription_becomes(kAnna, payload, "canceled");
  EXPECT_THAT(scene.says(kOwen, "/find 101").only().text(), HasSubstr("renewal was canceled"));
  scene.now += std::chrono::days{31};
  EXPECT_THAT(scene.says(kOwen, "/find 101").only().text(), HasSubstr("Lite, in grace since 2 March 2026"));
}

TEST(Finding, AnOrderWithItsCustomer) {
  Scene scene;
  scene.says(kAnna, "/start");
  scene.buys(kIvan, shop::PlanId::lite);
  for (const char* text : {"/find #1", "/find order:1"}) {
    EXPECT_THAT(scene.says(kOwen, text).only().text(),
                AllOf(HasSubstr("Order 1: Lite, 100 ⭐\n"), HasSubstr("One-off, paid"), HasSubstr("Customer 102")))
        << text;
  }
  scene.says(kAnna, "/buy pro");
  EXPECT_THAT(scene.says(kOwen, "/find #2").only().text(), AllOf(HasSubstr("not paid"), HasSubstr("Customer 101")));
}

TEST(Finding, APaymentByItsCharge) {
  Scene scene;
  scene.buys(kIvan, shop::PlanId::lite);
  EXPECT_EQ(scene.says(kOwen, "/find bought-1").only().text(),
            "Payment of customer 102\n"
            "31 January 2026, 12:00 UTC: 100 ⭐, paid once, order 1; kept\n"
            "bought-1\n"
            "Invoice: order:1\n\n"
            "To give it back: /refund bought-1");
  scene.now += std::chrono::hours{1};
  scene.is_refunded(kIvan, {.payload = "order:1", .charge = "bought-1"});
  EXPECT_THAT(scene.says(kOwen, "/find bought-1").only().text(),
              AllOf(HasSubstr("charged back"), HasSubstr("Went back: 100 ⭐, 31 January 2026, 13:00 UTC"),
                    Not(HasSubstr("/refund"))));
}

TEST(Finding, APaymentWhoseChargeLooksLikeANumber) {
  Scene scene;
  scene.is_charged(kAnna, {.payload = "nothing of ours", .charge = "777000111"});
  EXPECT_THAT(scene.says(kOwen, "/find 777000111").only().text(),
              AllOf(HasSubstr("Payment of customer 101"), HasSubstr("no order of this customer's")));
}

TEST(Finding, WhatIsLeftOfSomebodyWhoWasForgotten) {
  Scene scene;
  scene.buys(kIvan, shop::PlanId::lite);
  scene.presses(kIvan, "forget:yes");
  EXPECT_THAT(scene.says(kOwen, "/find 102").only().text(),
              AllOf(HasSubstr("/delete_me"), HasSubstr("Plan: none"), HasSubstr("bought-1"), Not(HasSubstr("/grant"))));
}

TEST(Finding, NothingOfAnotherBot) {
  Scene scene;
  scene.buys(kIvan, shop::PlanId::lite);
  scene.store.payments.begin()->second.bot = values::BotId{1};
  scene.store.orders.begin()->second.bot = values::BotId{1};
  EXPECT_THAT(scene.says(kOwen, "/find bought-1").only().text(), HasSubstr("no customer, order or payment"));
  EXPECT_THAT(scene.says(kOwen, "/find #1").only().text(), HasSubstr("no customer, order or payment"));
}

TEST(Finding, NothingForWhatIsNeither) {
  Scene scene;
  for (const char* what :
       {"999", "#999", "order:999", "#", "#-1", "#1x", "order:", "-5", "1e3", "stx-unknown", "two words",
        "99999999999999999999999999", "#99999999999999999999999999", "' OR 1=1 --", "😀"}) {
    EXPECT_THAT(scene.says(kOwen, std::string("/find ") + what).only().text(),
                AllOf(HasSubstr("no customer, order or payment"), HasSubstr(what)))
        << what;
  }
  const std::string text = scene.says(kOwen, "/find " + std::string(4'000, 'x')).only().text();
  EXPECT_LE(values::count_code_points(text), 400U);
}

TEST(Finding, ExplainsItself) {
  Scene scene;
  EXPECT_THAT(scene.says(kOwen, "/find").only().text(), HasSubstr("/find #17"));
}

TEST(Finding, FitsIntoAMessageWhateverTheChargesAre) {
  Scene scene;
  scene.says(kAnna, "/start");
  for (int i = 0; i < 12; ++i) {
    scene.is_charged(kAnna, {.payload = std::string(128, 'p'), .charge = std::to_string(i) + std::string(3'000, 'c')});
  }
  const std::string text = scene.says(kOwen, "/find 101").only().text();
  EXPECT_LE(values::count_code_points(text), 4096U);
  EXPECT_THAT(text, HasSubstr("/revoke 101")) << "nothing had to be cut";
}

TEST(Finding, IsForOwnersOnlyAndChangesNothing) {
  Scene scene;
  EXPECT_EQ(scene.says(kAnna, "/find 101").only().text(), scene.says(kAnna, "/nonsense").only().text());
  scene.says(kOwen, "/find 101");
  EXPECT_THAT(scene.store.audit, IsEmpty());
}

}  // namespace
}  // namespace bot
