#include <gmock/gmock.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

void block(Scene& scene, const Person& person) {
  scene.receives(telegram::MyChatMember{
      .chat = {.id = person.chat(), .type = "private"}, .from = user_of(person), .new_status = "kicked"});
}

std::optional<shop::Subscription> plan_of(Scene& scene, const Person& person) {
  return scene.store.subscription(kBot, person.id());
}

std::string texts_to(const Answers& answers, const Person& person) {
  std::string text;
  for (const Answer& answer : answers.to(person)) text += answer.text();
  return text;
}

TEST(Granting, GivesAPlanForItsOwnPeriodOrForSoManyDays) {
  Scene scene;
  scene.says(kIvan, "/start");
  const Answers answers = scene.says(kOwen, "/grant 102 Pro");
  ASSERT_THAT(answers.to(kOwen), SizeIs(1));
  EXPECT_EQ(answers.to(kOwen)[0].text(), "Customer 102 has got 30 days of Pro, valid until 2 March 2026, 12:00 UTC.");
  ASSERT_THAT(answers.to(kIvan), SizeIs(1));
  EXPECT_THAT(answers.to(kIvan)[0].text(), AllOf(HasSubstr("«Про»"), HasSubstr("30 дней"), HasSubstr("2 марта 2026")));
  EXPECT_EQ(answers.to(kIvan)[0].lane, store::Lane::receipt);

  scene.says(kAnna, "/start");
  scene.says(kOwen, "/grant 101 lite 1");
  EXPECT_EQ(plan_of(scene, kAnna)->ends_at, scene.now + std::chrono::days{1});
  EXPECT_THAT(answers.effects<shop::PaymentRecorded>(), IsEmpty());
}

TEST(Granting, CountsAsAnActivation) {
  Scene scene;
  scene.says(kIvan, "/start");
  scene.says(kOwen, "/grant 102 pro");
  EXPECT_EQ((scene.store.counters[{shop::kSubscriptionActivations, "pro"}]), 1);
  EXPECT_EQ((scene.store.counters[{shop::kPaymentTransactions, "success"}]), 0);
}

TEST(Granting, ProlongsTheSamePlan) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  const values::Timestamp before = plan_of(scene, kAnna)->ends_at;
  scene.says(kOwen, "/grant 101 lite 10");
  EXPECT_EQ(plan_of(scene, kAnna)->ends_at, before + std::chrono::days{10});
}

TEST(Granting, KeepsTheRenewalOfTheSamePlan) {
  Scene scene;
  const std::string payload = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, payload, "stx-1", true);
  const Answers answers = scene.says(kOwen, "/grant 101 lite 10");
  EXPECT_TRUE(plan_of(scene, kAnna)->renews());
  EXPECT_THAT(answers.of("editUserStarSubscription"), IsEmpty());
  EXPECT_THAT(answers.to(kOwen)[0].text(), Not(HasSubstr("renew")));
}

TEST(Granting, OfAnotherPlanEndsTheRenewalAndSaysSo) {
  Scene scene;
  const std::string payload = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, payload, "stx-1", true);
  const Answers answers = scene.says(kOwen, "/grant 101 pro");
  EXPECT_EQ(plan_of(scene, kAnna)->plan, shop::PlanId::pro);
  EXPECT_FALSE(plan_of(scene, kAnna)->renewal);
  EXPECT_GT(plan_of(scene, kAnna)->ends_at, scene.now + std::chrono::days{30}) << "what was left of Lite is credited";
  EXPECT_THAT(answers.effects<shop::OrderClosed>(), SizeIs(1));
  const auto calls = answers.of("editUserStarSubscription");
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].string("telegram_payment_charge_id"), "stx-1");
  EXPECT_THAT(answers.to(kOwen)[0].text(), HasSubstr("not to renew"));
  EXPECT_THAT(texts_to(answers, kAnna), HasSubstr("renew"));
}

TEST(Granting, WorksForAPlanThatIsNoLongerSold) {
  Scene scene;
  scene.says(kAnna, "/start");
  shop::Catalogue::Contents contents = sample_contents();
  contents.plans[1].on_sale = false;
  scene.catalogue = shop::Catalogue(contents);
  scene.says(kOwen, "/grant 101 pro");
  EXPECT_EQ(plan_of(scene, kAnna)->plan, shop::PlanId::pro);
}

TEST(Granting, TellsTheOwnerThatTheCustomerBlockedTheBot) {
  Scene scene;
  scene.says(kAnna, "/start");
  block(scene, kAnna);
  const Answers answers = scene.says(kOwen, "/grant 101 pro");
  EXPECT_THAT(answers.only().text(), AllOf(HasSubstr("has got 30 days"), HasSubstr("blocked the bot")));
  EXPECT_TRUE(plan_of(scene, kAnna)->active_at(scene.now));
}

