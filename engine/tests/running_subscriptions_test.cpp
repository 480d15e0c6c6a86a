#include "running_subscriptions.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <random>

#include <gtest/gtest.h>

#include "shop/records.hpp"

namespace engine {
namespace {

using namespace std::chrono_literals;
using shop::PlanId;

constexpr values::Timestamp kStart{1'000'000s};

shop::Subscription until(PlanId plan, values::Timestamp ends_at) {
  return {.plan = plan, .started_at = kStart, .ends_at = ends_at};
}

TEST(RunningSubscriptions, CountsEachUntilItEnds) {
  RunningSubscriptions running;
  running.changed(until(PlanId::pro, kStart + 1h), std::nullopt);
  running.changed(until(PlanId::pro, kStart + 2h), std::nullopt);
  running.changed(until(PlanId::lite, kStart + 2h), std::nullopt);
  EXPECT_EQ(running.count(PlanId::pro, kStart), 2);
  EXPECT_EQ(running.count(PlanId::pro, kStart + 1h - 1ms), 2);
  EXPECT_EQ(running.count(PlanId::pro, kStart + 1h), 1) << "over at this very moment";
  EXPECT_EQ(running.count(PlanId::lite, kStart + 1h), 1);
  EXPECT_EQ(running.count(PlanId::unlimited, kStart), 0);
}

TEST(RunningSubscriptions, ARenewedOneStaysOne) {
  RunningSubscriptions running;
  const auto first = until(PlanId::lite, kStart + 1h);
  const auto renewed = until(PlanId::lite, kStart + 2h);
  running.changed(first, std::nullopt);
  running.changed(renewed, first);
  EXPECT_EQ(running.count(PlanId::lite, kStart), 1);
  EXPECT_EQ(running.count(PlanId::lite, kStart + 1h), 1);
  EXPECT_EQ(running.count(PlanId::lite, kStart + 2h), 0);
}

TEST(RunningSubscriptions, AChangeThatLeavesTheEndLeavesTheCount) {
  RunningSubscriptions running;
  const auto first = until(PlanId::lite, kStart + 1h);
  running.changed(first, std::nullopt);
  for (int i = 0; i < 3; ++i) running.changed(first, first);
  EXPECT_EQ(running.count(PlanId::lite, kStart), 1);
  running.changed(until(PlanId::lite, kStart), first);
  EXPECT_EQ(running.count(PlanId::lite, kStart), 0) << "revoked";
  EXPECT_EQ(running.count(PlanId::lite, kStart + 1h), 0);
}

TEST(RunningSubscriptions, AnotherPlanReplacesTheOneBefore) {
  RunningSubscriptions running;
  const auto pro = until(PlanId::pro, kStart + 10h);
  running.changed(pro, std::nullopt);
  running.changed(until(PlanId::lite, kStart + 1h), pro);
  EXPECT_EQ(running.count(PlanId::pro, kStart), 0);
  EXPECT_EQ(running.count(PlanId::lite, kStart), 1);
}

TEST(RunningSubscriptions, OneThatHadEndedTakesNothingAwayWhetherOrNotItsEndWasCounted) {
  for (const bool counted_meanwhile : {true, false}) {
    RunningSubscriptions running;
    const auto first = until(PlanId::lite, kStart + 1h);
    running.changed(first, std::nullopt);
    running.changed(until(PlanId::lite, kStart + 9h), std::nullopt);
    if (counted_meanwhile) {
      EXPECT_EQ(running.count(PlanId::lite, kStart + 2h), 1);
    }
    running.changed(until(PlanId::lite, kStart + 5h), first);
    EXPECT_EQ(running.count(PlanId::lite, kStart + 2h), 2);
  }
}

TEST(RunningSubscriptions, WhatHasEndedStaysOverWhenTheClockIsSetBack) {
  RunningSubscriptions running;
  const auto ended = until(PlanId::lite, kStart + 1h);
  running.changed(ended, std::nullopt);
  EXPECT_EQ(running.count(PlanId::lite, kStart + 2h), 0);
  EXPECT_EQ(running.count(PlanId::lite, kStart), 0);
  running.changed(until(PlanId::lite, kStart + 9h), ended);
  EXPECT_EQ(running.count(PlanId::lite, kStart), 1) << "what had ended is not taken away a second time";

  running.resume(PlanId::pro, {kStart + 1h}, kStart);
  running.changed(until(PlanId::pro, kStart + 2h), until(PlanId::pro, kStart - 1ms));
  EXPECT_EQ(running.count(PlanId::pro, kStart - 1h), 2);
}

TEST(RunningSubscriptions, ResumesWithThoseThatRun) {
  RunningSubscriptions running;
  running.resume(PlanId::pro, {kStart + 1h, kStart + 2h, kStart + 3h}, kStart);
  EXPECT_EQ(running.count(PlanId::pro, kStart), 3);
  running.changed(until(PlanId::pro, kStart + 4h), until(PlanId::pro, kStart - 1h));
  EXPECT_EQ(running.count(PlanId::pro, kStart), 4) << "what had ended before was not among them";
  EXPECT_EQ(running.count(PlanId::pro, kStart + 2h), 2);
}

TEST(RunningSubscriptions, AgreeWithAModelThatLooksAtEveryOne) {
  std::mt19937 random(20260131);
  RunningSubscriptions running;
  std::map<std::uint64_t, shop::Subscription> by_user;
  values::Timestamp now = kStart;
  for (int step = 0; step < 20'000; ++step) {
    now += std::chrono::milliseconds(random() % 2'000);
    const std::uint64_t user = random() % 300;
    const auto plan = shop::kAllPlans.at(random() % shop::kAllPlans.size());
    const auto known = by_user.find(user);
    const auto replaced = known == by_user.end() ? std::nullopt : std::optional(known->second);
    by_user[user] = until(plan, now + std::chrono::milliseconds(random() % 400'000));
    running.changed(by_user[user], replaced);
    if (step % 1'000 == 0) {
      for (const PlanId each : shop::kAllPlans) {
        std::vector<values::Timestamp> ends;
        for (const auto& [id, subscription] : by_user) {
          if (subscription.plan == each && subscription.active_at(now)) ends.push_back(subscription.ends_at);
        }
        std::ranges::sort(ends);
        running.resume(each, ends, now);
      }
    }
    if (step % 7 != 0) continue;
    for (const PlanId each : shop::kAllPlans) {
      const auto expected = std::ranges::count_if(
          by_user, [&](const auto& entry) { return entry.second.plan == each && entry.second.active_at(now); });
      ASSERT_EQ(running.count(each, now), expected) << "after step " << step;
    }
  }
}

TEST(RunningSubscriptions, WhatChangesBeforeItIsKnownIsPartOfWhatIsReadThen) {
  RunningSubscriptions running;
  running.await(PlanId::pro);
  running.changed(until(PlanId::pro, kStart + 2h), until(PlanId::pro, kStart + 1h));
  running.changed(until(PlanId::lite, kStart + 2h), until(PlanId::pro, kStart + 1h));
  EXPECT_EQ(running.count(PlanId::pro, kStart), 0);
  EXPECT_EQ(running.count(PlanId::lite, kStart), 1);
  running.resume(PlanId::pro, {kStart + 2h, kStart + 3h}, kStart);
  EXPECT_EQ(running.count(PlanId::pro, kStart), 2);
  running.changed(until(PlanId::pro, kStart + 4h), until(PlanId::pro, kStart + 3h));
  EXPECT_EQ(running.count(PlanId::pro, kStart), 2);
}

}  // namespace
}  // namespace engine
