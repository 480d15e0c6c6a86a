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

/// Telegram answers the next message with 429.
void refuse_next(OutboxQueue& queue, values::Timestamp now, values::Timestamp until) {
  store::OutboxMessage taken = *queue.take(now);
  taken.not_before = until;
  queue.refused(taken);
  queue.put_back(taken);
}

/// How many may be sent at the same time.
std::size_t take_without_finishing(OutboxQueue& queue, values::Timestamp now) {
  std::size_t taken = 0;
  while (queue.take(now)) ++taken;
  return taken;
}

TEST(OutboxQueue, TakesTheMostUrgentLaneFirst) {
  OutboxQueue queue({.flood = {.enabled = false}});
  queue.push(message(1, 10, Lane::broadcast));
  queue.push(message(2, 20, Lane::reply));
  queue.push(message(3, 30, Lane::receipt));
  queue.push(message(4, std::nullopt, Lane::pre_checkout));
  EXPECT_EQ(take_all(queue, kStart), (std::vector<std::int64_t>{4, 3, 2, 1}));
}

TEST(OutboxQueue, AReceiptOvertakesTheRepliesOfItsChat) {
  OutboxQueue queue({.flood = {.enabled = false}});
  queue.push(message(1, 10, Lane::reply));
  queue.push(message(2, 10, Lane::reply));
  queue.push(message(3, 10, Lane::receipt));
  EXPECT_EQ(take_all(queue, kStart), (std::vector<std::int64_t>{3, 1, 2}));
}

TEST(OutboxQueue, SendsOneMessageOfAChatAtATime) {
  OutboxQueue queue({.flood = {.enabled = false}});
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
  OutboxQueue queue({.flood = {.enabled = false}});
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
  OutboxQueue queue({.flood = {.enabled = true}});
  queue.push(message(1, 10));
  queue.push(message(2, 20));
  refuse_next(queue, kStart, kStart + 30s);
  EXPECT_EQ(take_all(queue, kStart), (std::vector<std::int64_t>{2}));
  EXPECT_TRUE(take_all(queue, kStart + 29s).empty());
  EXPECT_EQ(take_all(queue, kStart + 30s), (std::vector<std::int64_t>{1}));
}

TEST(OutboxQueue, RepliesLeaveRoomForPreCheckoutAnswers) {
  OutboxQueue queue({.sending = 4, .sending_urgent = 2});
  for (std::int64_t id = 1; id <= 10; ++id) queue.push(message(id, id));
  EXPECT_EQ(take_without_finishing(queue, kStart), 4U);
  EXPECT_FALSE(queue.next_at()) << "something has to be finished first";
  for (std::int64_t id = 11; id <= 20; ++id) queue.push(message(id, std::nullopt, Lane::pre_checkout));
  EXPECT_EQ(take_without_finishing(queue, kStart), 2U);
}

TEST(OutboxQueue, BroadcastsLeaveRoomForReplies) {
  OutboxQueue queue({.flood = {.enabled = false}, .sending = 4, .sending_bulk = 1});
  for (std::int64_t id = 1; id <= 10; ++id) queue.push(message(id, id, Lane::broadcast));
  EXPECT_EQ(take_without_finishing(queue, kStart), 1U);
  for (std::int64_t id = 11; id <= 20; ++id) queue.push(message(id, id));
  EXPECT_EQ(take_without_finishing(queue, kStart), 3U);
}

TEST(OutboxQueue, ABroadcastKeepsItsPaceAndRepliesDoNotWaitForIt) {
  OutboxQueue queue({.flood = {.bulk_per_second = 10}});
  for (std::int64_t id = 1; id <= 100; ++id) queue.push(message(id, id, Lane::broadcast));
  std::size_t sent = 0;
  values::Timestamp now = kStart;
  for (; now < kStart + 5s; now = *queue.next_at()) sent += take_all(queue, now).size();
  EXPECT_GE(sent, 50U);
  EXPECT_LE(sent, 52U);
  queue.push(message(101, 101));
  EXPECT_EQ(take_all(queue, now - 50ms), (std::vector<std::int64_t>{101}));
}

TEST(OutboxQueue, WhenEverybodyIsRefusedOneMessageAtATimeFindsOutWhetherThatIsOver) {
  OutboxQueue queue({});
  for (std::int64_t id = 1; id <= 10; ++id) queue.push(message(id, id));
  for (int i = 0; i < 3; ++i) refuse_next(queue, kStart, kStart + 60s);
  EXPECT_FALSE(queue.take(kStart + 59s)) << "seven more chats would only be refused as well";
  queue.push(message(11, std::nullopt, Lane::pre_checkout));
  const auto urgent = queue.take(kStart + 59s);
  ASSERT_TRUE(urgent) << "who pays can't wait";
  queue.accepted(*urgent);
  queue.finished(*urgent);
  EXPECT_EQ(queue.next_at(), kStart + 60s);

  const auto probe = queue.take(kStart + 60s);
  ASSERT_TRUE(probe);
  EXPECT_FALSE(queue.take(kStart + 60s));
  queue.accepted(*probe);
  queue.finished(*probe);
  EXPECT_EQ(take_all(queue, kStart + 60s).size(), 9U);
}

TEST(OutboxQueue, HasNoRoomForMoreRepliesWhenFullAndAlwaysForMoney) {
  OutboxQueue queue({.waiting = 3, .waiting_in_chat = 2});
  queue.push(message(1, 10));
  queue.push(message(2, 10));
  EXPECT_FALSE(queue.has_room_for(message(3, 10))) << "too many in one chat";
  EXPECT_TRUE(queue.has_room_for(message(3, 20)));
  queue.push(message(3, 20));
  EXPECT_FALSE(queue.has_room_for(message(4, 30))) << "too many in all";
  EXPECT_TRUE(queue.has_room_for(message(4, 30, Lane::broadcast)));
  EXPECT_TRUE(queue.has_room_for(message(4, 10, Lane::receipt)));
  EXPECT_TRUE(queue.has_room_for(message(4, std::nullopt, Lane::pre_checkout)));
}

TEST(OutboxQueue, LosesNothingAndKeepsOrderWhateverHappens) {
  std::mt19937 random(20260131);
  OutboxQueue queue({.flood = {.enabled = true}});
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
