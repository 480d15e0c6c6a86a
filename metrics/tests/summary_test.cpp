#include "metrics/summary.hpp"

#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "metrics/registry.hpp"
#include "metrics/testing.hpp"

namespace metrics {
namespace {

using std::chrono::hours;
using std::chrono::system_clock;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kLargest = std::numeric_limits<double>::max();

class SummaryTest : public ::testing::Test {
 protected:
  Summary& restarted() {
    sizes_.remove("photo");
    return sizes_.with("photo");
  }

  system_clock::time_point now_{hours(1)};
  Registry registry_{{.now = [this] { return now_; }}};
  SummaryFamily& sizes_ = registry_.summary({.name = "size_bytes", .help = "Sizes.", .labels = {"kind"}});
  Summary& photos_ = sizes_.with("photo");
};

TEST_F(SummaryTest, CountsAndAddsUp) {
  photos_.observe(512);
  photos_.observe(0.5);
  photos_.observe(-12.5);
  photos_.observe(0);
  EXPECT_EQ(photos_.sample().count, 4U);
  EXPECT_EQ(photos_.sample().sum, 500);
}

TEST_F(SummaryTest, IsExposedAsCountAndSum) {
  photos_.observe(512);
  EXPECT_EQ(testing::compare(registry_, R"(
                # HELP size_bytes Sizes.
                # TYPE size_bytes summary
                size_bytes_sum{kind="photo"} 512
                size_bytes_count{kind="photo"} 1
            )"),
            "");
}

TEST_F(SummaryTest, NaNCountsAndSpoilsTheSum) {
  photos_.observe(kNaN);
  photos_.observe(1);
  EXPECT_EQ(photos_.sample().count, 2U);
  EXPECT_TRUE(std::isnan(photos_.sample().sum));
}

TEST_F(SummaryTest, InfinitiesCountAndAddUpAsNumbersDo) {
  photos_.observe(kInfinity);
  photos_.observe(1);
  EXPECT_EQ(photos_.sample().sum, kInfinity);
  photos_.observe(-kInfinity);
  EXPECT_EQ(photos_.sample().count, 3U);
  EXPECT_TRUE(std::isnan(photos_.sample().sum));
}

TEST_F(SummaryTest, AddsUpTheLargestNumbers) {
  photos_.observe(kLargest);
  EXPECT_EQ(photos_.sample().sum, kLargest);
  photos_.observe(kLargest);
  EXPECT_EQ(photos_.sample().sum, kInfinity);
  EXPECT_EQ(photos_.sample().count, 2U);
}

TEST_F(SummaryTest, BeginsAgainWhateverItHeld) {
  for (const double last : {7.5, 1e288, kLargest, kInfinity, -kInfinity, kNaN}) {
    photos_.observe(last);
    const Summary& again = restarted();
    EXPECT_EQ(&again, &photos_);
    EXPECT_EQ(again.sample().count, 0U) << last;
    EXPECT_EQ(again.sample().sum, 0) << last;
  }
  restarted().observe(2);
  EXPECT_EQ(photos_.sample().count, 1U);
}

TEST_F(SummaryTest, WhatWasObservedWhileItWasRemovedIsSeenNowhere) {
  sizes_.remove("photo");
  photos_.observe(100);
  EXPECT_EQ(testing::value_of(registry_, "size_bytes_count", {"photo"}), std::nullopt);
  EXPECT_EQ(sizes_.with("photo").sample().count, 0U);
}

TEST_F(SummaryTest, StartsWhenItIsMadeAndWhenItBeginsAgain) {
  EXPECT_EQ(photos_.sample().started, system_clock::time_point(hours(1)));
  now_ += hours(1);
  photos_.observe(1);
  EXPECT_EQ(photos_.sample().started, system_clock::time_point(hours(1)));
  EXPECT_EQ(restarted().sample().started, system_clock::time_point(hours(2)));
}

TEST_F(SummaryTest, LosesNothingOfThreadsThatEnded) {
  constexpr std::uint64_t kThreads = 4;
  constexpr std::uint64_t kObservations = 10'000;
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (std::uint64_t i = 0; i < kThreads; ++i) {
    threads.emplace_back([this] {
      for (std::uint64_t n = 0; n < kObservations; ++n) photos_.observe(0.5);
      photos_.observe(0x1p1000);  // as large as takes another way
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(photos_.sample().count, kThreads * (kObservations + 1));
  EXPECT_EQ(photos_.sample().sum, kThreads * 0x1p1000);
}

}  // namespace
}  // namespace metrics
