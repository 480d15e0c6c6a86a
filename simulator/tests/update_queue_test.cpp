#include "update_queue.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace simulator {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

constexpr values::Timestamp kNow{std::chrono::milliseconds{1'700'000'000'000}};

class UpdateQueueTest : public testing::Test {
 protected:
  std::int64_t push(values::Timestamp at = kNow) { return queue.push("message", json::object{}, at)->value(); }

  std::vector<std::int64_t> batch(std::size_t limit = 100) {
    std::vector<std::int64_t> ids;
    const std::string text = queue.batch(limit);
    if (text.empty()) return ids;
    const json::value updates = json::parse(text);
    for (const json::value& update : updates.as_array()) ids.push_back(update.at("update_id").as_int64());
    return ids;
  }

  Identifiers identifiers{1};
  UpdateQueue queue{identifiers};
};

using Ids = std::vector<std::int64_t>;

TEST_F(UpdateQueueTest, DeliversAgainUntilConfirmed) {
  const std::int64_t first = push();
  push();
  EXPECT_EQ(batch(), (Ids{first, first + 1}));
  EXPECT_EQ(batch(), (Ids{first, first + 1}));
  queue.confirm(first + 1, kNow);
  EXPECT_EQ(batch(), Ids{first + 1});
  EXPECT_EQ(queue.counts().confirmed, 1U);
}

TEST_F(UpdateQueueTest, LimitTakesTheEarliest) {
  const std::int64_t first = push();
  push();
  EXPECT_EQ(batch(1), Ids{first});
}

TEST_F(UpdateQueueTest, NegativeOffsetForgetsAllButTheLast) {
  push();
  push();
  const std::int64_t last = push();
  queue.confirm(-1, kNow);
  EXPECT_EQ(batch(), Ids{last});
}

TEST_F(UpdateQueueTest, OffsetFarBeyondTheEndConfirmsNothing) {
  const std::int64_t only = push();
  queue.confirm(only + 12, kNow);
  EXPECT_EQ(batch(), Ids{only});
  queue.confirm(only + 11, kNow);
  EXPECT_TRUE(batch().empty());
}

TEST_F(UpdateQueueTest, UpdatesAreConfirmedInAnyOrder) {
  const std::int64_t first = push();
  push();
  const std::int64_t last = push();
  queue.confirm_one(values::UpdateId{first + 1}, kNow);
  EXPECT_EQ(batch(), (Ids{first, last}));
  EXPECT_EQ(batch(1), Ids{first});
  EXPECT_EQ(queue.size(), 2U);
  EXPECT_FALSE(queue.is_pending(values::UpdateId{first + 1}));
  queue.confirm_one(values::UpdateId{first + 1}, kNow);
  queue.confirm_one(values::UpdateId{first}, kNow);
  EXPECT_EQ(queue.counts().confirmed, 2U);
  EXPECT_EQ(batch(), Ids{last});
  EXPECT_EQ(queue.redeliver(kNow), 2U);
}

TEST_F(UpdateQueueTest, WhatWasConfirmedOutOfOrderNeitherExpiresNorIsDropped) {
  const std::int64_t first = push();
  push();
  queue.confirm_one(values::UpdateId{first + 1}, kNow);
  queue.expire(kNow + 24h);
  EXPECT_EQ(queue.counts().expired, 1U);
  const std::int64_t third = push(kNow + 24h);
  push(kNow + 24h);
  queue.confirm_one(values::UpdateId{third + 1}, kNow + 24h);
  queue.drop_pending();
  EXPECT_EQ(queue.counts().dropped, 1U);
  EXPECT_EQ(queue.size(), 0U);
  EXPECT_FALSE(queue.has_batch());
}

TEST_F(UpdateQueueTest, KnowsWhatCameAfter) {
  push();
  const std::uint64_t before = queue.queued();
  const std::int64_t second = push();
  queue.confirm(second, kNow);
  Ids seen;
  const auto see = [&seen](const UpdateQueue::Update& update) { seen.push_back(update.id.value()); };
  queue.for_each_after(before, see);
  queue.for_each_after(0, see);
  queue.for_each_after(queue.queued(), see);
  EXPECT_EQ(seen, (Ids{second, second}));
}

TEST_F(UpdateQueueTest, AllowedTypesHoldForLaterUpdatesOnly) {
  const std::int64_t before = push();
  queue.set_allowed_types({"callback_query"});
  EXPECT_FALSE(queue.push("message", json::object{}, kNow));
  EXPECT_EQ(batch(), Ids{before});
  EXPECT_EQ(queue.counts().filtered, 1U);
}

TEST_F(UpdateQueueTest, DefaultLeavesOutWhatTelegramLeavesOut) {
  EXPECT_FALSE(queue.push("chat_member", json::object{}, kNow));
  EXPECT_TRUE(queue.push("my_chat_member", json::object{}, kNow));
}

TEST_F(UpdateQueueTest, UpdatesExpireAfterADay) {
  push(kNow);
  const std::int64_t later = push(kNow + 1h);
  queue.expire(kNow + 24h);
  EXPECT_EQ(batch(), Ids{later});
  EXPECT_EQ(queue.counts().expired, 1U);
}

TEST_F(UpdateQueueTest, IdsBeginAnywhereAfterAQuietWeek) {
  const std::int64_t last = push(kNow);
  EXPECT_NE(push(kNow + UpdateQueue::kQuietUntilNewIds), last + 1);
}

TEST_F(UpdateQueueTest, RedeliversOnceWhatWasConfirmedLately) {
  const std::int64_t first = push();
  queue.confirm(first + 1, kNow);
  const std::int64_t second = push();
  EXPECT_EQ(queue.redeliver(kNow + 30s), 1U);
  queue.confirm(first + 1, kNow + 30s);
  EXPECT_EQ(batch(), (Ids{first, second}));
  EXPECT_EQ(batch(), Ids{second});
}

TEST_F(UpdateQueueTest, DoesNotRedeliverWhatWasConfirmedLongAgo) {
  const std::int64_t first = push();
  queue.confirm(first + 1, kNow);
  EXPECT_EQ(queue.redeliver(kNow + 61s), 0U);
}

TEST_F(UpdateQueueTest, InjectedUpdateGetsAnIdOrKeepsItsOwn) {
  const std::int64_t first = push();
  queue.inject({{"nonsense", true}}, kNow);
  queue.inject({{"update_id", 5}}, kNow);
  EXPECT_EQ(batch(), (Ids{5, first, first + 1}));
  EXPECT_EQ(batch(), (Ids{first, first + 1}));
}

TEST_F(UpdateQueueTest, FullQueueTakesNoMore) {
  for (std::size_t i = 0; i < UpdateQueue::kMaxPending; ++i) push();
  EXPECT_FALSE(queue.push("message", json::object{}, kNow));
  EXPECT_EQ(queue.counts().dropped, 1U);
}

}  // namespace
}  // namespace simulator
