#include <chrono>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "metrics/registry.hpp"
#include "metrics/testing.hpp"

namespace metrics {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

class CounterTest : public ::testing::Test {
 protected:
  double ignored() const { return testing::value_of(registry_, "metrics_invalid_updates_total").value(); }

  Registry registry_;
  Counter& counter_ = registry_.counter({.name = "events_total", .help = "Events."}).with();
};

TEST_F(CounterTest, AddsUp) {
  EXPECT_EQ(counter_.value(), 0);
  counter_.inc();
  counter_.inc(2);
  counter_.inc(0.5);
  EXPECT_EQ(counter_.value(), 3.5);
}

TEST_F(CounterTest, CountsWholeThingsExactlyBeyondTheIntegersOfADouble) {
  counter_.inc(kLargestExactInteger);
  counter_.inc();
  EXPECT_EQ(counter_.sample().reading.whole, 9007199254740993U);
  EXPECT_EQ(testing::expose(registry_, {"events_total"}),
            "# HELP events_total Events.\n# TYPE events_total counter\nevents_total 9007199254740993\n");
}

TEST_F(CounterTest, TakesAmountsTooLargeForAnInteger) {
  counter_.inc(1e300);
  counter_.inc(1);
  EXPECT_EQ(counter_.value(), 1e300);
  counter_.inc(kInfinity);
  EXPECT_EQ(counter_.value(), kInfinity);
  EXPECT_EQ(ignored(), 0);
}

TEST_F(CounterTest, IgnoresAndCountsWhatIsNoIncrement) {
  counter_.inc(7);
  counter_.inc(-1);
  counter_.inc(-kInfinity);
  counter_.inc(kNaN);
  EXPECT_EQ(counter_.value(), 7);
  EXPECT_EQ(ignored(), 3);
}

TEST_F(CounterTest, ContinuesAPersistedCountAndKeepsWhatWasCountedMeanwhile) {
  const auto started = std::chrono::system_clock::time_point(std::chrono::seconds(1'700'000'000));
  counter_.inc(2);
  counter_.resume(40, started);
  counter_.inc();
  EXPECT_EQ(counter_.value(), 43);
  EXPECT_EQ(counter_.sample().started, started);
}

TEST_F(CounterTest, ASecondResumeReplacesTheFirst) {
  counter_.resume(40, {});
  counter_.resume(50.5, {});
  EXPECT_EQ(counter_.value(), 50.5);
}

TEST_F(CounterTest, IgnoresAndCountsWhatIsNoPersistedCount) {
  const auto before = counter_.sample().started;
  for (const double value : {-1.0, kNaN, kInfinity}) counter_.resume(value, {});
  EXPECT_EQ(counter_.value(), 0);
  EXPECT_EQ(counter_.sample().started, before);
  EXPECT_EQ(ignored(), 3);
}

TEST_F(CounterTest, BeginsWhenItIsMade) {
  const auto before = std::chrono::system_clock::now();
  const auto started = registry_.counter({.name = "later_total", .help = ""}).with().sample().started;
  EXPECT_LE(before, started);
  EXPECT_LE(started, std::chrono::system_clock::now());
}

}  // namespace
}  // namespace metrics
