#include <gmock/gmock.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::HasSubstr;

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

TEST(MyPlan, SaysThatItHasEnded) {
  Scene scene;
  scene.buys(kIvan, shop::PlanId::lite);
  scene.waits(std::chrono::days{30});
  EXPECT_THAT(scene.says(kIvan, "/my").only().text(), HasSubstr("«Лайт» закончился 2 марта 2026 г., 12:00 UTC"));
}

}  // namespace
}  // namespace bot
