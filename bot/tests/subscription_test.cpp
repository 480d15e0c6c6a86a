#include <gmock/gmock.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

TEST(MyPlan, IsNoneAtFirst) {
  Scene scene;
  EXPECT_EQ(scene.says(kAnna, "/my").only().text(), "You have no plan yet. Choose one: /plans");
}

TEST(MyPlan, SaysUntilWhen) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::pro);
  EXPECT_THAT(scene.says(kAnna, "/my").only().text(),
              HasSubstr("Your plan: Pro, 5 bots\nValid until: 2 March 2026, 12:00 UTC"));
}

TEST(MyPlan, SaysThatItHasEndedAndHowLongTheGraceLasts) {
  Scene scene;
  scene.buys(kIvan, shop::PlanId::lite);
  scene.waits(std::chrono::days{30});
  EXPECT_THAT(scene.says(kIvan, "/my").only().text(),
              AllOf(HasSubstr("«Лайт» закончился 2 марта 2026 г., 12:00 UTC"),
                    HasSubstr("продолжают работать до 5 марта 2026 г., 12:00 UTC")));
  scene.waits(std::chrono::days{3});
  EXPECT_THAT(scene.says(kIvan, "/my").only().text(),
              AllOf(HasSubstr("«Лайт» закончился 2 марта 2026 г., 12:00 UTC"), Not(HasSubstr("продолжают работать"))));
}

TEST(MyPlan, NamesTheLastThreePaymentsAndWhatBecameOfThem) {
  Scene scene;
  for (const char* charge : {"stx-1", "stx-2", "stx-3", "stx-4"}) {
    scene.is_charged(kAnna, {.payload = "gift", .amount = 10 + charge[4] - '0', .charge = charge});
    scene.waits(std::chrono::hours{1});
  }
  scene.says(kOwen, "/refund stx-3");
  scene.is_refunded(kAnna, {.payload = "gift", .amount = 12, .charge = "stx-2"});
  EXPECT_THAT(scene.says(kAnna, "/my").only().text(),
              EndsWith("Last payments:\n"
                       "• 31 January 2026, 15:00 UTC — 14 ⭐\n"
                       "• 31 January 2026, 14:00 UTC — 13 ⭐ (on its way back)\n"
                       "• 31 January 2026, 13:00 UTC — 12 ⭐ (taken back)"));
}

TEST(MyPlan, OffersToStopARenewalOnlyWhereThereIsOne) {
  Scene scene;
  scene.buys(kIvan, shop::PlanId::lite);
  EXPECT_THAT(scene.says(kIvan, "/my").only().buttons(), IsEmpty());
  const std::string link = scene.subscribes(kAnna, shop::PlanId::lite);
  scene.is_charged_for_renewal(kAnna, link, "stx-1", true);
  const Answers mine = scene.says(kAnna, "/my");
  ASSERT_THAT(mine.only().buttons(), SizeIs(1));
  EXPECT_EQ(mine.only().buttons()[0].callback_data, "renewal:stop:2");
  EXPECT_THAT(mine.only().text(), HasSubstr("Renewed by Telegram: on 2 March 2026, 12:00 UTC, for 100 ⭐"));
  scene.presses(kAnna, "renewal:stop:2");
  EXPECT_THAT(scene.says(kAnna, "/my").only().buttons(), IsEmpty());
  EXPECT_THAT(scene.says(kAnna, "/my").only().text(), HasSubstr("Renewal: stopped"));
}

}  // namespace
}  // namespace bot
