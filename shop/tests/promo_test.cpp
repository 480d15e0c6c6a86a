#include "shop/promo.hpp"

#include <cstdint>
#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace shop {
namespace {

using namespace std::chrono_literals;

constexpr values::Timestamp kNow{std::chrono::days{20'000}};
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

PromoCode percent(int percent) {
  return {.code = "SPRING", .discount = PercentOff{percent}};
}

PromoCode stars(std::int64_t stars) {
  return {.code = "SPRING", .discount = StarsOff{values::Stars{stars}}};
}

TEST(PromoName, IsTheSameInAnyCase) {
  EXPECT_EQ(normalised_promo("Spring-20_x"), "SPRING-20_X");
  EXPECT_EQ(normalised_promo("7"), "7");
  EXPECT_EQ(normalised_promo(std::string(kMaxPromoCode, 'a')), std::string(kMaxPromoCode, 'A'));
}

TEST(PromoName, HasFewCharacters) {
  for (const char* code : {"", " ", "SPRING 20", "SPRING!", "ВЕСНА", "a\n", "A.B", "'", "\xFF", "[", "@", "`", "{"}) {
    EXPECT_EQ(normalised_promo(code), std::nullopt) << code;
  }
  EXPECT_EQ(normalised_promo(std::string_view("A\0B", 3)), std::nullopt);
  EXPECT_EQ(normalised_promo(std::string(kMaxPromoCode + 1, 'a')), std::nullopt);
}

TEST(Discount, RoundsWhatIsLeftToPayUp) {
  struct Case {
    std::int64_t price;
    PromoCode promo;
    std::int64_t left;
  };
  const Case cases[]{
      {250, percent(20), 200},    {250, percent(1), 248},
      {250, percent(99), 3},      {999, percent(50), 500},
      {1, percent(1), 1},         {1, percent(99), 1},
      {10'000, percent(99), 100}, {10'000, percent(1), 9900},
      {101, percent(99), 2},      {250, stars(50), 200},
      {250, stars(249), 1},       {250, stars(250), 1},
      {250, stars(10'000), 1},    {10'000, stars(1), 9999},
      {1, stars(1), 1},           {kMost, percent(50), kMost / 2 + 1},
      {kMost, stars(kMost), 1},   {kLeast, stars(kMost), 1},
      {kLeast, percent(99), 1},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(discounted(values::Stars{each.price}, each.promo), values::Stars{each.left}) << each.price;
  }
}

TEST(Promo, CanBeUsedWithoutLimits) {
  PromoCode promo = percent(10);
  promo.uses_per_customer = std::nullopt;
  for (const PlanId plan : kAllPlans) {
    EXPECT_EQ(why_not(promo, plan, {.by_all = kMost, .by_customer = kMost}, kNow), std::nullopt);
  }
}

TEST(Promo, IsForItsPlans) {
  PromoCode promo = percent(10);
  promo.plans = {PlanId::pro, PlanId::unlimited};
  EXPECT_EQ(why_not(promo, PlanId::lite, {}, kNow), PromoProblem::other_plan);
  EXPECT_EQ(why_not(promo, PlanId::pro, {}, kNow), std::nullopt);
  EXPECT_EQ(why_not(promo, PlanId::unlimited, {}, kNow), std::nullopt);
}

TEST(Promo, ExpiresAtItsEnd) {
  PromoCode promo = percent(10);
  promo.ends_at = kNow;
  EXPECT_EQ(why_not(promo, PlanId::lite, {}, kNow - 1ms), std::nullopt);
  EXPECT_EQ(why_not(promo, PlanId::lite, {}, kNow), PromoProblem::expired);
  EXPECT_EQ(why_not(promo, PlanId::lite, {}, kNow + 1ms), PromoProblem::expired);
}

TEST(Promo, IsUsedUpAtItsLimit) {
  PromoCode promo = percent(10);
  promo.uses = 3;
  EXPECT_EQ(why_not(promo, PlanId::lite, {.by_all = 2}, kNow), std::nullopt);
  EXPECT_EQ(why_not(promo, PlanId::lite, {.by_all = 3}, kNow), PromoProblem::used_up);
  EXPECT_EQ(why_not(promo, PlanId::lite, {.by_all = 4}, kNow), PromoProblem::used_up);
}

TEST(Promo, IsForOneUseByACustomerUnlessItSaysOtherwise) {
  PromoCode promo = percent(10);
  EXPECT_EQ(why_not(promo, PlanId::lite, {.by_all = 50}, kNow), std::nullopt);
  EXPECT_EQ(why_not(promo, PlanId::lite, {.by_all = 1, .by_customer = 1}, kNow), PromoProblem::used_by_customer);
  promo.uses_per_customer = 2;
  EXPECT_EQ(why_not(promo, PlanId::lite, {.by_all = 1, .by_customer = 1}, kNow), std::nullopt);
  EXPECT_EQ(why_not(promo, PlanId::lite, {.by_all = 2, .by_customer = 2}, kNow), PromoProblem::used_by_customer);
}

}  // namespace
}  // namespace shop
