#include <gmock/gmock.h>

#include "scene.hpp"
#include "shop/checkout.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

auto is_button(const std::string& text, const std::string& data) {
  return AllOf(Field(&telegram::InlineButton::text, text), Field(&telegram::InlineButton::callback_data, data));
}

TEST(Plans, AreListedWithPricesAndButtons) {
  Scene scene;
  const Answers answers = scene.says(kAnna, "/plans");
  EXPECT_THAT(answers.only().text(),
              AllOf(HasSubstr("Lite — 100 ⭐ for 30 days, 1 bot\nOne bot to start with."),
                    HasSubstr("Pro — 300 ⭐ for 30 days, 5 bots\n"), HasSubstr("any number of bots")));
  EXPECT_THAT(answers.only().buttons(),
              ElementsAre(is_button("Buy Lite — 100 ⭐", "buy:lite"), is_button("Buy Pro — 300 ⭐", "buy:pro"),
                          is_button("Buy Unlimited — 900 ⭐", "buy:unlimited")));
}

TEST(Plans, AreListedInRussian) {
  Scene scene;
  const Answers answers = scene.says(kIvan, "/plans");
  EXPECT_THAT(answers.only().text(), HasSubstr("«Про» — 300 ⭐ на 30 дней, 5 ботов\nДля школы"));
  EXPECT_THAT(answers.only().buttons().at(0), is_button("Купить «Лайт» — 100 ⭐", "buy:lite"));
}

TEST(Plans, AreCountedAsShownWheneverTheyComeWithTheirButtons) {
  Scene scene;
  for (const char* text : {"/plans", "/buy", "/buy gold"}) {
    EXPECT_THAT(scene.says(kAnna, text).effects<shop::PlansShown>(), SizeIs(1)) << text;
  }
  for (const char* text : {"/buy lite", "/start", "/help", "/my", "/terms"}) {
    EXPECT_THAT(scene.says(kAnna, text).effects<shop::PlansShown>(), IsEmpty()) << text;
  }
  EXPECT_THAT(scene.presses(kAnna, "buy:lite").effects<shop::PlansShown>(), IsEmpty());
  EXPECT_THAT(scene.presses(kAnna, "buy:gold").effects<shop::PlansShown>(), IsEmpty());
}

TEST(Buying, WithoutAPlanAsksWhich) {
  Scene scene;
  const Answers answers = scene.says(kAnna, "/buy");
  EXPECT_THAT(answers.only().text(), HasSubstr("/buy lite, /buy pro, /buy unlimited"));
  EXPECT_THAT(answers.only().buttons(), SizeIs(3));
  EXPECT_THAT(scene.store.orders, IsEmpty());
}

TEST(Buying, AnUnknownPlanSaysWhichThereAre) {
  Scene scene;
  for (const char* text : {"/buy gold", "/buy lite pro", "/buy 😀", "/buy buy:lite"}) {
    const Answers answers = scene.says(kAnna, text);
    EXPECT_THAT(answers.only().text(), HasSubstr("There is no such plan")) << text;
  }
  EXPECT_THAT(scene.store.orders, IsEmpty());
}

TEST(Buying, PlacesAnOrderAndSendsItsInvoice) {
  Scene scene;
  const Answers answers = scene.says(kAnna, "/buy LITE");
  ASSERT_THAT(answers.effects<shop::OrderPlaced>(), SizeIs(1));
  const shop::Order order = answers.effects<shop::OrderPlaced>().front().order;
  EXPECT_EQ(order.bot, kBot);
  EXPECT_EQ(order.user, kAnna.id());
  EXPECT_EQ(order.plan, shop::PlanId::lite);
  EXPECT_EQ(order.price, values::Stars{100});
  EXPECT_EQ(order.placed_at, scene.now);
  EXPECT_FALSE(order.paid);

  const Answer& invoice = answers.only();
  EXPECT_EQ(invoice.method, "sendInvoice");
  EXPECT_EQ(invoice.chat, kAnna.chat());
  EXPECT_EQ(invoice.string("title"), "Lite");
  EXPECT_EQ(invoice.string("description"), "One bot to start with.");
  EXPECT_EQ(invoice.string("payload"), shop::payload_of(order.id));
  EXPECT_EQ(invoice.string("currency"), "XTR");
}

TEST(Buying, ByAButtonAnswersItAndSendsTheInvoice) {
  Scene scene;
  const Answers answers = scene.presses(kIvan, "buy:pro");
  ASSERT_THAT(answers.all, SizeIs(2));
  EXPECT_EQ(answers.all[0].method, "answerCallbackQuery");
  EXPECT_EQ(answers.all[0].string("callback_query_id"), "callback-1");
  EXPECT_EQ(answers.all[1].method, "sendInvoice");
  EXPECT_EQ(answers.all[1].string("title"), "Про");
  EXPECT_THAT(scene.store.orders, SizeIs(1));
}

TEST(Buying, ByAButtonWorksWhenItsMessageIsTooOldToBeTold) {
  Scene scene;
  const Answers answers = scene.receives(
      telegram::CallbackQuery{.id = "1", .from = user_of(kAnna), .message = std::nullopt, .data = "buy:lite"});
  EXPECT_EQ(answers.all.at(1).chat, kAnna.chat());
}

TEST(Buying, AnOldOrForeignButtonSaysThatItIsOutOfDate) {
  Scene scene;
  for (const char* data :
       {"", "buy:", "buy:gold", "buy:lite ", "BUY:lite", "course:7", "buy:lite:2", "\xF0\x9F\x98\x80"}) {
    const Answers answers = scene.presses(kAnna, data);
    EXPECT_EQ(answers.only().method, "answerCallbackQuery") << data;
    EXPECT_EQ(answers.only().text(), "This button is out of date. See /plans.") << data;
    EXPECT_THAT(answers.decision.effects, SizeIs(1)) << data;
  }
  const Answers without_data = scene.receives(
      telegram::CallbackQuery{.id = "1", .from = user_of(kAnna), .message = std::nullopt, .data = std::nullopt});
  EXPECT_EQ(without_data.only().method, "answerCallbackQuery");
}

TEST(Buying, AnotherPlanWarnsThatTheRunningOneIsReplaced) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::pro);
  const Answers downgrade = scene.says(kAnna, "/buy lite");
  ASSERT_THAT(downgrade.all, SizeIs(2));
  EXPECT_THAT(downgrade.all[0].text(), HasSubstr("your plan Pro runs until 2 March 2026, 12:00 UTC"));
  EXPECT_EQ(downgrade.all[1].method, "sendInvoice");
}

TEST(Buying, TheSamePlanAgainOrAfterItsEndWarnsOfNothing) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::pro);
  EXPECT_EQ(scene.says(kAnna, "/buy pro").only().method, "sendInvoice");
  scene.waits(std::chrono::days{30});
  EXPECT_EQ(scene.says(kAnna, "/buy lite").only().method, "sendInvoice");
}

}  // namespace
}  // namespace bot
