#include <functional>
#include <limits>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/registry.hpp"
#include "metrics/testing.hpp"

namespace metrics {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::StrEq;
using ::testing::ThrowsMessage;

class RegistrationTest : public ::testing::Test {
 protected:
  double ignored() const { return testing::value_of(registry_, "metrics_invalid_updates_total").value(); }

  Registry registry_;
};

TEST_F(RegistrationTest, RefusesWhatIsNoMetricName) {
  for (const std::string name : {"", "1st", "with-dash", "with space", "имя", "a\nb", "a\"b"})
    EXPECT_THROW(registry_.gauge({.name = name, .help = ""}), InvalidName) << name;
  EXPECT_THAT(
      [&] { registry_.gauge({.name = "a b", .help = ""}); },
      ThrowsMessage<InvalidName>(StrEq("InvalidName: gauge 'a b': a metric name must match [a-zA-Z_:][a-zA-Z0-9_:]*")));
}

TEST_F(RegistrationTest, TakesEveryMetricName) {
  for (const std::string name : {"a", "_", ":", "job:rate5m", "A_1"}) registry_.gauge({.name = name, .help = ""});
  EXPECT_EQ(registry_.describe().size(), 5U + 1);
}

TEST_F(RegistrationTest, RefusesACounterWhoseNameDoesNotSaySo) {
  EXPECT_THAT(
      [&] { registry_.counter({.name = "payments", .help = ""}); },
      ThrowsMessage<InvalidName>(StrEq("InvalidName: counter 'payments': the name of a counter must end in '_total'")));
  EXPECT_THROW(registry_.counter({.name = "_total", .help = ""}), InvalidName);
}

TEST_F(RegistrationTest, RefusesWhatIsNoLabelName) {
  for (const std::string label : {"", "1st", "with:colon", "with-dash", "ярлык", "__name__", "__x"})
    EXPECT_THROW(registry_.gauge({.name = "g", .help = "", .labels = {label}}), InvalidName) << label;
  EXPECT_THAT([&] { registry_.gauge({.name = "g", .help = "", .labels = {"a", "b", "a"}}); },
              ThrowsMessage<InvalidName>(HasSubstr("gauge 'g': label 'a': a label name must stand there only once")));
}

TEST_F(RegistrationTest, ReservesLeForTheBucketsOfHistograms) {
  EXPECT_THAT([&] { registry_.histogram({.name = "h", .help = "", .labels = {"le"}}); },
              ThrowsMessage<InvalidName>(HasSubstr("on a histogram 'le' is the label of its buckets")));
  registry_.gauge({.name = "g", .help = "", .labels = {"le"}}).with("any").set(1);
}

TEST_F(RegistrationTest, RefusesHelpThatIsNotUtf8) {
  EXPECT_THROW(registry_.gauge({.name = "g", .help = "\xC3("}), InvalidHelp);
}

TEST_F(RegistrationTest, RefusesWhatIsNoUnit) {
  EXPECT_THROW(registry_.gauge({.name = "g", .help = "", .unit = "m/s\n"}), InvalidName);
}

TEST_F(RegistrationTest, ARefusalLeavesNothingBehind) {
  EXPECT_THROW(registry_.histogram({.name = "h", .help = "", .buckets = {2, 1}}), InvalidBuckets);
  registry_.histogram({.name = "h", .help = "", .buckets = {1, 2}});
}

TEST_F(RegistrationTest, EveryRefusalIsAnError) {
  EXPECT_THROW(registry_.counter({.name = "payments", .help = ""}), Error);
  EXPECT_THROW(registry_.counter({.name = "payments", .help = ""}), std::logic_error);
}

TEST_F(RegistrationTest, DescribesFamiliesInNameOrder) {
  registry_.histogram({.name = "z_seconds", .help = "Last.", .labels = {"method"}, .unit = "seconds"});
  registry_.callback_gauge({.name = "a", .help = "First."}, [] { return 0.0; });
  EXPECT_THAT(registry_.describe(),
              ElementsAre(Field(&Description::name, "a"), Field(&Description::name, "metrics_invalid_updates_total"),
                          Field(&Description::name, "z_seconds")));
  const Description last = registry_.describe().back();
  EXPECT_EQ(last.type, MetricType::histogram);
  EXPECT_EQ(last.unit, "seconds");
  EXPECT_EQ(last.help, "Last.");
  EXPECT_THAT(last.labels, ElementsAre("method"));
}

TEST_F(RegistrationTest, ReadsCallbacksAtEachScrape) {
  double value = 1;
  registry_.callback_gauge({.name = "queue", .help = ""}, [&] { return value; });
  registry_.callback_counter({.name = "handled_total", .help = ""}, [&] { return value * 2; });
  EXPECT_EQ(testing::value_of(registry_, "queue"), 1);
  value = 5;
  EXPECT_EQ(testing::value_of(registry_, "queue"), 5);
  EXPECT_EQ(testing::value_of(registry_, "handled_total"), 10);
}

TEST_F(RegistrationTest, LeavesOutAndCountsACallbackThatFails) {
  registry_.callback_gauge({.name = "broken", .help = "Broken."}, []() -> double { throw std::runtime_error("gone"); });
  registry_.gauge({.name = "whole", .help = ""});
  EXPECT_EQ(testing::expose(registry_, {"broken"}), "# HELP broken Broken.\n# TYPE broken gauge\n");
  EXPECT_EQ(testing::value_of(registry_, "whole"), 0);
  EXPECT_EQ(ignored(), 3);  // once in each scrape: those of two lines above and this
}

TEST_F(RegistrationTest, LeavesOutAndCountsACounterCallbackWithoutAPossibleValue) {
  double value = -1;
  registry_.callback_counter({.name = "c_total", .help = ""}, [&] { return value; });
  EXPECT_EQ(testing::value_of(registry_, "c_total"), std::nullopt);
  value = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(testing::value_of(registry_, "c_total"), std::nullopt);
  value = 3;
  EXPECT_EQ(testing::value_of(registry_, "c_total"), 3);
  EXPECT_EQ(ignored(), 2);
}

TEST_F(RegistrationTest, RefusesACallbackThatCannotBeCalledOrHasLabels) {
  EXPECT_THROW(registry_.callback_gauge({.name = "g", .help = ""}, nullptr), MissingCallback);
  EXPECT_THROW(registry_.callback_gauge({.name = "g", .help = "", .labels = {"x"}}, [] { return 0.0; }),
               WrongLabelCount);
}

TEST_F(RegistrationTest, ACallbackMayUseTheRegistry) {
  registry_.callback_gauge({.name = "families", .help = ""},
                           [&] { return static_cast<double>(registry_.describe().size()); });
  EXPECT_EQ(testing::value_of(registry_, "families"), 2);
}

}  // namespace
}  // namespace metrics
