#include "webhook_schedule.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace simulator {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

constexpr values::Timestamp kNow{std::chrono::milliseconds{1'700'000'000'000}};
constexpr std::int64_t kAnna = 42;
constexpr std::int64_t kBoris = 43;

class WebhookScheduleTest : public testing::Test {
 protected:
  values::UpdateId say(std::int64_t person) {
    const values::UpdateId id =
        queue.push("message", json::object{{"from", json::object{{"id", person}}}}, kNow).value();
    schedule->load();
    return id;
  }

  WebhookSchedule::Attempt next(values::Timestamp now = kNow) {
    const auto attempt = schedule->next(now);
    EXPECT_TRUE(attempt);
    return attempt.value_or(WebhookSchedule::Attempt{});
  }

  void confirm(const WebhookSchedule::Attempt& attempt) {
    schedule->succeeded(attempt);
    queue.confirm_one(*attempt.id, kNow);
  }

  Identifiers identifiers{1};
  UpdateQueue queue{identifiers};
  std::unique_ptr<WebhookSchedule> schedule = std::make_unique<WebhookSchedule>(queue);
};

TEST_F(WebhookScheduleTest, OnePersonsUpdatesComeOneAfterTheOther) {
  const values::UpdateId first = say(kAnna);
  const values::UpdateId second = say(kAnna);
  const values::UpdateId other = say(kBoris);
  const WebhookSchedule::Attempt attempt = next();
  EXPECT_EQ(attempt.id, first);
  EXPECT_EQ(next().id, other);
  EXPECT_FALSE(schedule->next(kNow));
  confirm(attempt);
  EXPECT_EQ(next().id, second);
}

TEST_F(WebhookScheduleTest, UpdatesOfNobodyWaitForNothing) {
  queue.inject({{"nonsense", true}}, kNow);
  queue.inject({{"nonsense", true}}, kNow);
  schedule->load();
  EXPECT_EQ(schedule->count_ready(kNow), 2U);
}

TEST_F(WebhookScheduleTest, RetriesAtOnceAndThenLessAndLessOften) {
  const values::UpdateId id = say(kAnna);
  schedule->failed(next(), kNow);
  values::Timestamp now = kNow;
  for (const std::chrono::seconds delay : {0s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
    if (delay > 0s) {
      EXPECT_FALSE(schedule->next(now + delay - 1ms)) << delay.count();
    }
    now += delay;
    const WebhookSchedule::Attempt attempt = next(now);
    EXPECT_EQ(attempt.id, id);
    schedule->failed(attempt, now);
  }
}

TEST_F(WebhookScheduleTest, AFailureHoldsUpOnePersonOnly) {
  say(kAnna);
  schedule->failed(next(), kNow);
  schedule->failed(next(), kNow);
  EXPECT_EQ(next().id, say(kBoris));
  EXPECT_FALSE(schedule->next(kNow));
}

TEST_F(WebhookScheduleTest, TheNextUpdateStartsWithoutDelays) {
  say(kAnna);
  const values::UpdateId second = say(kAnna);
  schedule->failed(next(), kNow);
  schedule->failed(next(), kNow);
  confirm(next(kNow + 2s));
  schedule->failed(next(kNow + 2s), kNow + 2s);
  EXPECT_EQ(next(kNow + 2s).id, second);
}

TEST_F(WebhookScheduleTest, ObeysRetryAfter) {
  say(kAnna);
  schedule->failed(next(), kNow, 30s);
  EXPECT_FALSE(schedule->next(kNow + 29s));
  schedule->failed(next(kNow + 30s), kNow + 30s, 2h);
  EXPECT_FALSE(schedule->next(kNow + 30s + 59min));
  EXPECT_TRUE(schedule->next(kNow + 30s + 1h));
}

TEST_F(WebhookScheduleTest, PassesOverWhatHasExpired) {
  say(kAnna);
  say(kAnna);
  queue.expire(kNow + UpdateQueue::kLifetime);
  EXPECT_FALSE(schedule->next(kNow + UpdateQueue::kLifetime));
  const values::UpdateId later = say(kAnna);
  EXPECT_EQ(next().id, later);
}

TEST_F(WebhookScheduleTest, ANewScheduleBeginsWithWhatIsNotConfirmed) {
  say(kAnna);
  const WebhookSchedule::Attempt others = (say(kBoris), next(), next());
  confirm(others);
  schedule = std::make_unique<WebhookSchedule>(queue);
  schedule->load();
  EXPECT_EQ(schedule->count_ready(kNow), 1U);
  EXPECT_EQ(queue.size(), 1U);
}

TEST_F(WebhookScheduleTest, WhatIsOutOfOrderIsTriedUntilItSucceedsOrGoesBack) {
  queue.inject({{"update_id", 5}}, kNow);
  schedule->load();
  const WebhookSchedule::Attempt attempt = next();
  EXPECT_FALSE(attempt.id);
  EXPECT_EQ(attempt.json, R"({"update_id":5})");
  schedule->failed(attempt, kNow);
  EXPECT_FALSE(queue.has_batch());
  schedule.reset();
  EXPECT_EQ(queue.batch(100), R"([{"update_id":5}])");
}

}  // namespace
}  // namespace simulator
