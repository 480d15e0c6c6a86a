#include "metrics/collector.hpp"

#include <cmath>
#include <cstdint>
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

/// Describes one family of each type, in no order, and reads whatever the test says.
class PoolCollector final : public Collector {
 public:
  explicit PoolCollector(std::function<void(Samples&)> read) : read_(std::move(read)) {}

  std::vector<Description> describe() const override {
    return {{.name = "pool_waits_seconds", .type = MetricType::histogram, .help = "Waits."},
            {.name = "pool_connections", .type = MetricType::gauge, .help = "Connections.", .labels = {"state"}},
            {.name = "pool_opened_total", .type = MetricType::counter, .help = "Opened."},
            {.name = "pool_uses", .type = MetricType::summary, .help = "Uses."},
            {.name = "pool_server_info", .type = MetricType::info, .help = "Server.", .labels = {"version"}},
            {.name = "pool_mode",
             .type = MetricType::state_set,
             .help = "Mode.",
             .constant_labels = {{"zone", "a"}},
             .states = {"open", "draining"}}};
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

TEST_F(CollectorTest, GivesEveryType) {
  collect_by([](Samples& samples) {
    samples.summary("pool_uses", {.count = 3, .sum = 1.5});
    samples.info("pool_server_info", {"15.2"});
    samples.state_set("pool_mode", {"draining"});
  });
  EXPECT_EQ(testing::compare(registry_, R"(
                # HELP pool_mode Mode.
                # TYPE pool_mode gauge
                pool_mode{zone="a",pool_mode="open"} 0
                pool_mode{zone="a",pool_mode="draining"} 1
                # HELP pool_server_info Server.
                # TYPE pool_server_info gauge
                pool_server_info{version="15.2"} 1
                # HELP pool_uses Uses.
                # TYPE pool_uses summary
                pool_uses_sum 1.5
                pool_uses_count 3
            )"),
            "");
  EXPECT_EQ(ignored(), 0);
}

TEST_F(CollectorTest, AStateSetMayHaveAnyNumberOfStatesOn) {
  collect_by([](Samples& samples) { samples.state_set("pool_mode", {}); });
  EXPECT_EQ(testing::value_of(registry_, "pool_mode", {"open"}), 0);
  EXPECT_EQ(testing::value_of(registry_, "pool_mode", {"draining"}), 0);
}

TEST_F(CollectorTest, WrongSamplesOfTheOtherTypesAreDroppedAndCounted) {
  collect_by([](Samples& samples) {
    samples.state_set("pool_mode", {"open", "closed"});  // no such state
    samples.state_set("pool_uses", {});                  // another type
    samples.state_set("never_described", {});
    samples.info("pool_server_info");         // too few labels
    samples.summary("pool_uses", {}, {"a"});  // too many
    samples.info("pool_server_info", {"15"});
    samples.info("pool_server_info", {"15"});  // given already
  });
  EXPECT_EQ(testing::value_of(registry_, "pool_mode", {"open"}), std::nullopt);
  EXPECT_EQ(testing::value_of(registry_, "pool_uses_count"), std::nullopt);
  EXPECT_EQ(testing::value_of(registry_, "pool_server_info", {"15"}), 1);
  EXPECT_EQ(ignored(), 3 * 6);  // the three scrapes before this one
}

/// What becomes of a histogram that a collector gives.
class CollectedHistogramTest : public CollectorTest {
 protected:
  std::optional<HistogramSnapshot> given(const HistogramSnapshot& snapshot) {
    registry_.remove("pool_waits_seconds");
    collect_by([snapshot](Samples& samples) { samples.histogram("pool_waits_seconds", snapshot); });
    return testing::histogram_of(registry_, "pool_waits_seconds");
  }
  /// Six observations: one of NaN, two of 0, one negative, two positive.
  static HistogramSnapshot native() {
    return {.counts = {6},
            .sum = kNaN,
            .nan_count = 1,
            .native = NativeSnapshot{.schema = 3,
                                     .zero_threshold = 0x1p-128,
                                     .zero_count = 2,
                                     .negative = {{.index = 4, .count = 1}},
                                     .positive = {{.index = -2, .count = 1}, {.index = 5, .count = 1}}}};
  }
  bool takes(const std::function<void(HistogramSnapshot&)>& change) {
    HistogramSnapshot snapshot = native();
    change(snapshot);
    return given(snapshot).has_value();
  }
};

TEST_F(CollectedHistogramTest, MayBeNative) {
  const auto snapshot = given(native());
  ASSERT_TRUE(snapshot && snapshot->native);
  EXPECT_EQ(snapshot->count(), 6U);
  EXPECT_EQ(snapshot->native->schema, 3);
  EXPECT_EQ(snapshot->native->positive, native().native->positive);
  EXPECT_EQ(snapshot->native->negative, native().native->negative);
}

TEST_F(CollectedHistogramTest, MayBeEmpty) {
  EXPECT_TRUE(given({.counts = {0}, .native = NativeSnapshot{}}));
  EXPECT_TRUE(given({.counts = {0}}));
}

TEST_F(CollectedHistogramTest, HasAPossibleSchemaAndThreshold) {
  EXPECT_TRUE(takes([](HistogramSnapshot& s) { s.native->schema = 8; }));
  EXPECT_FALSE(takes([](HistogramSnapshot& s) { s.native->schema = 9; }));
  EXPECT_FALSE(takes([](HistogramSnapshot& s) { s.native->schema = -5; }));
  EXPECT_FALSE(takes([](HistogramSnapshot& s) { s.native->zero_threshold = -1; }));
  EXPECT_FALSE(takes([](HistogramSnapshot& s) { s.native->zero_threshold = kNaN; }));
  EXPECT_FALSE(takes([](HistogramSnapshot& s) { s.native->zero_threshold = HUGE_VAL; }));
}

TEST_F(CollectedHistogramTest, HasItsBucketsInAscendingOrder) {
  EXPECT_FALSE(takes([](HistogramSnapshot& s) { s.native->positive[1].index = -2; }));
  EXPECT_FALSE(takes([](HistogramSnapshot& s) { s.native->positive[1].index = -3; }));
}

TEST_F(CollectedHistogramTest, HasOnlyBucketsThatDoublesFallInto) {
  const auto takes_index = [this](int schema, std::int32_t index) {
    return takes([=](HistogramSnapshot& s) {
      s.native->schema = schema;
      s.native->negative[0].index = index;
    });
  };
  EXPECT_TRUE(takes_index(0, 1025));  // infinity
  EXPECT_FALSE(takes_index(0, 1026));
  EXPECT_TRUE(takes_index(0, -1074));  // the smallest double
  EXPECT_FALSE(takes_index(0, -1075));
  EXPECT_TRUE(takes_index(8, 1024 * 256 + 1));
  EXPECT_FALSE(takes_index(8, 1024 * 256 + 2));
  EXPECT_TRUE(takes_index(-4, 65));
  EXPECT_FALSE(takes_index(-4, 66));
}

TEST_F(CollectedHistogramTest, CountsTheSameInBothHalves) {
  EXPECT_FALSE(takes([](HistogramSnapshot& s) { s.counts = {5}; }));
  EXPECT_FALSE(takes([](HistogramSnapshot& s) { s.nan_count = 0; }));
  EXPECT_FALSE(takes([](HistogramSnapshot& s) { s.native->zero_count = 3; }));
  EXPECT_TRUE(takes([](HistogramSnapshot& s) {
    s.upper_bounds = {0, 1};
    s.counts = {3, 1, 2};
  }));
}

TEST_F(CollectedHistogramTest, HasNoMoreNaNsThanItsLastBucket) {
  EXPECT_FALSE(given({.upper_bounds = {1}, .counts = {5, 1}, .nan_count = 2}));
}

TEST_F(CollectedHistogramTest, HasACountThatFitsIntoItsNumber) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  EXPECT_TRUE(given({.upper_bounds = {1}, .counts = {kMost, 0}}));
  EXPECT_FALSE(given({.upper_bounds = {1}, .counts = {kMost, 1}}));
  EXPECT_FALSE(takes([](HistogramSnapshot& s) {  // 6 once it has wrapped
    s.native->zero_count = kMost;
    s.native->positive[0].count = 4;
  }));
}

TEST_F(CollectedHistogramTest, HasNoExemplars) {
  const auto snapshot = given({.counts = {1}, .sum = 1, .exemplars = {{.labels = {{"not a name", "\xFF"}}}}});
  ASSERT_TRUE(snapshot);
  EXPECT_TRUE(snapshot->exemplars.empty());
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
  EXPECT_THROW(add({.name = "s", .type = MetricType::state_set}), InvalidStates);
  EXPECT_THROW(add({.name = "g", .states = {"on"}}), InvalidStates);
  EXPECT_THROW(add({.name = "g", .constant_labels = {{"a", "\xFF"}}}), InvalidLabelValue);
  EXPECT_THROW(registry_.add_collector(nullptr), MissingCallback);
}

}  // namespace
}  // namespace metrics
