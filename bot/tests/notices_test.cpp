#include <gmock/gmock.h>

#include "scene.hpp"

namespace bot {
namespace {

using std::chrono::days;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// What the customer is told while the time passes.
std::vector<std::string> told_within(Scene& scene, days time) {
  std::vector<std::string> told;
  for (const Answers& answers : scene.waits(time)) {
    for (const Answer& answer : answers.all) told.push_back(answer.text());
  }
  return told;
}

TEST(Notices, AnnounceTheEndOfAPlanOnceEach) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  EXPECT_THAT(told_within(scene, days{22}), IsEmpty());
  EXPECT_THAT(told_within(scene, days{6}), ElementsAre(HasSubstr("Lite ends on 2 March 2026, 12:00 UTC")));
  EXPECT_THAT(told_within(scene, days{1}), ElementsAre(HasSubstr("Lite ends on 2 March 2026, 12:00 UTC")));
  EXPECT_THAT(told_within(scene, days{1}), ElementsAre(HasSubstr("keep working until 5 March 2026, 12:00 UTC")));
  EXPECT_THAT(told_within(scene, days{3}), ElementsAre(HasSubstr("is over")));
  EXPECT_THAT(told_within(scene, days{100}), IsEmpty());
}

TEST(Notices, AreInTheLanguageInWhichTheBotKnowsTheCustomer) {
  Scene scene;
  scene.buys(kIvan, shop::PlanId::lite);
  EXPECT_THAT(told_within(scene, days{28}), ElementsAre(HasSubstr("Ваш тариф «Лайт» заканчивается")));
}

TEST(Notices, OfWhatTelegramRenewsSayWhenForHowMuchAndHowToStopIt) {
  Scene scene;
  const std::string link = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, link, "stx-1", true);
  EXPECT_THAT(told_within(scene, days{28}), IsEmpty());
  const std::vector<std::string> told = told_within(scene, days{1});
  EXPECT_THAT(told, ElementsAre(HasSubstr("renew your plan Lite on 2 March 2026, 12:00 UTC, for 100 ⭐")));
  EXPECT_THAT(told.at(0), HasSubstr("/my"));
}

TEST(Notices, MoveWithTheEnd) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.waits(days{20});
  scene.buys(kAnna, shop::PlanId::lite);
  EXPECT_THAT(told_within(scene, days{32}), IsEmpty());
  EXPECT_THAT(told_within(scene, days{2}), SizeIs(1));
}

TEST(Notices, MissedWhileTheBotWasAwayGiveWayToTheLatest) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.now += days{31};
  const Answers late = scene.fires(shop::TimerKind::plan_notice, "101");
  EXPECT_THAT(late.only().text(), HasSubstr("ended on 2 March 2026"));
  EXPECT_THAT(scene.fires(shop::TimerKind::plan_notice, "101").all, IsEmpty()) << "told twice";
}

TEST(Notices, AreNotRepeatedWhenTheClockIsSetBack) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.waits(days{29});
  scene.now -= days{5};
  EXPECT_THAT(scene.fires(shop::TimerKind::plan_notice, "101").all, IsEmpty());
  EXPECT_THAT(told_within(scene, days{5}), IsEmpty());
  EXPECT_THAT(told_within(scene, days{1}), ElementsAre(HasSubstr("ended on")));
}

TEST(Notices, AreKeptFromWhoeverBlockedTheBot) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.store.users.at({kBot, kAnna.id()}).blocked_the_bot = true;
  EXPECT_THAT(told_within(scene, days{40}), IsEmpty());
  EXPECT_TRUE(scene.store.subscription(kBot, kAnna.id())->noticed_until);
}

TEST(Notices, ForNobodyOrNothingDoNothing) {
  Scene scene;
  for (const char* subject : {"", "999", "-1", "abc", "99999999999999999999"}) {
    const Answers answers = scene.fires(shop::TimerKind::plan_notice, subject);
    EXPECT_THAT(answers.decision.effects, IsEmpty()) << subject;
    EXPECT_THAT(answers.all, IsEmpty()) << subject;
  }
}

}  // namespace
}  // namespace bot
