#include <gmock/gmock.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

bool is_known(Scene& scene, const Person& person) {
  return scene.store.user(kBot, person.id()).has_value();
}

/// The answer that isn't about the button itself.
Answer message_in(const Answers& answers) {
  const std::vector<Answer> messages = answers.of("sendMessage");
  EXPECT_THAT(messages, SizeIs(1));
  return messages.at(0);
}

TEST(Forgetting, ExplainsAndAsksFirst) {
  Scene scene;
  const Answers answers = scene.says(kAnna, "/delete_me");
  EXPECT_THAT(answers.only().text(), AllOf(HasSubstr("What goes"), HasSubstr("What stays"), HasSubstr("payments"),
                                           HasSubstr("tax office"), Not(HasSubstr("runs until"))));
  ASSERT_THAT(answers.only().buttons(), SizeIs(1));
  EXPECT_EQ(answers.only().buttons()[0].callback_data, "forget:yes");
  EXPECT_TRUE(is_known(scene, kAnna));
}

TEST(Forgetting, WarnsThatARunningPlanWillEnd) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  EXPECT_THAT(scene.says(kAnna, "/delete_me").only().text(),
              AllOf(HasSubstr("Lite runs until 2 March 2026"), HasSubstr("not paid back"), HasSubstr("/refund")));
  scene.now += std::chrono::days{31};
  EXPECT_THAT(scene.says(kAnna, "/delete_me").only().text(), Not(HasSubstr("Lite runs until")));
}

TEST(Forgetting, TakesBackThatTheCustomerWasSeen) {
  Scene scene;
  scene.says(kAnna, "/delete_me");
  const Answers answers = scene.presses(kAnna, "forget:yes");
  EXPECT_FALSE(is_known(scene, kAnna));
  EXPECT_TRUE(std::holds_alternative<shop::UserForgotten>(answers.decision.effects.back()))
      << "whatever comes after it would be kept";
  EXPECT_THAT(message_in(answers).text(), AllOf(HasSubstr("deleted"), HasSubstr("/start")));
  EXPECT_EQ(message_in(answers).chat, kAnna.chat());
  EXPECT_THAT(answers.of("answerCallbackQuery"), SizeIs(1));
}

TEST(Forgetting, EndsThePlanAndItsNoticesButKeepsThePayments) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  const Answers answers = scene.presses(kAnna, "forget:yes");
  EXPECT_THAT(scene.store.subscriptions, IsEmpty());
  const auto changes = answers.effects<shop::SubscriptionChanged>();
  ASSERT_THAT(changes, SizeIs(1)) << "or it would be counted as active for ever";
  EXPECT_FALSE(changes[0].subscription.active_at(scene.now));
  ASSERT_THAT(scene.store.payments, SizeIs(1));
  EXPECT_EQ(scene.store.payments.begin()->second.payer, kAnna.id());
  for (const Answers& later : scene.waits(std::chrono::days{60})) EXPECT_THAT(later.to(kAnna), IsEmpty());
}

TEST(Forgetting, EndsARenewalByTelegram) {
  Scene scene;
  const std::string payload = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, payload, "stx-1", true);
  const Answers answers = scene.presses(kAnna, "forget:yes");
  const auto calls = answers.of("editUserStarSubscription");
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].string("telegram_payment_charge_id"), "stx-1");
  EXPECT_EQ(calls[0].parameters.at("is_canceled"), true);
  EXPECT_THAT(answers.effects<shop::OrderClosed>(), SizeIs(1));
}

TEST(Forgetting, GivesBackWhatTelegramChargesAllTheSame) {
  Scene scene;
  const std::string payload = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, payload, "stx-1", true);
  scene.presses(kAnna, "forget:yes");
  scene.now += std::chrono::days{30};
  const Answers answers = scene.is_charged_for_renewal(kAnna, payload, "stx-2");
  EXPECT_THAT(answers.of("refundStarPayment"), SizeIs(1));
  EXPECT_THAT(scene.store.payments, SizeIs(2));
}

TEST(Forgetting, LeavesAPaymentThatCanStillBeRefunded) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.presses(kAnna, "forget:yes");
  const Answers answers = scene.says(kOwen, "/refund bought-1");
  EXPECT_THAT(answers.of("refundStarPayment"), SizeIs(1));
  scene.is_answered("refundStarPayment", "bought-1", "true");
  EXPECT_THAT(scene.store.refunds, SizeIs(1));
  EXPECT_FALSE(is_known(scene, kAnna)) << "a refund is nothing that they did";
}

TEST(Forgetting, OfSomebodyTwiceIsHarmless) {
  Scene scene;
  scene.presses(kAnna, "forget:yes");
  scene.presses(kAnna, "forget:yes");
  EXPECT_FALSE(is_known(scene, kAnna));
}

TEST(Forgetting, IsNoFarewellForEver) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.presses(kAnna, "forget:yes");
  scene.says(kAnna, "/start");
  EXPECT_TRUE(is_known(scene, kAnna));
  EXPECT_THAT(scene.says(kAnna, "/my").only().text(), HasSubstr("no plan"));
  scene.buys(kAnna, shop::PlanId::pro);
  EXPECT_TRUE(scene.store.subscription(kBot, kAnna.id())->active_at(scene.now));
}

TEST(Forgetting, NeedsTheExactButton) {
  Scene scene;
  scene.says(kAnna, "/start");
  for (const char* forged : {"forget:", "forget:no", "forget:yes ", "forget:102", "FORGET:YES"}) {
    scene.presses(kAnna, forged);
    EXPECT_TRUE(is_known(scene, kAnna)) << forged;
  }
}

TEST(Forgetting, OfOneIsNotOfAnother) {
  Scene scene;
  scene.buys(kIvan, shop::PlanId::lite);
  scene.presses(kAnna, "forget:yes");
  EXPECT_TRUE(is_known(scene, kIvan));
  EXPECT_TRUE(scene.store.subscription(kBot, kIvan.id()));
}

}  // namespace
}  // namespace bot
