#include <functional>
#include <memory>
#include <source_location>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/registry.hpp"

namespace metrics {
namespace {

using ::testing::ContainsRegex;
using ::testing::EndsWith;
using ::testing::HasSubstr;

class DuplicatesTest : public ::testing::Test {
 protected:
  static std::string refusal_of(const std::function<void()>& registration) {
    try {
      registration();
    } catch (const DuplicateSeries& error) {
      return error.what();
    }
    return "not refused";
  }

  std::string gauge_refusal(const std::string& name) {
    return refusal_of([&] { registry_.gauge({.name = name, .help = ""}); });
  }
  std::string counter_refusal(const std::string& name) {
    return refusal_of([&] { registry_.counter({.name = name, .help = ""}); });
  }

  Registry registry_;
};

TEST_F(DuplicatesTest, TheErrorNamesBothFamiliesAndBothPlaces) {
  const auto first = std::source_location::current();
  registry_.counter({.name = "payment_transactions_total", .help = ""}, first);
  const auto second = std::source_location::current();
  const std::string error =
      refusal_of([&] { registry_.gauge({.name = "payment_transactions_total", .help = ""}, second); });
  EXPECT_EQ(error, "DuplicateSeries: gauge 'payment_transactions_total' (duplicates_test.cpp:" +
                       std::to_string(second.line()) +
                       ") would expose the series that counter 'payment_transactions_total' (duplicates_test.cpp:" +
                       std::to_string(first.line()) + ") already exposes");
}

TEST_F(DuplicatesTest, ThePlaceIsWhereTheProgramRegisters) {
  registry_.gauge({.name = "g", .help = ""});
  EXPECT_THAT(gauge_refusal("g"), ContainsRegex("\\(duplicates_test\\.cpp:[0-9]+\\).*\\(duplicates_test\\.cpp:"));
}

TEST_F(DuplicatesTest, TheSameRegistrationTwiceIsOne) {
  registry_.counter({.name = "x_total", .help = "", .labels = {"a"}});
  EXPECT_NE(counter_refusal("x_total"), "not refused");
}

TEST_F(DuplicatesTest, AHistogramOwnsTheSeriesItIsMadeOf) {
  registry_.histogram({.name = "h", .help = ""});
  for (const std::string name : {"h_bucket", "h_sum", "h_count"})
    EXPECT_THAT(gauge_refusal(name), HasSubstr("would expose the series '" + name + "' that histogram 'h' ("));
  EXPECT_THAT(gauge_refusal("h"), HasSubstr("would expose the series that histogram 'h' ("));
}

TEST_F(DuplicatesTest, AHistogramIsRefusedWhereItsSeriesAreTaken) {
  registry_.gauge({.name = "h_count", .help = ""});
  EXPECT_THAT(refusal_of([&] { registry_.histogram({.name = "h", .help = ""}); }),
              HasSubstr("histogram 'h' (duplicates_test.cpp:"));
  EXPECT_EQ(gauge_refusal("h_sum"), "not refused");  // a refused registration has taken nothing
}

TEST_F(DuplicatesTest, InOpenMetricsACounterOwnsItsNameWithoutTotal) {
  registry_.counter({.name = "bothost_bots_created_total", .help = ""});
  for (const std::string name : {"bothost_bots_created", "bothost_bots_created_created"}) {
    const std::string error = gauge_refusal(name);
    EXPECT_THAT(error, HasSubstr("gauge '" + name + "' (duplicates_test.cpp:"));
    EXPECT_THAT(error, HasSubstr("would expose the name '" + name +
                                 "' in OpenMetrics that counter 'bothost_bots_created_total' ("));
    EXPECT_THAT(error, EndsWith("already exposes there: rename one of them, or register counter "
                                "'bothost_bots_created_total' with .openmetrics_type = "
                                "metrics::OpenMetricsType::unknown"));
  }
}

TEST_F(DuplicatesTest, TheAdviceIsForTheCounterWhicheverCameFirst) {
  registry_.gauge({.name = "x", .help = ""});
  EXPECT_THAT(counter_refusal("x_total"), EndsWith("register counter 'x_total' with .openmetrics_type = "
                                                   "metrics::OpenMetricsType::unknown"));
}

TEST_F(DuplicatesTest, InOpenMetricsAHistogramOwnsItsCreatedSeries) {
  registry_.histogram({.name = "h", .help = ""});
  EXPECT_THAT(gauge_refusal("h_created"), EndsWith("already exposes there: rename one of them"));
}

TEST_F(DuplicatesTest, ASummaryOwnsTheSeriesItIsMadeOf) {
  registry_.summary({.name = "s", .help = ""});
  for (const std::string name : {"s_sum", "s_count"})
    EXPECT_THAT(gauge_refusal(name), HasSubstr("would expose the series '" + name + "' that summary 's' ("));
  EXPECT_THAT(gauge_refusal("s_created"), HasSubstr("the name 's_created' in OpenMetrics that summary 's' ("));
  EXPECT_EQ(gauge_refusal("s_bucket"), "not refused");
}

TEST_F(DuplicatesTest, ASummaryIsRefusedWhereItsSeriesAreTaken) {
  registry_.gauge({.name = "s_sum", .help = ""});
  EXPECT_THAT(refusal_of([&] { registry_.summary({.name = "s", .help = ""}); }),
              HasSubstr("would expose the series 's_sum' that gauge 's_sum' ("));
}

TEST_F(DuplicatesTest, InOpenMetricsAnInfoOwnsItsNameWithoutInfo) {
  registry_.info({.name = "host_info", .help = ""});
  EXPECT_THAT(gauge_refusal("host_info"), HasSubstr("would expose the series that info 'host_info' ("));
  EXPECT_THAT(gauge_refusal("host"), HasSubstr("would expose the name 'host' in OpenMetrics that info 'host_info' ("));
  EXPECT_THAT(gauge_refusal("host"), EndsWith("already exposes there: rename one of them"));
}

TEST_F(DuplicatesTest, AnInfoAndACounterCanClashInOpenMetrics) {
  registry_.counter({.name = "host_total", .help = ""});
  EXPECT_THAT(refusal_of([&] { registry_.info({.name = "host_info", .help = ""}); }),
              HasSubstr("the name 'host' in OpenMetrics that counter 'host_total' ("));
}

TEST_F(DuplicatesTest, AStateSetOwnsItsName) {
  registry_.state_set({.name = "mode", .help = "", .states = {"on"}});
  EXPECT_THAT(gauge_refusal("mode"), HasSubstr("would expose the series that stateset 'mode' ("));
}

TEST_F(DuplicatesTest, ARemovedFamilyGivesAllItsNamesFree) {
  registry_.histogram({.name = "h", .help = ""});
  registry_.counter({.name = "x_total", .help = ""});
  EXPECT_TRUE(registry_.remove("h"));
  EXPECT_TRUE(registry_.remove("x_total"));
  for (const std::string name : {"h", "h_bucket", "h_sum", "h_count", "h_created", "x_total", "x", "x_created"})
    EXPECT_EQ(gauge_refusal(name), "not refused") << name;
}

TEST_F(DuplicatesTest, ARefusedFamilyLeavesTheNamesOfOthersTaken) {
  registry_.gauge({.name = "h_count", .help = ""});
  EXPECT_THROW(registry_.histogram({.name = "h", .help = ""}), DuplicateSeries);
  EXPECT_NE(gauge_refusal("h_count"), "not refused");
  EXPECT_EQ(gauge_refusal("h"), "not refused");
}

TEST_F(DuplicatesTest, TwoCountersCanClashInOpenMetrics) {
  registry_.counter({.name = "x_total", .help = ""});
  EXPECT_THAT(counter_refusal("x_created_total"), HasSubstr("the name 'x_created' in OpenMetrics"));
}

TEST_F(DuplicatesTest, TheThreeNamesOfTheGuideCoexist) {
  registry_.gauge({.name = "bothost_bots_created_created", .help = ""});
  registry_.counter({.name = "bothost_bots_created_total", .help = "", .openmetrics_type = OpenMetricsType::unknown});
  registry_.gauge({.name = "bothost_bots_created", .help = ""});
  EXPECT_EQ(registry_.describe().size(), 3U + 1);
}

TEST_F(DuplicatesTest, AnUnknownCounterStillOwnsItsFullName) {
  registry_.counter({.name = "x_total", .help = "", .openmetrics_type = OpenMetricsType::unknown});
  EXPECT_THAT(gauge_refusal("x_total"), HasSubstr("would expose the series that counter 'x_total'"));
}

TEST_F(DuplicatesTest, AnUnknownCounterWhoseNameIsTakenBySeriesOfAnotherIsRefused) {
  registry_.counter({.name = "x_total_total", .help = ""});
  const std::string error = refusal_of(
      [&] { registry_.counter({.name = "x_total", .help = "", .openmetrics_type = OpenMetricsType::unknown}); });
  EXPECT_THAT(error, HasSubstr("register counter 'x_total_total' with"));
}

TEST_F(DuplicatesTest, TheRegistrysOwnCounterIsTaken) {
  EXPECT_THAT(counter_refusal("metrics_invalid_updates_total"), HasSubstr("(registry.cpp:"));
}

class TwoFamilies final : public Collector {
 public:
  TwoFamilies(std::string first, std::string second) : first_(std::move(first)), second_(std::move(second)) {}
  std::vector<Description> describe() const override { return {{.name = first_}, {.name = second_}}; }
  void collect(Samples&) const override {}

 private:
  std::string first_, second_;
};

TEST_F(DuplicatesTest, ACollectorIsRefusedAsAWhole) {
  registry_.gauge({.name = "taken", .help = ""});
  EXPECT_THAT(refusal_of([&] { registry_.add_collector(std::make_shared<TwoFamilies>("free", "taken")); }),
              HasSubstr("gauge 'taken' (duplicates_test.cpp:"));
  EXPECT_EQ(gauge_refusal("free"), "not refused");
}

TEST_F(DuplicatesTest, ACollectorMayNotDescribeAFamilyTwice) {
  EXPECT_THAT(refusal_of([&] { registry_.add_collector(std::make_shared<TwoFamilies>("same", "same")); }),
              HasSubstr("gauge 'same'"));
  EXPECT_EQ(gauge_refusal("same"), "not refused");
}

}  // namespace
}  // namespace metrics
