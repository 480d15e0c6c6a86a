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
                          is_button("Buy Unlimited — 900 ⭐", "buy:unlimited"),
                          is_button("With automatic renewal…", "subscribe")));
}

TEST(Plans, AreListedInRussian) {
  Scene scene;
  const Answers answers = scene.says(kIvan, "/plans");
  EXPECT_THAT(answers.only().text(), HasSubstr("«Про» — 300 ⭐ на 30 дней, 5 ботов\nДля школы"));
  EXPECT_THAT(answers.only().buttons().at(0), is_button("Купить «Лайт» — 100 ⭐", "buy:lite"));
}

TEST(Plans, AreCountedAsShownWheneverTheyComeWithTheirButtons) {
  Scene scene;
  for (const char* text : {"/plans", "/buy", "/buy gold", "/subscribe", "/subscribe gold", "/promo spring"}) {
    EXPECT_THAT(scene.says(kAnna, text).effects<shop::PlansShown>(), SizeIs(1)) << text;
  }
  for (const char* text : {"/buy lite", "/subscribe lite", "/promo", "/promo NONE", "/start", "/help", "/my"}) {
    EXPECT_THAT(scene.says(kAnna, text).effects<shop::PlansShown>(), IsEmpty()) << text;
  }
  EXPECT_THAT(scene.presses(kAnna, "buy:lite").effects<shop::PlansShown>(), IsEmpty());
  EXPECT_THAT(scene.presses(kAnna, "buy:gold").effects<shop::PlansShown>(), IsEmpty());
}

TEST(Buying, WithoutAPlanAsksWhich) {
  Scene scene;
  const Answers answers = scene.says(kAnna, "/buy");
  EXPECT_THAT(answers.only().text(), HasSubstr("/buy lite, /buy pro, /buy unlimited"));
  EXPECT_THAT(answers.only().buttons(), SizeIs(4));
  EXPECT_THAT(scene.store.orders, IsEmpty());
}

TEST(Buying, AnUnknownPlanSaysWhichThereAre) {
  Scene scene;
  for (const char* text : {"/buy gold", "/buy 😀", "/buy buy:lite"}) {
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
  EXPECT_EQ(order.product, shop::Product(shop::PlanId::lite));
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
  for (const char* data : {"",
                           "buy:",
                           "buy:gold",
                           "buy:lite ",
                           "BUY:lite",
                           "gift:7",
                           "buy:lite:",
                           "buy:lite:2",
                           "buy:lite:SPRING:1",
                           "subscribe:",
                           "subscribe:gold",
                           "subscribe:lite ",
                           "renewal:stop:",
                           "renewal:stop:1",
                           "renewal:stop:-1",
                           "renewal:stop:99999999999999999999",
                           "forget",
                           "forget:",
                           "refund:",
                           "\xF0\x9F\x98\x80"}) {
    const Answers answers = scene.presses(kAnna, data);
    EXPECT_EQ(answers.only().method, "answerCallbackQuery") << data;
    EXPECT_EQ(answers.only().text(), "This button is out of date. See /plans.") << data;
    EXPECT_THAT(answers.decision.effects, SizeIs(1)) << data;
  }
  const Answers without_data = scene.receives(
      telegram::CallbackQuery{.id = "1", .from = user_of(kAnna), .message = std::nullopt, .data = std::nullopt});
  EXPECT_EQ(without_data.only().method, "answerCallbackQuery");
}

TEST(Buying, AnotherPlanTellsWhatBecomesOfTheRunningOne) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::pro);
  scene.waits(std::chrono::days{20});
  const Answers downgrade = scene.says(kAnna, "/buy lite");
  ASSERT_THAT(downgrade.all, SizeIs(2));
  EXPECT_THAT(downgrade.all[0].text(), AllOf(HasSubstr("your plan Pro runs until 2 March 2026, 12:00 UTC"),
                                             HasSubstr("adds about 30 days of Lite")));
  EXPECT_EQ(downgrade.all[1].method, "sendInvoice");

  const Answers upgrade = scene.says(kAnna, "/buy unlimited");
  EXPECT_THAT(upgrade.all.at(0).text(), HasSubstr("adds about 3 days of Unlimited"));
  scene.waits(std::chrono::days{9});
  EXPECT_THAT(scene.says(kAnna, "/buy unlimited").all.at(0).text(), HasSubstr("worth less than a day of Unlimited"));
}

TEST(Buying, ChangesThePlanAndCreditsWhatWasLeft) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.waits(std::chrono::days{15});
  scene.buys(kAnna, shop::PlanId::pro);
  const shop::Subscription subscription = scene.store.subscription(kBot, kAnna.id()).value();
  EXPECT_EQ(subscription.plan, shop::PlanId::pro);
  EXPECT_EQ(subscription.ends_at, scene.now + std::chrono::days{35}) << "half of 100 Stars is 5 days of Pro";
}

