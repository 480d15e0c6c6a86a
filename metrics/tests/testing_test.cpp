#include "metrics/testing.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/exposition.hpp"

namespace metrics {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

class TestingTest : public ::testing::Test {
 protected:
  TestingTest() {
    auto& payments =
        registry_.counter({.name = "payment_transactions_total", .help = "Payments.", .labels = {"status"}});
    payments.with("success").inc();
    payments.with("failed").inc(2);
    registry_.histogram({.name = "size", .help = "", .buckets = {1}}).with().observe(3);
    registry_.summary({.name = "waits", .help = ""}).with().observe(0.5);
    registry_.gauge({.name = "users_online", .help = "Users seen in the last minutes."}).with().set(42);
    registry_.state_set({.name = "mode", .help = "", .states = {"on", "off"}, .labels = {"bot"}}).with("a").set("on");
    registry_.info({.name = "host_info", .help = "", .labels = {"name"}}).with("x");
  }

  Registry registry_;
};

TEST_F(TestingTest, FindsAValueByNameAndLabelValues) {
  EXPECT_EQ(testing::value_of(registry_, "payment_transactions_total", {"success"}), 1);
  EXPECT_EQ(testing::value_of(registry_, "payment_transactions_total", {"failed"}), 2);
  EXPECT_EQ(testing::value_of(registry_, "users_online"), 42);
  EXPECT_EQ(testing::value_of(registry_, "host_info", {"x"}), 1);
}

TEST_F(TestingTest, FindsCountAndSum) {
  EXPECT_EQ(testing::value_of(registry_, "size_count"), 1);
  EXPECT_EQ(testing::value_of(registry_, "size_sum"), 3);
  EXPECT_EQ(testing::histogram_of(registry_, "size").value().counts.back(), 1U);
  EXPECT_EQ(testing::value_of(registry_, "waits_count"), 1);
  EXPECT_EQ(testing::value_of(registry_, "waits_sum"), 0.5);
}

TEST_F(TestingTest, FindsAStateBehindTheLabelsOfItsSet) {
  EXPECT_EQ(testing::value_of(registry_, "mode", {"a", "on"}), 1);
  EXPECT_EQ(testing::value_of(registry_, "mode", {"a", "off"}), 0);
  EXPECT_EQ(testing::value_of(registry_, "mode", {"a", "broken"}), std::nullopt);
  EXPECT_EQ(testing::value_of(registry_, "mode", {"a"}), std::nullopt);
}

TEST_F(TestingTest, FindsNothingWhereNothingIs) {
  EXPECT_EQ(testing::value_of(registry_, "payment_transactions_total", {"refunded"}), std::nullopt);
  EXPECT_EQ(testing::value_of(registry_, "payment_transactions_total"), std::nullopt);
  EXPECT_EQ(testing::value_of(registry_, "payment"), std::nullopt);
  EXPECT_EQ(testing::value_of(registry_, "size"), std::nullopt);
  EXPECT_FALSE(testing::histogram_of(registry_, "users_online"));
}

TEST_F(TestingTest, ExposesOnlyTheChosenFamilies) {
  EXPECT_EQ(testing::expose(registry_, {"users_online"}),
            "# HELP users_online Users seen in the last minutes.\n"
            "# TYPE users_online gauge\n"
            "users_online 42\n");
  EXPECT_EQ(testing::expose(registry_, {}), "");
}

TEST_F(TestingTest, ComparesTheFamiliesThatAreExpected) {
  EXPECT_EQ(testing::compare(registry_, R"(
      # HELP users_online Users seen in the last minutes.
      # TYPE users_online gauge
      users_online 42

      # TYPE payment_transactions_total counter
      # HELP payment_transactions_total Payments.
      payment_transactions_total{status="failed"} 2
      payment_transactions_total{status="success"} 1
  )"),
            "");
}

TEST_F(TestingTest, ShowsTheLinesThatDiffer) {
  EXPECT_EQ(testing::compare(registry_, R"(
      # HELP users_online Users seen in the last minutes.
      # TYPE users_online gauge
      users_online 41
  )"),
            "- users_online 41\n"
            "+ users_online 42\n");
  EXPECT_EQ(testing::compare(registry_, "# TYPE waits summary\nwaits_count 1\nwaits_count 1\n"),
            "- waits_count 1\n"
            "+ # HELP waits\n"
            "+ waits_sum 0.5\n");
}

TEST_F(TestingTest, ComparesTheChosenFamilies) {
  EXPECT_EQ(testing::compare(registry_, "", {"users_online"}),
            "+ # HELP users_online Users seen in the last minutes.\n"
            "+ # TYPE users_online gauge\n"
            "+ users_online 42\n");
  EXPECT_EQ(testing::compare(registry_, "", {"absent"}), "");
  EXPECT_EQ(testing::compare(registry_, "# TYPE absent gauge"), "- # TYPE absent gauge\n");
}

TEST_F(TestingTest, ComparingNothingIsADifference) {
  EXPECT_THAT(testing::compare(registry_, "users_online 42"), HasSubstr("no family is compared"));
}

TEST(TestingUtf8Test, ComparesFamiliesWhoseNamesStandInQuotes) {
  Registry registry({.utf8_names = true});
  registry.gauge({.name = "a \"b\"\n\\", .help = "Odd."}).with().set(1);
  EXPECT_EQ(testing::compare(registry, R"(
      # HELP "a \"b\"\n\\" Odd.
      # TYPE "a \"b\"\n\\" gauge
      {"a \"b\"\n\\"} 1
  )"),
            "");
}

TEST(LintTest, HasNothingAgainstGoodNames) {
  Registry registry;
  registry.counter({.name = "requests_total", .help = "Requests.", .labels = {"method"}});
  registry.histogram({.name = "request_duration_seconds", .help = "Durations."});
  registry.summary({.name = "response_size_bytes", .help = "Sizes."});
  registry.gauge({.name = "thermometers", .help = "Ends like a unit."});
  EXPECT_THAT(testing::lint(registry), IsEmpty());
}

TEST(LintTest, TellsEachProblemOfAFamilyInOrder) {
  Registry registry;
  registry.gauge({.name = "requestTime_gauge_milliseconds_total", .help = ""});
  EXPECT_THAT(
      testing::lint(registry),
      ElementsAre("requestTime_gauge_milliseconds_total metric name should not include type 'gauge'",
                  "requestTime_gauge_milliseconds_total metric names should be written in 'snake_case' not "
                  "'camelCase'",
                  "requestTime_gauge_milliseconds_total no help text",
                  "requestTime_gauge_milliseconds_total non-counter metrics should not have \"_total\" suffix",
                  "requestTime_gauge_milliseconds_total use base unit \"seconds\" instead of \"milliseconds\""));
}

/// Families with everything that registration takes and promtool doesn't like.
void add_bad_names(Registry& registry) {
  for (const std::string name : {"wait_ms",
                                 "wait_s",
                                 "wait_sec_max",
                                 "size_KB",
                                 "wait_minutes",
                                 "load_days_left",
                                 "speed_kilometers",
                                 "distance_kilometres",
                                 "heat_kelvins",
                                 "heat_fahrenheit",
                                 "weight_pounds",
                                 "traffic_bits",
                                 "traffic_megabits",
                                 "things_bucket",
                                 "things_count",
                                 "things_sum",
                                 "things_total",
                                 "job:things",
                                 "thingsByName",
                                 "queue_gauge",
                                 "histogram_things",
                                 "some_counter_things",
                                 "some_gauge_histogram",
                                 "no_problem",
                                 "seconds",
                                 "s",
                                 "ms_wait"})
    registry.gauge({.name = name, .help = "Help."}).with();
  registry.gauge({.name = "without_help", .help = ""}).with();
  registry.gauge({.name = "labels_le", .help = "Help.", .labels = {"le", "quantile"}}).with("1", "2");
  registry.gauge({.name = "labels_camel", .help = "Help.", .labels = {"byName"}, .constant_labels = {{"a", "b"}}})
      .with("x");
  registry.gauge({.name = "labels_constant", .help = "Help.", .constant_labels = {{"byName", "b"}}}).with();
  registry.state_set({.name = "stateMode", .help = "Help.", .states = {"on"}}).with();
  registry.info({.name = "host_info", .help = "Help.", .labels = {"name"}}).with("a");
  registry.counter({.name = "counter_minutes_total", .help = "Help."}).with();
  registry.histogram({.name = "h_bucket", .help = "Help.", .labels = {"quantile"}}).with("x");
  registry.summary({.name = "s_count", .help = "Help.", .labels = {"le"}}).with("x");
  registry.summary({.name = "s_summary", .help = "Help."}).with();
}

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> output(popen(command.c_str(), "r"), pclose);
  std::string text;
  for (int c = std::fgetc(output.get()); c != EOF; c = std::fgetc(output.get())) text += static_cast<char>(c);
  return text;
}

/// What `promtool check metrics` says of a text exposition, each problem once.
std::set<std::string> promtool_problems(const std::string& exposition) {
  const std::string file = ::testing::TempDir() + "lint_test_exposition.txt";
  std::ofstream(file) << exposition;
  std::istringstream lines(output_of("promtool check metrics < '" + file + "' 2>&1"));
  std::filesystem::remove(file);
  std::set<std::string> problems;
  for (std::string line; std::getline(lines, line);) problems.insert(line);
  return problems;
}

TEST(LintTest, SaysWhatPromtoolSays) {
  if (!output_of("promtool --version 2>&1").starts_with("promtool, ")) GTEST_SKIP() << "promtool is not installed";
  Registry registry;
  add_bad_names(registry);
  EXPECT_THAT(testing::lint(registry), UnorderedElementsAreArray(promtool_problems(expose_text(registry))));
}

}  // namespace
}  // namespace metrics
