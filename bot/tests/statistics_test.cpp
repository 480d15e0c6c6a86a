#include <gmock/gmock.h>

#include "scene.hpp"

namespace bot {
namespace {

TEST(Statistics, AreTheTotals) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.buys(kIvan, shop::PlanId::pro);
  scene.asks_to_pay(kIvan, {.payload = "order:999"});
  EXPECT_EQ(scene.says(kOwen, "/stats").only().text(),
            "Users: 2, online now: 3\n"
            "Payments: 2 succeeded, 1 failed\n"
            "Received: 400 ⭐\n"
            "Bots: 1 created, 1 served now\n\n"
            "Active plans:\n• Lite: 1\n• Pro: 1\n• Unlimited: 0");
}

TEST(Statistics, AreForOwnersOnly) {
  Scene scene;
  EXPECT_EQ(scene.says(kAnna, "/stats").only().text(), scene.says(kAnna, "/nonsense").only().text());
}

}  // namespace
}  // namespace bot
