#include <chrono>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/registry.hpp"
#include "metrics/testing.hpp"

namespace metrics {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

constexpr std::chrono::system_clock::time_point kNow{std::chrono::seconds(1'750'000'000)};

class CounterTest : public ::testing::Test {
 protected:
  double ignored() const { return testing::value_of(registry_, "metrics_invalid_updates_total").value(); }

  std::vector<std::string> reports_;
  Registry registry_{
      {.report = [this](std::string_view line) { reports_.emplace_back(line); }, .now = [] { return kNow; }}};
  CounterFamily& kinds_ = registry_.counter({.name = "kinds_total", .help = "Kinds.", .labels = {"kind"}});
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
  EXPECT_EQ(ignored(), 0);
}

TEST_F(CounterTest, IgnoresAndCountsWhatIsNoIncrement) {
  counter_.inc(7);
  counter_.inc(-1);
  counter_.inc(-kInfinity);
  counter_.inc(kInfinity);
  counter_.inc(kNaN);
  EXPECT_EQ(counter_.value(), 7);
  EXPECT_EQ(ignored(), 4);
}

TEST_F(CounterTest, ReportsOnlyTheFirstOfAFamily) {
  for (const std::string_view kind : {"a", "b", "a"}) kinds_.with(kind).inc(-1.5);
  counter_.inc(kNaN);
  EXPECT_THAT(
      reports_,
      ElementsAre(AllOf(StartsWith("metrics: counter 'kinds_total' (counter_test.cpp:"),
                        EndsWith(") ignored '-1.5': a counter only goes up; further ones are counted in "
                                 "metrics_invalid_updates_total")),
                  AllOf(StartsWith("metrics: counter 'events_total' (counter_test.cpp:"), HasSubstr("ignored 'NaN'"))));
  EXPECT_EQ(ignored(), 4);
}

TEST_F(CounterTest, SurvivesAReportThatThrows) {
  Registry registry({.report = [](std::string_view) { throw std::runtime_error("no log"); }});
  registry.counter({.name = "events_total", .help = ""}).with().inc(-1);
  EXPECT_EQ(testing::value_of(registry, "metrics_invalid_updates_total"), 1);
}

TEST_F(CounterTest, KeepsTheLastExemplar) {
  EXPECT_FALSE(counter_.sample().exemplar);
  counter_.inc(2, {{"trace_id", "a"}});
  counter_.inc(0.5, {{"trace_id", "b"}, {"span_id", "c"}});
  EXPECT_EQ(counter_.value(), 2.5);
  const Exemplar exemplar = counter_.sample().exemplar.value();
  EXPECT_EQ(exemplar.labels, (std::vector<Label>{{"trace_id", "b"}, {"span_id", "c"}}));
  EXPECT_EQ(exemplar.value, 0.5);
  EXPECT_EQ(exemplar.timestamp, kNow);
}

TEST_F(CounterTest, CountsWhatHasAWrongExemplar) {
  counter_.inc(2, {{"not a name", "a"}});
  counter_.inc(-2, {{"trace_id", "a"}});
  EXPECT_EQ(counter_.value(), 2);
  EXPECT_FALSE(counter_.sample().exemplar);
  EXPECT_EQ(ignored(), 2);
}

TEST_F(CounterTest, BeginsAgainWithAllThatItHas) {
  counter_.resume(100, {});
  counter_.inc(2.25, {{"trace_id", "a"}});
  counter_.inc(3);
  counter_.restart();
  EXPECT_EQ(counter_.value(), 0);
  EXPECT_EQ(counter_.sample().started, kNow);
  EXPECT_FALSE(counter_.sample().exemplar);
  counter_.inc(1.5);
  EXPECT_EQ(counter_.value(), 1.5);
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
  EXPECT_EQ(counter_.sample().started, kNow);
}

}  // namespace
}  // namespace metrics
