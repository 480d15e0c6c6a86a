#include "telegram/flood_control.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace telegram {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using values::ChatId;
using values::Timestamp;

constexpr Timestamp kStart{1'700'000'000s};
constexpr ChatId kPrivate{42};
constexpr ChatId kGroup{-42};

/// The most messages within any stretch of `window`.
std::ptrdiff_t most_within(const std::vector<Timestamp>& sent, milliseconds window) {
  std::ptrdiff_t most = 0;
  for (auto first = sent.begin(); first != sent.end(); ++first) {
    most = std::max(most, std::lower_bound(first, sent.end(), *first + window) - first);
  }
  return most;
}

/// Reserves for `chat` at random moments, often many at once.
std::vector<Timestamp> reserve_at_random(FloodControl& flood, ChatId chat, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Timestamp> sent;
  Timestamp now = kStart;
  for (int i = 0; i < 500; ++i) {
    now += random() % 3 == 0 ? milliseconds{random() % 9000} : 0ms;
    sent.push_back(flood.reserve(chat, now));
    EXPECT_GE(sent.back(), now);
  }
  return sent;
}

TEST(FloodControl, TakesABurstAndThenOneASecond) {
  FloodControl flood;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(flood.reserve(kPrivate, kStart), kStart);
  EXPECT_EQ(flood.reserve(kPrivate, kStart), kStart + 1s);
  EXPECT_EQ(flood.reserve(kPrivate, kStart), kStart + 2s);
  EXPECT_EQ(flood.reserve(ChatId{43}, kStart), kStart) << "chats don't wait for one another";
}

TEST(FloodControl, NeverExceedsOneASecondAndTheBurstInAnyWindow) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    FloodControl flood;
    const std::vector<Timestamp> sent = reserve_at_random(flood, kPrivate, seed);
    EXPECT_TRUE(std::ranges::is_sorted(sent));
    for (const auto window : {1s, 2s, 7s, 60s, 600s}) EXPECT_LE(most_within(sent, window), 5 + window / 1s - 1) << seed;
  }
}

TEST(FloodControl, NeverExceedsTwentyAMinuteInAGroup) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    FloodControl flood;
    const std::vector<Timestamp> sent = reserve_at_random(flood, kGroup, seed);
    EXPECT_TRUE(std::ranges::is_sorted(sent));
    EXPECT_LE(most_within(sent, 60s), 20) << seed;
  }
}

TEST(FloodControl, UsesTheWholeAllowance) {
  FloodControl flood;
  Timestamp last;
  for (int i = 0; i < 40; ++i) last = flood.reserve(kGroup, kStart);
  EXPECT_EQ(last, kStart + 60s + 15s) << "the twentieth of the second minute";
}

TEST(FloodControl, ObeysAPauseThatOnlyGrows) {
  FloodControl flood;
  flood.refused(Traffic::reply, kPrivate, kStart + 30s);
  flood.refused(Traffic::reply, kPrivate, kStart + 10s);
  EXPECT_EQ(flood.reserve(kPrivate, kStart), kStart + 30s);
  EXPECT_EQ(flood.reserve(kPrivate, kStart + 40s), kStart + 40s);
}

TEST(FloodControl, SwitchedOffOnlyObeysPauses) {
  FloodControl flood({.enabled = false});
  for (int i = 0; i < 100; ++i) EXPECT_EQ(flood.reserve(kGroup, kStart), kStart);
  EXPECT_EQ(flood.tracked_chats(), 0U);
  flood.refused(Traffic::reply, kGroup, kStart + 30s);
  EXPECT_EQ(flood.reserve(kGroup, kStart), kStart + 30s);
}

TEST(FloodControl, ForgetsIdleChats) {
  FloodControl flood;
  for (int minute = 0; minute < 100; ++minute) {
    for (int chat = 1; chat <= 50; ++chat) flood.reserve(ChatId{1000 * minute + chat}, kStart + minute * 60s);
    EXPECT_LE(flood.tracked_chats(), 51U);
  }
}

TEST(FloodControl, DoesNotForgetWhatStillCounts) {
  FloodControl flood;
  for (int i = 0; i < 20; ++i) flood.reserve(kGroup, kStart);
  flood.refused(Traffic::reply, kPrivate, kStart + 300s);
  for (auto passed = 0s; passed < 50s; passed += 1s) flood.reserve(ChatId{1}, kStart + passed);
  EXPECT_EQ(flood.reserve(kGroup, kStart + 50s), kStart + 60s);
  EXPECT_EQ(flood.reserve(kPrivate, kStart + 50s), kStart + 300s);
}

TEST(FloodControl, AClockSetBackHoldsNobodyUp) {
  FloodControl flood;
  for (int i = 0; i < 5; ++i) flood.reserve(kPrivate, kStart);
  EXPECT_EQ(flood.reserve(kPrivate, kStart - 1h), kStart - 1h + 1s);
}

TEST(FloodControl, TakesSenselessLimitsAsTheStrictest) {
  FloodControl flood({.chat_burst = 0, .group_per_minute = -5});
  EXPECT_EQ(flood.reserve(kGroup, kStart), kStart);
  EXPECT_EQ(flood.reserve(kGroup, kStart), kStart + 60s);
}

}  // namespace
}  // namespace telegram
