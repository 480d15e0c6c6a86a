#include "telegram/backoff.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace telegram {
namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr BackoffOptions kOptions{.first = 500ms, .longest = 60s};
constexpr double kHighest = 0.9999999;

TEST(DelayFor, DoublesAndKeepsToTheUpperHalf) {
  EXPECT_EQ(delay_for(kOptions, 1, 0), 250ms);
  EXPECT_EQ(delay_for(kOptions, 1, 0.5), 375ms);
  EXPECT_EQ(delay_for(kOptions, 1, kHighest), 499ms);
  EXPECT_EQ(delay_for(kOptions, 2, 0), 500ms);
  EXPECT_EQ(delay_for(kOptions, 3, 0), 1s);
  EXPECT_EQ(delay_for(kOptions, 3, kHighest), 1999ms);
}

TEST(DelayFor, StaysBelowTheLongestHoweverOftenItFails) {
  for (const int attempt : {8, 9, 64, 1'000'000, std::numeric_limits<int>::max()}) {
    EXPECT_EQ(delay_for(kOptions, attempt, 0), 30s) << attempt;
    EXPECT_EQ(delay_for(kOptions, attempt, kHighest), 59'999ms) << attempt;
  }
}

TEST(DelayFor, TakesOddOptions) {
  EXPECT_EQ(delay_for({.first = 10s, .longest = 1s}, 1, 0), 500ms);
  EXPECT_EQ(delay_for({.first = 0ms, .longest = 1s}, std::numeric_limits<int>::max(), 0.5), 0ms);
  EXPECT_EQ(delay_for({.first = 1ms, .longest = milliseconds::max()}, std::numeric_limits<int>::max(), 0),
            milliseconds::max() / 2);
  EXPECT_EQ(delay_for(kOptions, 0, 0), 250ms);
}

TEST(Backoff, BeginsAnewAfterAReset) {
  Backoff backoff(kOptions, 1);
  for (int i = 0; i < 5; ++i) backoff.next();
  EXPECT_EQ(backoff.attempts(), 5);
  EXPECT_GE(backoff.next(), 8s);
  backoff.reset();
  EXPECT_EQ(backoff.attempts(), 0);
  EXPECT_LT(backoff.next(), 500ms);
}

TEST(Backoff, DiffersFromOneClientToAnother) {
  Backoff one(kOptions, 1);
  Backoff other(kOptions, 2);
  EXPECT_NE(one.next(), other.next());
}

}  // namespace
}  // namespace telegram
