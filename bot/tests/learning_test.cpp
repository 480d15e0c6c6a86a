#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const values::CourseId kSql{"sql"};

TEST(Learning, MyShowsCoursesBesideThePlan) {
  Scene scene;
  scene.buys(kAnna, kSql);
  scene.presses(kAnna, "read:sql");
  const Answer mine = scene.says(kAnna, "/my").only();
  EXPECT_THAT(mine.text(), AllOf(HasSubstr("SQL in an evening"), HasSubstr("25 %"), HasSubstr("no plan")));
  EXPECT_EQ(mine.buttons().at(0).callback_data, "course:sql");
}

TEST(Learning, MyShowsNoCourseThatWasGivenBack) {
  Scene scene;
  scene.buys(kAnna, kSql);
  scene.is_refunded(kAnna, {.payload = "order:1", .amount = 150, .charge = "bought-1"});
  EXPECT_THAT(scene.says(kAnna, "/my").only().text(), Not(HasSubstr("Your courses")));
}

TEST(Learning, ReceiptsSayWhatWasPaidForWhat) {
  Scene scene;
  EXPECT_THAT(scene.says(kAnna, "/receipts").only().text(), HasSubstr("haven't paid"));
  scene.buys(kAnna, shop::PlanId::lite);
  scene.buys(kAnna, kSql);
  scene.is_refunded(kAnna, {.payload = "order:1", .amount = 100, .charge = "bought-1"});
  EXPECT_THAT(scene.says(kAnna, "/receipts").only().text(),
              AllOf(HasSubstr("SQL in an evening, 150 ⭐\nPayment number: bought-2"),
                    HasSubstr("Lite, 100 ⭐, given back\nPayment number: bought-1")));
}

TEST(Learning, AChosenLanguageStaysWhateverTelegramSays) {
  Scene scene;
  EXPECT_EQ(scene.says(kAnna, "/language").only().buttons().at(1).text, "Русский");
  EXPECT_THAT(scene.presses(kAnna, "language:ru").of("sendMessage").at(0).text(), HasSubstr("по-русски"));
  EXPECT_THAT(scene.says(kAnna, "/my").only().text(), HasSubstr("тариф"));
  scene.presses(kAnna, "language:en");
  EXPECT_THAT(scene.says(kAnna, "/my").only().text(), HasSubstr("plan"));
}

TEST(Learning, AnOwnerSeesHowACourseDoes) {
  Scene scene;
  scene.presses(kAnna, "course:sql");
  scene.presses(kIvan, "course:sql");
  scene.buys(kAnna, kSql);
  scene.presses(kAnna, "read:sql");
  scene.presses(kAnna, "read:sql");
  EXPECT_THAT(scene.says(kOwen, "/coursestats sql").only().text(),
              AllOf(HasSubstr("Page views: 2"), HasSubstr("Sales: 1 (50 % of views), 150 ⭐"), HasSubstr("Students: 1"),
                    HasSubstr("2. Asking: 1 (100 %)"), HasSubstr("3. Joins: 0 (0 %)")));
  EXPECT_THAT(scene.says(kOwen, "/coursestats").only().text(), HasSubstr("SQL in an evening: 2, 1, 1, 0"));
  EXPECT_THAT(scene.says(kOwen, "/coursestats nope").only().text(), HasSubstr("no course"));
  EXPECT_THAT(scene.says(kAnna, "/coursestats").only().text(), Not(HasSubstr("SQL")));
}

TEST(Learning, ForgettingTakesWhatWasReadToo) {
  Scene scene;
  scene.buys(kAnna, kSql);
  scene.presses(kAnna, "read:sql");
  scene.presses(kAnna, "forget:yes");
  EXPECT_FALSE(scene.store.enrolment(kBot, kAnna.id(), kSql));
  EXPECT_TRUE(scene.store.progress(kBot, kAnna.id(), kSql).read.empty());
}

}  // namespace
}  // namespace bot