TEST(Granting, RefusesWhatMakesNoSense) {
  Scene scene;
  scene.says(kAnna, "/start");
  for (const char* text :
       {"/grant", "/grant 101", "/grant 101 gold", "/grant pro 101", "/grant Anna pro", "/grant -101 pro",
        "/grant 0 pro", "/grant 101 pro 0", "/grant 101 pro -5", "/grant 101 pro 3651", "/grant 101 pro 1e3",
        "/grant 101 pro 99999999999999999999", "/grant 99999999999999999999 pro", "/grant 101 pro 5 6",
        "/grant 101 pro ten", "/grant 101 pro 5.5", "/grant 101, pro"}) {
    EXPECT_THAT(scene.says(kOwen, text).only().text(), HasSubstr("/grant 123456789 pro 14")) << text;
  }
  EXPECT_THAT(scene.says(kOwen, "/grant 999 pro").only().text(), HasSubstr("999"));
  EXPECT_THAT(scene.store.subscriptions, IsEmpty());
  EXPECT_THAT(scene.store.audit, IsEmpty());
}

TEST(Granting, AcceptsTheMostThatMayBeGivenAtOnceAndAgain) {
  Scene scene;
  scene.says(kAnna, "/start");
  for (int i = 1; i <= 3; ++i) {
    scene.says(kOwen, "/grant 101 unlimited 3650");
    EXPECT_EQ(plan_of(scene, kAnna)->ends_at, scene.now + std::chrono::days{3650} * i);
  }
}

TEST(Granting, IsForOwnersOnly) {
  Scene scene;
  for (const char* text : {"/grant 101 unlimited", "/revoke 102"}) {
    EXPECT_EQ(scene.says(kAnna, text).only().text(), scene.says(kAnna, "/nonsense").only().text());
  }
  EXPECT_THAT(scene.store.subscriptions, IsEmpty());
  EXPECT_THAT(scene.store.audit, IsEmpty());
}

TEST(Revoking, EndsThePlanAtOnceWithoutGrace) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.now += std::chrono::days{3};
  const Answers answers = scene.says(kOwen, "/revoke 101");
  EXPECT_THAT(answers.to(kOwen)[0].text(),
              AllOf(HasSubstr("plan Lite of customer 101 has ended"), HasSubstr("/refund")));
  EXPECT_THAT(answers.to(kAnna)[0].text(), AllOf(HasSubstr("Lite"), HasSubstr("/paysupport")));
  EXPECT_EQ(answers.to(kAnna)[0].lane, store::Lane::receipt);
  EXPECT_FALSE(plan_of(scene, kAnna)->active_at(scene.now));
  EXPECT_THAT(scene.says(kOwen, "/find 101").only().text(), HasSubstr("Lite, ended on 3 February 2026"));
  for (const Answers& later : scene.waits(std::chrono::days{60})) {
    EXPECT_THAT(later.to(kAnna), IsEmpty()) << "there is nothing more to say about it";
  }
}

TEST(Revoking, EndsTheRenewal) {
  Scene scene;
  const std::string payload = scene.subscribes(kIvan, shop::PlanId::lite);
  scene.is_charged_for_renewal(kIvan, payload, "stx-1", true);
  const Answers answers = scene.says(kOwen, "/revoke 102");
  ASSERT_THAT(answers.of("editUserStarSubscription"), SizeIs(1));
  EXPECT_EQ(answers.of("editUserStarSubscription")[0].subject, "stx-1");
  EXPECT_FALSE(plan_of(scene, kIvan)->renews());
  EXPECT_THAT(answers.effects<shop::OrderClosed>(), SizeIs(1));
}

TEST(Revoking, WorksInTheGraceAndOnlyOnce) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.now += std::chrono::days{31};
  EXPECT_THAT(scene.says(kOwen, "/revoke 101").to(kOwen)[0].text(), HasSubstr("has ended"));
  EXPECT_THAT(scene.says(kOwen, "/revoke 101").only().text(), HasSubstr("no plan that runs"));
  EXPECT_THAT(scene.store.audit, SizeIs(1));
}

TEST(Revoking, RefusesWhatMakesNoSense) {
  Scene scene;
  scene.says(kAnna, "/start");
  for (const char* text :
       {"/revoke", "/revoke Anna", "/revoke -101", "/revoke 101 lite", "/revoke 1e2", "/revoke 99999999999999999999"}) {
    EXPECT_THAT(scene.says(kOwen, text).only().text(), HasSubstr("/revoke 123456789")) << text;
  }
  EXPECT_THAT(scene.says(kOwen, "/revoke 999").only().text(), HasSubstr("don't know a customer"));
  EXPECT_THAT(scene.says(kOwen, "/revoke 101").only().text(), HasSubstr("no plan that runs"));
  EXPECT_THAT(scene.store.audit, IsEmpty());
}

TEST(Revoking, TellsTheOwnerThatTheCustomerBlockedTheBot) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  block(scene, kAnna);
  EXPECT_THAT(scene.says(kOwen, "/revoke 101").only().text(), HasSubstr("blocked the bot"));
}

TEST(Revoking, ReachesAPlanOfSomebodyWhoWasForgotten) {
  Scene scene;
  scene.store.subscriptions[{kBot, kIvan.id()}] = {.bot = kBot,
                                                   .user = kIvan.id(),
                                                   .started_at = scene.now,
                                                   .ends_at = scene.now + std::chrono::days{3},
                                                   .valued_at = scene.now};
  EXPECT_THAT(scene.says(kOwen, "/revoke 102").to(kOwen)[0].text(), HasSubstr("has ended"));
}

}  // namespace
}  // namespace bot
