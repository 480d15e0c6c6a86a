#include "metrics/timer.hpp"

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "metrics/in_progress.hpp"
#include "metrics/registry.hpp"

namespace metrics {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

/// Stands still but for what a test adds.
struct TestClock {
  using duration = nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<TestClock>;

  static time_point now() { return current; }
  static inline time_point current{};
};

class TimerTest : public ::testing::Test {
 protected:
  template <class Metric>
  using TestTimer = Timer<Metric, TestClock>;

  Registry registry_;
  Summary& durations_ = registry_.summary({.name = "duration_seconds", .help = ""}).with();
};

TEST_F(TimerTest, ObservesTheSecondsOfItsScope) {
  {
    const TestTimer<Summary> timer(durations_);
    TestClock::current += milliseconds(1500);
  }
  EXPECT_EQ(durations_.sample().count, 1U);
  EXPECT_EQ(durations_.sample().sum, 1.5);
}

TEST_F(TimerTest, ObservesAlsoWhenAnExceptionEndsTheScope) {
  const auto fail = [this] {
    const TestTimer<Summary> timer(durations_);
    TestClock::current += seconds(2);
    throw std::runtime_error("gone");
  };
  EXPECT_THROW(fail(), std::runtime_error);
  EXPECT_EQ(durations_.sample().sum, 2);
}

TEST_F(TimerTest, ObservesIntoAHistogram) {
  Histogram& histogram = registry_.histogram({.name = "h_seconds", .help = "", .buckets = {1, 10}}).with();
  {
    const TestTimer<Histogram> timer(histogram);
    TestClock::current += seconds(5);
  }
  EXPECT_EQ(histogram.snapshot().sum, 5);
  EXPECT_EQ(histogram.snapshot().counts, (std::vector<std::uint64_t>{0, 1, 0}));
}

TEST_F(TimerTest, SetsAGauge) {
  Gauge& gauge = registry_.gauge({.name = "last_seconds", .help = ""}).with();
  gauge.set(100);
  {
    const TestTimer<Gauge> timer(gauge);
    TestClock::current += milliseconds(250);
  }
  EXPECT_EQ(gauge.value(), 0.25);
}

TEST_F(TimerTest, StopObservesOnceAndSaysHowLong) {
  {
    TestTimer<Summary> timer(durations_);
    TestClock::current += seconds(1);
    EXPECT_EQ(timer.stop(), seconds(1));
    TestClock::current += seconds(1);
    EXPECT_EQ(timer.stop(), seconds(2));
  }
  EXPECT_EQ(durations_.sample().count, 1U);
  EXPECT_EQ(durations_.sample().sum, 1);
}

TEST_F(TimerTest, DismissedObservesNothing) {
  {
    TestTimer<Summary> timer(durations_);
    TestClock::current += seconds(1);
    timer.dismiss();
    EXPECT_EQ(timer.stop(), seconds(1));
  }
  EXPECT_EQ(durations_.sample().count, 0U);
}

TEST_F(TimerTest, MovedItObservesOnceFromItsBegin) {
  {
    TestTimer<Summary> timer(durations_);
    TestClock::current += seconds(1);
    const TestTimer<Summary> later(std::move(timer));
    TestClock::current += seconds(2);
  }
  EXPECT_EQ(durations_.sample().count, 1U);
  EXPECT_EQ(durations_.sample().sum, 3);
}

TEST_F(TimerTest, KnowsItsMetricAndTakesTheSteadyClock) {
  const Timer timer(durations_);
  static_assert(std::is_same_v<decltype(timer), const Timer<Summary, std::chrono::steady_clock>>);
  EXPECT_GE(timer.elapsed(), nanoseconds(0));
}

class InProgressTest : public ::testing::Test {
 protected:
  Registry registry_;
  Gauge& requests_ = registry_.gauge({.name = "requests_in_progress", .help = ""}).with();
};

TEST_F(InProgressTest, CountsFromBeginToEnd) {
  {
    const InProgress first(requests_);
    const InProgress second(requests_);
    EXPECT_EQ(requests_.value(), 2);
  }
  EXPECT_EQ(requests_.value(), 0);
}

TEST_F(InProgressTest, EndsAlsoWithAnException) {
  const auto fail = [this] {
    const InProgress guard(requests_);
    throw std::runtime_error("gone");
  };
  EXPECT_THROW(fail(), std::runtime_error);
  EXPECT_EQ(requests_.value(), 0);
}

TEST_F(InProgressTest, MovedItCountsOnce) {
  {
    InProgress guard(requests_);
    const InProgress later(std::move(guard));
    EXPECT_EQ(requests_.value(), 1);
  }
  EXPECT_EQ(requests_.value(), 0);
  static_assert(!std::is_copy_constructible_v<InProgress>);
}

TEST_F(InProgressTest, WhatItIsAssignedToEnds) {
  InProgress guard(requests_);
  guard = InProgress(requests_);
  EXPECT_EQ(requests_.value(), 1);
}

}  // namespace
}  // namespace metrics
