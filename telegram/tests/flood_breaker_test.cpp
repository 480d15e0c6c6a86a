#include "telegram/flood_breaker.hpp"

#include <gtest/gtest.h>

namespace telegram {
namespace {

using namespace std::chrono_literals;
using values::ChatId;
using values::Timestamp;

constexpr Timestamp kStart{1'700'000'000s};

TEST(FloodBreaker, ClosesWhenThreeChatsAreRefusedInARow) {
  FloodBreaker breaker;
  breaker.refused(ChatId{1}, kStart + 5s);
  breaker.refused(ChatId{2}, kStart + 9s);
  EXPECT_FALSE(breaker.is_probing());
  EXPECT_EQ(breaker.closed_until(), Timestamp{});
  breaker.refused(ChatId{3}, kStart + 7s);
  EXPECT_TRUE(breaker.is_probing());
  EXPECT_EQ(breaker.closed_until(), kStart + 9s);
}

TEST(FloodBreaker, OneChatRefusedAgainAndAgainIsItsOwnTrouble) {
  FloodBreaker breaker;
  for (int i = 0; i < 10; ++i) breaker.refused(ChatId{1}, kStart + i * 1s);
  EXPECT_FALSE(breaker.is_probing());
}

TEST(FloodBreaker, CallsWithoutAChatCountEach) {
  FloodBreaker breaker;
  for (int i = 0; i < 3; ++i) breaker.refused(std::nullopt, kStart + 5s);
  EXPECT_TRUE(breaker.is_probing());
}

TEST(FloodBreaker, OpensWithTheFirstMessageTaken) {
  FloodBreaker breaker;
  for (int chat = 1; chat <= 5; ++chat) breaker.refused(ChatId{chat}, kStart + 5s);
  breaker.accepted();
  EXPECT_FALSE(breaker.is_probing());
  EXPECT_EQ(breaker.closed_until(), Timestamp{});
  breaker.refused(ChatId{1}, kStart + 20s);
  EXPECT_FALSE(breaker.is_probing());
}

TEST(FloodBreaker, AProbeRefusedKeepsItClosedForLonger) {
  FloodBreaker breaker;
  for (int chat = 1; chat <= 3; ++chat) breaker.refused(ChatId{chat}, kStart + 5s);
  breaker.refused(ChatId{1}, kStart + 65s);
  EXPECT_EQ(breaker.closed_until(), kStart + 65s);
}

}  // namespace
}  // namespace telegram