TEST(Buying, APlanThatWasWithdrawnIsRefused) {
  Scene scene;
  scene.says(kAnna, "/plans");
  scene.withdraws(shop::PlanId::lite);
  EXPECT_THAT(scene.says(kAnna, "/buy lite").only().text(), HasSubstr("Lite isn't sold like that any more"));
  EXPECT_THAT(scene.presses(kAnna, "buy:lite").all.at(1).text(), HasSubstr("isn't sold"));
  EXPECT_THAT(scene.says(kAnna, "/subscribe lite").only().text(), HasSubstr("isn't sold"));
  for (const char* text : {"/plans", "/buy", "/buy gold", "/subscribe", "/promo spring", "/terms"}) {
    EXPECT_THAT(scene.says(kAnna, text).only().text(), testing::Not(HasSubstr("Lite"))) << text;
  }
  EXPECT_THAT(scene.store.orders, IsEmpty());
}

TEST(Buying, SaysSoWhenNothingIsOnSale) {
  Scene scene;
  for (const shop::PlanId plan : shop::kAllPlans) scene.withdraws(plan);
  for (const char* text : {"/plans", "/buy", "/buy gold", "/subscribe", "/promo spring"}) {
    const Answers answers = scene.says(kAnna, text);
    EXPECT_THAT(answers.only().text(), HasSubstr("nothing like that on sale")) << text;
    EXPECT_THAT(answers.only().buttons(), IsEmpty());
  }
}

TEST(Buying, TheSamePlanAgainOrAfterItsEndWarnsOfNothing) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::pro);
  EXPECT_EQ(scene.says(kAnna, "/buy pro").only().method, "sendInvoice");
  scene.waits(std::chrono::days{30});
  EXPECT_EQ(scene.says(kAnna, "/buy lite").only().method, "sendInvoice");
}

TEST(Subscribing, ShowsWhatTelegramCanRenew) {
  Scene scene;
  shop::Catalogue::Contents contents = sample_contents();
  contents.plans[0].renewable = false;
  scene.catalogue = shop::Catalogue(contents);
  for (const Answers& answers : {scene.says(kAnna, "/subscribe"), scene.says(kAnna, "/subscribe gold")}) {
    EXPECT_THAT(answers.only().buttons(),
                ElementsAre(is_button("Pro — 300 ⭐ every 30 days", "subscribe:pro"),
                            is_button("Unlimited — 900 ⭐ every 30 days", "subscribe:unlimited")));
  }
  EXPECT_THAT(scene.presses(kAnna, "subscribe").all.at(1).text(), HasSubstr("/subscribe pro, /subscribe unlimited"));
  EXPECT_THAT(scene.says(kAnna, "/subscribe lite").only().text(), HasSubstr("isn't sold like that"));
  EXPECT_THAT(scene.store.orders, IsEmpty());
}

TEST(Subscribing, AsksTelegramForALinkAndSendsIt) {
  Scene scene;
  const Answers asked = scene.says(kAnna, "/subscribe lite");
  const Answer& call = asked.only();
  EXPECT_EQ(call.method, "createInvoiceLink");
  EXPECT_EQ(call.chat, kAnna.chat()) << "the order of what is said in a chat must hold";
  EXPECT_EQ(call.subject, "order:1");
  EXPECT_EQ(call.string("payload"), "order:1");
  EXPECT_EQ(call.parameters.at("subscription_period").to_number<std::int64_t>(), 30 * 24 * 3600);
  EXPECT_EQ(scene.store.orders.at(values::OrderId{1}).kind, shop::OrderKind::renewing);

  const Answers link = scene.is_answered("createInvoiceLink", "order:1", "https://t.me/$abc");
  EXPECT_EQ(link.only().chat, kAnna.chat());
  ASSERT_THAT(link.only().buttons(), SizeIs(1));
  EXPECT_EQ(link.only().buttons()[0].text, "Pay 100 ⭐ every 30 days");
  EXPECT_EQ(link.only().buttons()[0].url, "https://t.me/$abc");
  EXPECT_THAT(link.decision.effects, IsEmpty());
}

TEST(Subscribing, SaysSoWhenThereIsNoLink) {
  Scene scene;
  scene.says(kIvan, "/subscribe lite");
  const Answers answers =
      scene.is_answered("createInvoiceLink", "order:1", std::nullopt, "SUBSCRIPTION_EXPORT_MISSING");
  EXPECT_THAT(answers.to(kIvan).at(0).text(), HasSubstr("не дал мне ссылку"));
  EXPECT_THAT(answers.to(kOwen).at(0).text(), HasSubstr("SUBSCRIPTION_EXPORT_MISSING"));
}

TEST(Subscribing, ToWhatTelegramRenewsAlreadyIsRefusedAndSoIsBuyingIt) {
  Scene scene;
  const std::string payload = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, payload, "stx-1", true);
  EXPECT_THAT(scene.says(kAnna, "/subscribe lite").only().text(), HasSubstr("already renews your plan Lite"));
  EXPECT_THAT(scene.says(kAnna, "/buy lite").only().text(), HasSubstr("already renews your plan Lite"));
  EXPECT_EQ(scene.says(kAnna, "/subscribe pro").all.at(1).method, "createInvoiceLink");

  scene.presses(kAnna, "renewal:stop:1");
  EXPECT_EQ(scene.says(kAnna, "/subscribe lite").only().method, "createInvoiceLink");
  EXPECT_EQ(scene.says(kAnna, "/buy lite").only().method, "sendInvoice");
}

}  // namespace
}  // namespace bot
