#include <gmock/gmock.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::HasSubstr;

TEST(Statistics, AreTheTotals) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.buys(kIvan, shop::PlanId::pro);
  scene.asks_to_pay(kIvan, {.payload = "order:999"});
  EXPECT_EQ(scene.says(kOwen, "/stats").only().text(),
            "Users: 2, online now: 3\n"
            "Payments: 2 succeeded, 1 failed\n"
            "Received: 400 ⭐\n"
            "Refunds: 0, 0 ⭐\n"
            "Bots: 1 created, 1 served now\n\n"
            "Today (UTC): 2 payments, 400 ⭐\n"
            "Last 7 days: 2 payments, 400 ⭐\n"
            "Last 30 days: 2 payments, 400 ⭐\n\n"
            "Active plans:\n• Lite: 1\n• Pro: 1\n• Unlimited: 0");
}

/// 1001 Stars came in then.
void was_paid(Scene& scene, values::Timestamp at) {
  const shop::Payment payment{.charge = values::ChargeId{"charge-" + std::to_string(scene.store.payments.size())},
                              .bot = kBot,
                              .payer = kAnna.id(),
                              .order = std::nullopt,
                              .amount = values::Stars{1001},
                              .received_at = at};
  const shop::Effects effects{shop::PaymentRecorded{.payment = payment, .checkout = std::nullopt}};
  scene.store.apply(effects);
}

TEST(Statistics, TellTodayTheWeekAndTheMonthByDaysOfUtc) {
  Scene scene;
  const auto midnight = std::chrono::floor<std::chrono::days>(scene.now);
  const std::chrono::milliseconds moment{1};
  was_paid(scene, midnight);
  was_paid(scene, midnight - moment);
  was_paid(scene, midnight - std::chrono::days{6});
  was_paid(scene, midnight - std::chrono::days{6} - moment);
  was_paid(scene, midnight - std::chrono::days{29});
  was_paid(scene, midnight - std::chrono::days{29} - moment);
  EXPECT_THAT(scene.says(kOwen, "/stats").only().text(), HasSubstr("Today (UTC): 1 payment, 1001 ⭐\n"
                                                                   "Last 7 days: 3 payments, 3003 ⭐\n"
                                                                   "Last 30 days: 5 payments, 5005 ⭐\n"));
}

TEST(Statistics, TellRefundsOnTheDayTheyWereMade) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::lite);
  scene.now += std::chrono::days{2};
  scene.is_refunded(kAnna, {.payload = "order:1", .charge = "bought-1"});
  const std::string text = scene.says(kOlga, "/stats").only().text();
  EXPECT_THAT(text, HasSubstr("Возвратов: 1, 100 ⭐\n"));
  EXPECT_THAT(text, HasSubstr("Сегодня (UTC): платежей — 0, 0 ⭐; возвратов — 1, 100 ⭐\n"
                              "За 7 дней: платежей — 1, 100 ⭐; возвратов — 1, 100 ⭐\n"));
}

TEST(Statistics, AreForOwnersOnly) {
  Scene scene;
  EXPECT_EQ(scene.says(kAnna, "/stats").only().text(), scene.says(kAnna, "/nonsense").only().text());
}

}  // namespace
}  // namespace bot
