#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const values::CourseId kSql{"sql"};

/// What the bot says by itself within so many days, without what announces the end of plans.
std::vector<std::string> told_within(Scene& scene, int days) {
  std::vector<std::string> texts;
  for (const Answers& answers : scene.waits(std::chrono::days{days})) {
    for (const Answer& message : answers.of("sendMessage")) texts.push_back(message.text());
  }
  return texts;
}

TEST(Reminding, RemindsWhoHasStoppedReadingAndThenLeavesThemAlone) {
  Scene scene;
  scene.changes([](shop::Course& course) { course.lessons[2].after = {}; });
  scene.buys(kAnna, kSql);
  scene.presses(kAnna, "read:sql");
  EXPECT_THAT(told_within(scene, 2), IsEmpty());
  EXPECT_THAT(told_within(scene, 1), ElementsAre(HasSubstr("waits for you")));
  EXPECT_THAT(told_within(scene, 7), ElementsAre(HasSubstr("25 %")));
  EXPECT_THAT(told_within(scene, 300), IsEmpty());
}

TEST(Reminding, BeginsAnewWithEachLesson) {
  Scene scene;
  scene.changes([](shop::Course& course) { course.lessons[2].after = {}; });
  scene.buys(kAnna, kSql);
  EXPECT_THAT(told_within(scene, 3), ElementsAre(HasSubstr("0 %")));
  scene.presses(kAnna, "read:sql");
  EXPECT_THAT(told_within(scene, 2), IsEmpty());
  EXPECT_THAT(told_within(scene, 1), ElementsAre(HasSubstr("25 %")));
}

TEST(Reminding, CanBeTurnedOffAndOn) {
  Scene scene;
  scene.buys(kAnna, kSql);
  const Answer shown = scene.says(kAnna, "/reminders").only();
  EXPECT_EQ(shown.buttons().at(0).callback_data, "reminders:off");
  scene.presses(kAnna, "reminders:off");
  EXPECT_THAT(told_within(scene, 60), IsEmpty());
  EXPECT_EQ(scene.says(kAnna, "/reminders").only().buttons().at(0).callback_data, "reminders:on");
  scene.presses(kAnna, "reminders:on");
  scene.presses(kAnna, "read:sql");
  EXPECT_THAT(told_within(scene, 3), ElementsAre(HasSubstr("waits for you")));
}

TEST(Reminding, TellsThatALessonHasOpened) {
  Scene scene;
  scene.buys(kAnna, kSql);
  scene.presses(kAnna, "read:sql");
  EXPECT_THAT(told_within(scene, 2), ElementsAre(HasSubstr("is open: Joins")));
}

TEST(Reminding, DoesNotRemindOfALessonThatIsNotOpenYet) {
  Scene scene;
  scene.changes([](shop::Course& course) { course.lessons[2].after = std::chrono::days{20}; });
  scene.buys(kAnna, kSql);
  scene.presses(kAnna, "read:sql");
  scene.presses(kAnna, "read:sql");
  EXPECT_THAT(told_within(scene, 19), IsEmpty());
  EXPECT_THAT(told_within(scene, 1), ElementsAre(HasSubstr("is open: Joins")));
  EXPECT_THAT(told_within(scene, 4), ElementsAre(HasSubstr("waits for you")));
}

TEST(Reminding, SaysNothingToThoseWhoAreDoneBlockedOrWithoutTheCourse) {
  Scene scene;
  scene.changes([](shop::Course& course) { course.lessons.erase(course.lessons.begin() + 2); });
  for (const Person& person : {kAnna, kIvan, kOwen}) scene.buys(person, kSql);
  for (int lesson = 0; lesson < 3; ++lesson) scene.presses(kAnna, "read:sql");
  ASSERT_TRUE(scene.store.enrolment(kBot, kAnna.id(), kSql)->completed_at);
  scene.is_refunded(kIvan, {.payload = "order:2", .amount = 150, .charge = "bought-2"});
  scene.store.apply(shop::Effects{shop::UserBlockedBot{.bot = kBot, .user = kOwen.id()}});
  EXPECT_THAT(told_within(scene, 60), IsEmpty());
}

TEST(Reminding, ATimerForSomethingThatIsGoneDoesNothing) {
  Scene scene;
  for (const char* subject : {"", "x", "1", "1 nothing", "101 sql", "-1 sql", "101 SQL"}) {
    EXPECT_THAT(scene.fires(shop::TimerKind::course_reminder, subject).decision.effects, IsEmpty()) << subject;
    EXPECT_THAT(scene.fires(shop::TimerKind::lesson_opens, subject).decision.effects, IsEmpty()) << subject;
  }
}

}  // namespace
}  // namespace bot
