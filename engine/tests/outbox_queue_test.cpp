#include "outbox_queue.hpp"

#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace engine {
namespace {

using namespace std::chrono_literals;
using store::Lane;

constexpr values::Timestamp kStart{1'000'000s};

store::OutboxMessage message(std::int64_t id, std::optional<std::int64_t> chat, Lane lane = Lane::reply) {
  store::OutboxMessage made{.id = values::OutboxId{id}, .lane = lane, .method = "sendMessage", .body = "{}"};
  if (chat) made.chat = values::ChatId{*chat};
  return made;
}

std::vector<std::int64_t> take_all(OutboxQueue& queue, values::Timestamp now) {
  std::vector<std::int64_t> ids;
  while (const auto taken = queue.take(now)) {
    ids.push_back(taken->id.value());
    queue.finished(*taken);
  }
  return ids;
}

TEST(OutboxQueue, TakesTheMostUrgentLaneFirst) {
  OutboxQueue queue({.enabled = false});
  queue.push(message(1, 10, Lane::broadcast));
  queue.push(message(2, 20, Lane::reply));
  queue.push(message(3, 30, Lane::receipt));
  queue.push(message(4, std::nullopt, Lane::pre_checkout));
  EXPECT_EQ(take_all(queue, kStart), (std::vector<std::int64_t>{4, 3, 2, 1}));
}

TEST(OutboxQueue, AReceiptOvertakesTheRepliesOfItsChat) {
  OutboxQueue queue({.enabled = false});
  queue.push(message(1, 10, Lane::reply));
  queue.push(message(2, 10, Lane::reply));
  queue.push(message(3, 10, Lane::receipt));
  EXPECT_EQ(take_all(queue, kStart), (std::vector<std::int64_t>{3, 1, 2}));
}

TEST(OutboxQueue, SendsOneMessageOfAChatAtATime) {
  OutboxQueue queue({.enabled = false});
  queue.push(message(1, 10));
  queue.push(message(2, 10));
  const auto first = queue.take(kStart);
  ASSERT_TRUE(first);
  EXPECT_FALSE(queue.take(kStart));
  EXPECT_EQ(queue.size(), 2U);
  queue.finished(*first);
  EXPECT_EQ(queue.take(kStart)->id, values::OutboxId{2});
}

TEST(OutboxQueue, AMessagePutBackStaysAheadOfItsChat) {
  OutboxQueue queue({.enabled = false});
  queue.push(message(1, 10));
  queue.push(message(2, 10));
  queue.push(message(3, 20));
  auto failed = *queue.take(kStart);
  failed.not_before = kStart + 5s;
  queue.put_back(failed);
  EXPECT_EQ(take_all(queue, kStart), (std::vector<std::int64_t>{3})) << "another chat goes on";
  EXPECT_EQ(queue.next_at(), kStart + 5s);
  EXPECT_EQ(take_all(queue, kStart + 5s), (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(queue.size(), 0U);
}

TEST(OutboxQueue, APausedChatWaitsAndOthersDoNot) {
  OutboxQueue queue({.enabled = true});
  queue.pause(values::ChatId{10}, kStart + 30s);
  queue.push(message(1, 10));
  queue.push(message(2, 20));
  EXPECT_EQ(take_all(queue, kStart), (std::vector<std::int64_t>{2}));
  EXPECT_TRUE(take_all(queue, kStart + 29s).empty());
  EXPECT_EQ(take_all(queue, kStart + 30s), (std::vector<std::int64_t>{1}));
}

TEST(OutboxQueue, LosesNothingAndKeepsOrderWhateverHappens) {
  std::mt19937 random(20260131);
  OutboxQueue queue({.enabled = true});
  std::vector<store::OutboxMessage> in_flight;
  std::map<std::pair<std::int64_t, Lane>, std::int64_t> newest_sent;
  std::size_t sent = 0;
  values::Timestamp now = kStart;
  constexpr std::int64_t kMessages = 3'000;
  for (std::int64_t id = 1; sent < kMessages; now += std::chrono::milliseconds(random() % 3'000)) {
    for (int pushes = 0; pushes < 3 && id <= kMessages; ++pushes, ++id) {
      queue.push(message(id, static_cast<std::int64_t>(random() % 50), static_cast<Lane>(random() % 4)));
    }
    while (auto taken = queue.take(now)) in_flight.push_back(*taken);
    std::set<std::int64_t> busy_chats;
    for (const auto& flying : in_flight) {
      ASSERT_TRUE(busy_chats.insert(flying.chat->value()).second) << "two messages to one chat at a time";
    }
    for (auto& flying : in_flight) {
      if (random() % 4 == 0) {
        flying.not_before = now + std::chrono::seconds(random() % 10);
        queue.put_back(flying);
        continue;
      }
      auto& newest = newest_sent[{flying.chat->value(), flying.lane}];
      ASSERT_LT(newest, flying.id.value()) << "out of order";
      newest = flying.id.value();
      queue.finished(flying);
      ++sent;
    }
    in_flight.clear();
    ASSERT_LT(now, kStart + std::chrono::days(10)) << "stuck";
  }
  EXPECT_EQ(queue.size(), 0U);
  EXPECT_FALSE(queue.next_at());
}

}  // namespace
}  // namespace engine
