#include <gmock/gmock.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Person customer(int number) {
  return {.number = 1000 + number, .name = "Customer " + std::to_string(number), .language = "en"};
}

void subscribes(Scene& scene, const Person& person, shop::PlanId plan) {
  const std::string link = scene.subscribes(person, plan);
  scene.is_charged_for_renewal(person, link, "stx-" + person.name, true);
}

TEST(Withdrawal, EndsTheRenewalsOfThePlanAndTellsThoseWhoHadThem) {
  Scene scene;
  subscribes(scene, kAnna, shop::PlanId::lite);
  subscribes(scene, kIvan, shop::PlanId::pro);
  scene.withdraws(shop::PlanId::lite);
  const Answers answers = scene.fires(shop::TimerKind::withdrawn_plans, "");

  ASSERT_THAT(answers.of("editUserStarSubscription"), SizeIs(1));
  const Answer call = answers.of("editUserStarSubscription")[0];
  EXPECT_EQ(call.subject, "stx-Anna");
  EXPECT_EQ(call.lane, store::Lane::receipt);
  EXPECT_EQ(call.parameters.at("is_canceled"), true);
  ASSERT_THAT(answers.of("sendMessage"), SizeIs(1));
  EXPECT_THAT(answers.of("sendMessage")[0].text(),
              AllOf(HasSubstr("Lite isn't sold any more"), HasSubstr("until 2 March 2026, 12:00 UTC")));

  const shop::Subscription subscription = scene.store.subscription(kBot, kAnna.id()).value();
  EXPECT_EQ(subscription.renewal->state, shop::RenewalState::canceled);
  EXPECT_TRUE(subscription.active_at(scene.now));
  EXPECT_TRUE(scene.store.orders.at(subscription.renewal->order).closed);
  EXPECT_TRUE(scene.store.subscription(kBot, kIvan.id())->renews());
  EXPECT_THAT(scene.fires(shop::TimerKind::withdrawn_plans, "").decision.effects, IsEmpty());
}

TEST(Withdrawal, OfManyRenewalsTakesSeveralTransactions) {
  Scene scene;
  constexpr int kCustomers = 230;
  for (int number = 0; number < kCustomers; ++number) {
    subscribes(scene, customer(number), number % 2 == 0 ? shop::PlanId::lite : shop::PlanId::pro);
  }
  scene.withdraws(shop::PlanId::lite);
  scene.withdraws(shop::PlanId::pro);
  const Answers first = scene.fires(shop::TimerKind::withdrawn_plans, "shop");
  EXPECT_THAT(first.of("editUserStarSubscription"), SizeIs(100));
  const std::vector<Answers> rest = scene.waits(std::chrono::seconds{0});
  ASSERT_THAT(rest, SizeIs(2));
  EXPECT_THAT(rest[1].of("editUserStarSubscription"), SizeIs(30));
  for (const auto& [key, subscription] : scene.store.subscriptions) EXPECT_FALSE(subscription.renews());
}

TEST(Withdrawal, ARenewalThatTelegramMakesAllTheSameGoesBack) {
  Scene scene;
  const std::string link = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, link, "stx-1", true);
  scene.withdraws(shop::PlanId::lite);
  scene.fires(shop::TimerKind::withdrawn_plans, "");
  scene.waits(std::chrono::days{30});
  const Answers answers = scene.is_charged_for_renewal(kAnna, link, "stx-2");
  ASSERT_THAT(answers.effects<shop::RefundRequested>(), SizeIs(1));
  EXPECT_EQ(answers.effects<shop::RefundRequested>()[0].request.reason, shop::RefundReason::unwanted_renewal);
  EXPECT_EQ(answers.of("editUserStarSubscription").at(0).subject, "stx-1");
}

}  // namespace
}  // namespace bot
