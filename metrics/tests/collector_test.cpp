#include "metrics/collector.hpp"

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "metrics/registry.hpp"
#include "metrics/testing.hpp"

namespace metrics {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Describes one family of each type and reads whatever the test says.
class PoolCollector final : public Collector {
 public:
  explicit PoolCollector(std::function<void(Samples&)> read) : read_(std::move(read)) {}

  std::vector<Description> describe() const override {
    return {{.name = "pool_waits_seconds", .type = MetricType::histogram, .help = "Waits."},
            {.name = "pool_connections", .type = MetricType::gauge, .help = "Connections.", .labels = {"state"}},
            {.name = "pool_opened_total", .type = MetricType::counter, .help = "Opened."}};
  }
  void collect(Samples& samples) const override { read_(samples); }

 private:
  std::function<void(Samples&)> read_;
};

class CollectorTest : public ::testing::Test {
 protected:
  void collect_by(std::function<void(Samples&)> read) {
    registry_.add_collector(std::make_shared<PoolCollector>(std::move(read)));
  }
  double ignored() const { return testing::value_of(registry_, "metrics_invalid_updates_total").value(); }

  Registry registry_;
};

TEST_F(CollectorTest, ItsFamiliesStandInNameOrderAmongTheOthers) {
  registry_.gauge({.name = "pool_ideal", .help = "Ideal."}).with().set(3);
  collect_by([](Samples& samples) {
    samples.counter("pool_opened_total", 7);
    samples.gauge("pool_connections", 2, {"idle"});
    samples.gauge("pool_connections", 1, {"busy"});
    samples.histogram("pool_waits_seconds", {.upper_bounds = {0.5}, .counts = {3, 1}, .sum = 4.5});
  });
  EXPECT_EQ(testing::expose(registry_, {"pool_connections", "pool_ideal", "pool_opened_total", "pool_waits_seconds"}),
            "# HELP pool_connections Connections.\n"
            "# TYPE pool_connections gauge\n"
            "pool_connections{state=\"idle\"} 2\n"
            "pool_connections{state=\"busy\"} 1\n"
            "# HELP pool_ideal Ideal.\n"
            "# TYPE pool_ideal gauge\n"
            "pool_ideal 3\n"
            "# HELP pool_opened_total Opened.\n"
            "# TYPE pool_opened_total counter\n"
            "pool_opened_total 7\n"
            "# HELP pool_waits_seconds Waits.\n"
            "# TYPE pool_waits_seconds histogram\n"
            "pool_waits_seconds_bucket{le=\"0.5\"} 3\n"
            "pool_waits_seconds_bucket{le=\"+Inf\"} 4\n"
            "pool_waits_seconds_sum 4.5\n"
            "pool_waits_seconds_count 4\n");
}

TEST_F(CollectorTest, IsReadOnceAScrape) {
  int reads = 0;
  collect_by([&](Samples&) { ++reads; });
  testing::expose(registry_, {});
  EXPECT_EQ(reads, 1);
  testing::expose(registry_, {});
  EXPECT_EQ(reads, 2);
}

TEST_F(CollectorTest, WrongSamplesAreDroppedAndCounted) {
  collect_by([](Samples& samples) {
    samples.gauge("pool_connections", 1, {"idle"});
    samples.gauge("never_described", 1);
    samples.gauge("pool_opened_total", 1);             // another type
    samples.gauge("pool_connections", 1);              // too few labels
    samples.gauge("pool_connections", 1, {"a", "b"});  // too many
    samples.gauge("pool_connections", 1, {"\xFF"});    // not UTF-8
    samples.gauge("pool_connections", 2, {"idle"});    // given already
    samples.counter("pool_opened_total", -1);
    samples.counter("pool_opened_total", kNaN);
    samples.histogram("pool_waits_seconds", {.upper_bounds = {1}, .counts = {1}});           // no bucket to +Inf
    samples.histogram("pool_waits_seconds", {.upper_bounds = {2, 1}, .counts = {1, 1, 1}});  // not increasing
  });
  EXPECT_EQ(testing::expose(registry_, {"pool_connections", "pool_opened_total", "pool_waits_seconds"}),
            "# HELP pool_connections Connections.\n"
            "# TYPE pool_connections gauge\n"
            "pool_connections{state=\"idle\"} 1\n"
            "# HELP pool_opened_total Opened.\n"
            "# TYPE pool_opened_total counter\n"
            "# HELP pool_waits_seconds Waits.\n"
            "# TYPE pool_waits_seconds histogram\n");
  registry_.gauge({.name = "other", .help = ""});
  EXPECT_EQ(ignored(), 10);  // metrics_… is read before pool_…, so it shows the scrape before
}

TEST_F(CollectorTest, AnExceptionEndsItsReadingButNotTheScrape) {
  registry_.gauge({.name = "z", .help = ""}).with().set(1);
  collect_by([](Samples& samples) {
    samples.gauge("pool_connections", 1, {"idle"});
    throw std::runtime_error("gone");
  });
  EXPECT_EQ(testing::value_of(registry_, "pool_connections", {"idle"}), 1);
  EXPECT_EQ(ignored(), 1);
  EXPECT_EQ(testing::value_of(registry_, "z"), 1);
}

class Described final : public Collector {
 public:
  explicit Described(std::vector<Description> families) : families_(std::move(families)) {}
  std::vector<Description> describe() const override { return families_; }
  void collect(Samples&) const override {}

 private:
  std::vector<Description> families_;
};

TEST_F(CollectorTest, ItsNamesKeepTheRulesOfRegistration) {
  const auto add = [&](Description family) {
    registry_.add_collector(std::make_shared<Described>(std::vector{std::move(family)}));
  };
  EXPECT_THROW(add({.name = "not a name"}), InvalidName);
  EXPECT_THROW(add({.name = "count", .type = MetricType::counter}), InvalidName);
  EXPECT_THROW(add({.name = "h", .type = MetricType::histogram, .labels = {"le"}}), InvalidName);
  EXPECT_THROW(add({.name = "h", .type = MetricType::histogram, .openmetrics_type = OpenMetricsType::unknown}),
               InvalidName);
  EXPECT_THROW(registry_.add_collector(nullptr), MissingCallback);
}

}  // namespace
}  // namespace metrics
