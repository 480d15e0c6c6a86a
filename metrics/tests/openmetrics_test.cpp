#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/exposition.hpp"
#include "metrics/registry.hpp"
#include "openmetrics_writer.hpp"

namespace metrics {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using TimePoint = std::chrono::system_clock::time_point;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

class OpenMetricsTest : public ::testing::Test {
 protected:
  OpenMetricsTest() { registry_.remove("metrics_invalid_updates_total"); }

  std::string exposition(const ExpositionOptions& options = {}) const {
    std::string out;
    write(registry_, {ExpositionFormat::openmetrics_1_0, Escaping::underscores}, out, options);
    return out;
  }

  Registry registry_{{.now = [] { return TimePoint(1700000000s + 250ms); }}};
};

TEST_F(OpenMetricsTest, AnEmptyExpositionHasAnEnd) {
  EXPECT_EQ(exposition(), "# EOF\n");
}

TEST_F(OpenMetricsTest, WritesEveryType) {
  registry_.counter({.name = "sent_bytes_total", .help = "Sent.", .labels = {"to"}, .unit = "bytes"}).with("a").inc(3);
  registry_.gauge({.name = "online", .help = "A \"quote\", a \\ and\na line."}).with().set(-0.5);
  registry_.histogram({.name = "size", .help = "", .buckets = {0.5, 5, 1e6}}).with().observe(5);
  registry_.summary({.name = "wait_seconds", .help = "", .unit = "seconds"}).with().observe(0.25);
  registry_.info({.name = "build_info", .help = "", .labels = {"version"}}).with("1.2");
  registry_.state_set({.name = "polling", .help = "", .states = {"on", "off"}}).with().set("off");
  registry_.gauge({.name = "no_series_yet", .help = "", .labels = {"x"}});
  EXPECT_EQ(exposition(),
            "# TYPE build info\n# HELP build \nbuild_info{version=\"1.2\"} 1\n"
            "# TYPE no_series_yet gauge\n# HELP no_series_yet \n"
            "# TYPE online gauge\n# HELP online A \\\"quote\\\", a \\\\ and\\na line.\nonline -0.5\n"
            "# TYPE polling stateset\n# HELP polling \npolling{polling=\"on\"} 0\npolling{polling=\"off\"} 1\n"
            "# TYPE sent_bytes counter\n# UNIT sent_bytes bytes\n# HELP sent_bytes Sent.\n"
            "sent_bytes_total{to=\"a\"} 3\n"
            "# TYPE size histogram\n# HELP size \n"
            "size_bucket{le=\"0.5\"} 0\nsize_bucket{le=\"5.0\"} 1\nsize_bucket{le=\"1e+06\"} 1\n"
            "size_bucket{le=\"+Inf\"} 1\nsize_sum 5\nsize_count 1\n"
            "# TYPE wait_seconds summary\n# UNIT wait_seconds seconds\n# HELP wait_seconds \n"
            "wait_seconds_count 1\nwait_seconds_sum 0.25\n"
            "# EOF\n");
}

TEST_F(OpenMetricsTest, AnUnknownKeepsItsFullNameAndNothingElse) {
  registry_
      .counter({.name = "x_bytes_total", .help = "", .unit = "bytes", .openmetrics_type = OpenMetricsType::unknown})
      .with()
      .inc(1, {{"trace_id", "t"}});
  EXPECT_EQ(exposition({.created_lines = true}),
            "# TYPE x_bytes_total unknown\n# HELP x_bytes_total \nx_bytes_total 1\n# EOF\n");
}

TEST_F(OpenMetricsTest, StartTimestampsAreLinesOnlyIfAskedFor) {
  registry_.counter({.name = "c_total", .help = "", .labels = {"x"}}).with("y");
  registry_.summary({.name = "s", .help = ""});
  registry_.histogram({.name = "h", .help = "", .buckets = {}});
  EXPECT_THAT(exposition(), Not(HasSubstr("_created")));
  const std::string page = exposition({.created_lines = true});
  EXPECT_THAT(page, HasSubstr("\nc_total{x=\"y\"} 0\nc_created{x=\"y\"} 1700000000.25\n"));
  EXPECT_THAT(page, HasSubstr("\ns_sum 0\ns_created 1700000000.25\n"));
  EXPECT_THAT(page, HasSubstr("\nh_count 0\nh_created 1700000000.25\n"));
}

TEST_F(OpenMetricsTest, AStartThatNobodyKnowsIsNotShown) {
  registry_.callback_counter({.name = "c_total", .help = ""}, [] { return 1.0; });
  EXPECT_THAT(exposition({.created_lines = true}), Not(HasSubstr("_created")));
}

TEST_F(OpenMetricsTest, ExemplarsStandBehindCountersAndBuckets) {
  registry_.counter({.name = "c_total", .help = ""}).with().inc(2, {{"trace_id", "a \"\\\n"}, {"span_id", "s"}});
  auto& sizes = registry_.histogram({.name = "h", .help = "", .buckets = {1, 2}}).with();
  sizes.observe(1, {{"trace_id", "one"}});
  sizes.observe(7, {{"trace_id", "seven"}});
  const std::string page = exposition();
  EXPECT_THAT(page, HasSubstr("\nc_total 2 # {trace_id=\"a \\\"\\\\\\n\",span_id=\"s\"} 2 1700000000.25\n"));
  EXPECT_THAT(page, HasSubstr("\nh_bucket{le=\"1.0\"} 1 # {trace_id=\"one\"} 1 1700000000.25\n"
                              "h_bucket{le=\"2.0\"} 1\n"
                              "h_bucket{le=\"+Inf\"} 2 # {trace_id=\"seven\"} 7 1700000000.25\n"));
}

/// What a writer makes of one series of histogram `h`.
std::string histogram_lines(const HistogramSnapshot& snapshot) {
  std::string out;
  {
    OpenMetricsWriter writer(out, Escaping::underscores, {});
    writer.family({.name = "h", .type = MetricType::histogram});
    writer.histogram({}, snapshot);
  }
  return out.substr(out.find("h_bucket"));
}

TEST_F(OpenMetricsTest, ABucketShowsItsNewestExemplar) {
  const auto exemplar = [](const char* id, double value, std::chrono::seconds time) {
    return Exemplar{.labels = {{"id", id}}, .value = value, .timestamp = TimePoint(time)};
  };
  EXPECT_EQ(histogram_lines(
                {.upper_bounds = {0, 1},
                 .counts = {1, 2, 2},
                 .sum = 9,
                 .exemplars = {exemplar("low", -kInfinity, 1s), exemplar("newer", 0.5, 9s), exemplar("older", 1, 8s),
                               exemplar("nan", kNan, 3s), exemplar("high", kInfinity, 2s)}}),
            "h_bucket{le=\"0.0\"} 1 # {id=\"low\"} -Inf 1\n"
            "h_bucket{le=\"1.0\"} 3 # {id=\"newer\"} 0.5 9\n"
            "h_bucket{le=\"+Inf\"} 5 # {id=\"nan\"} NaN 3\n"
            "h_sum 9\nh_count 5\n");
}

TEST_F(OpenMetricsTest, AHistogramHidesASumThatIsNoCounter) {
  const std::string buckets = "h_bucket{le=\"1.0\"} 1\nh_bucket{le=\"+Inf\"} 1\n";
  for (const double sum : {kNan, -1.0, -kInfinity})
    EXPECT_EQ(histogram_lines({.upper_bounds = {1}, .counts = {1, 0}, .sum = sum}), buckets);
  EXPECT_EQ(histogram_lines({.upper_bounds = {1}, .counts = {1, 0}, .sum = kInfinity}),
            buckets + "h_sum +Inf\nh_count 1\n");
  EXPECT_EQ(histogram_lines({.upper_bounds = {-1}, .counts = {0, 1}, .sum = 5}),
            "h_bucket{le=\"-1.0\"} 0\nh_bucket{le=\"+Inf\"} 1\n");
}

TEST_F(OpenMetricsTest, ASummaryHidesASumThatIsNoCounter) {
  registry_.summary({.name = "s", .help = ""}).with().observe(-1);
  EXPECT_THAT(exposition(), HasSubstr("\ns_count 1\n# EOF\n"));
}

}  // namespace
}  // namespace metrics
