#include <cstddef>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

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

TEST_F(RegistrationTest, ReservesQuantileOnSummaries) {
  EXPECT_THAT([&] { registry_.summary({.name = "s", .help = "", .labels = {"quantile"}}); },
              ThrowsMessage<InvalidName>(
                  StrEq("InvalidName: summary 's': label 'quantile': on a summary 'quantile' is the label of its "
                        "quantiles")));
  registry_.gauge({.name = "g", .help = "", .labels = {"quantile"}}).with("0.5").set(1);
}

TEST_F(RegistrationTest, ReservesTheNameOfAStateSetForItsStates) {
  EXPECT_THAT(
      [&] { registry_.state_set({.name = "mode", .help = "", .states = {"a"}, .labels = {"mode"}}); },
      ThrowsMessage<InvalidName>(StrEq("InvalidName: stateset 'mode': label 'mode': on a state set its own name "
                                       "is the label of its states")));
  EXPECT_THAT([&] { registry_.state_set({.name = "job:mode", .help = "", .states = {"a"}}); },
              ThrowsMessage<InvalidName>(StrEq("InvalidName: stateset 'job:mode': its name is a label, too: a label "
                                               "name must match [a-zA-Z_][a-zA-Z0-9_]*")));
  EXPECT_THROW(registry_.state_set({.name = "__mode", .help = "", .states = {"a"}}), InvalidName);
}

TEST_F(RegistrationTest, ConstantLabelsKeepTheRulesOfLabels) {
  EXPECT_THROW(registry_.gauge({.name = "g", .help = "", .constant_labels = {{"__x", "v"}}}), InvalidName);
  EXPECT_THROW(registry_.gauge({.name = "g", .help = "", .constant_labels = {{"", "v"}}}), InvalidName);
  EXPECT_THROW(registry_.histogram({.name = "h", .help = "", .constant_labels = {{"le", "1"}}}), InvalidName);
  EXPECT_THROW(registry_.gauge({.name = "g", .help = "", .constant_labels = {{"a", "1"}, {"a", "2"}}}), InvalidName);
  EXPECT_THAT([&] { registry_.gauge({.name = "g", .help = "", .labels = {"a"}, .constant_labels = {{"a", "1"}}}); },
              ThrowsMessage<InvalidName>(HasSubstr("gauge 'g': label 'a': a label name must stand there only once")));
  EXPECT_THAT([&] { registry_.gauge({.name = "g", .help = "", .constant_labels = {{"a", "\xFF"}}}); },
              ThrowsMessage<InvalidLabelValue>(
                  StrEq("InvalidLabelValue: gauge 'g': label 'a': '\\xff': a label value must be valid UTF-8")));
}

TEST_F(RegistrationTest, TheLabelsOfTheRegistryAreOnEveryFamily) {
  Registry registry({.constant_labels = {{"replica", "main"}}});
  registry.gauge({.name = "g", .help = "", .labels = {"a"}, .constant_labels = {{"zone", "x"}}}).with("1").set(5);
  EXPECT_EQ(testing::compare(registry, R"(
                # HELP g
                # TYPE g gauge
                g{replica="main",zone="x",a="1"} 5
            )"),
            "");
  EXPECT_THROW(registry.gauge({.name = "h", .help = "", .labels = {"replica"}}), InvalidName);
}

TEST_F(RegistrationTest, RefusesHelpThatIsNotUtf8) {
  EXPECT_THROW(registry_.gauge({.name = "g", .help = "\xC3("}), InvalidHelp);
}

TEST_F(RegistrationTest, RefusesAnInfoWhoseNameDoesNotSaySo) {
  EXPECT_THAT([&] { registry_.info({.name = "host", .help = ""}); },
              ThrowsMessage<InvalidName>(StrEq("InvalidName: info 'host': the name of an info must end in '_info'")));
  EXPECT_THROW(registry_.info({.name = "_info", .help = ""}), InvalidName);
}

TEST_F(RegistrationTest, RefusesWhatIsNoUnit) {
  EXPECT_THAT([&] { registry_.gauge({.name = "g_m/s", .help = "", .unit = "m/s"}); },
              ThrowsMessage<InvalidName>(HasSubstr("a metric name must match")));
  EXPECT_THAT(
      [&] { registry_.gauge({.name = "g", .help = "", .unit = "m/s\n"}); },
      ThrowsMessage<InvalidName>(StrEq("InvalidName: gauge 'g': unit 'm/s\\x0a': a unit must match [a-zA-Z0-9_]*")));
}

TEST_F(RegistrationTest, AUnitIsTheEndOfTheName) {
  for (const std::string name : {"age", "age_ms", "age_seconds_x", "seconds", "ageseconds"})
    EXPECT_THROW(registry_.gauge({.name = name, .help = "", .unit = "seconds"}), InvalidName) << name;
  EXPECT_THAT(
      [&] { registry_.gauge({.name = "age", .help = "", .unit = "seconds"}); },
      ThrowsMessage<InvalidName>(StrEq("InvalidName: gauge 'age': unit 'seconds': it must be the end of the name")));
  registry_.gauge({.name = "age_seconds", .help = "", .unit = "seconds"});
  registry_.summary({.name = "speed_meters_per_second", .help = "", .unit = "meters_per_second"});
}

TEST_F(RegistrationTest, AUnitOfACounterStandsBeforeTotal) {
  EXPECT_THAT(
      [&] { registry_.counter({.name = "cpu_total", .help = "", .unit = "seconds"}); },
      ThrowsMessage<InvalidName>(
          StrEq("InvalidName: counter 'cpu_total': unit 'seconds': it must be the end of the name, before '_total'")));
  EXPECT_THROW(registry_.counter({.name = "cpu_seconds_total", .help = "", .unit = "total"}), InvalidName);
  registry_.counter({.name = "cpu_seconds_total", .help = "", .unit = "seconds"});
}

TEST_F(RegistrationTest, AnInfoHasNoUnit) {
  EXPECT_THAT([&] { registry_.info({.name = "x_info", .help = "", .unit = "info"}); },
              ThrowsMessage<InvalidName>(HasSubstr("unit 'info': an info or a state set has no unit")));
}

TEST_F(RegistrationTest, OnlyCountersAndGaugesMayBeUnknownInOpenMetrics) {
  EXPECT_THAT([&] { registry_.summary({.name = "s", .help = "", .openmetrics_type = OpenMetricsType::unknown}); },
              ThrowsMessage<InvalidName>(
                  StrEq("InvalidName: summary 's': OpenMetrics type 'unknown' is for counters and gauges")));
  EXPECT_THROW(registry_.info({.name = "x_info", .help = "", .openmetrics_type = OpenMetricsType::unknown}),
               InvalidName);
  registry_.gauge({.name = "g", .help = "", .openmetrics_type = OpenMetricsType::unknown});
}

TEST_F(RegistrationTest, AStateSetHasOneToSixtyFourStates) {
  EXPECT_THAT([&] { registry_.state_set({.name = "mode", .help = "", .states = {}}); },
              ThrowsMessage<InvalidStates>(StrEq("InvalidStates: stateset 'mode': 0 states: a state set has 1 to 64")));
  std::vector<std::string> states(65);
  for (std::size_t i = 0; i < states.size(); ++i) states[i] = std::to_string(i);
  EXPECT_THROW(registry_.state_set({.name = "mode", .help = "", .states = states}), InvalidStates);
  states.pop_back();
  registry_.state_set({.name = "mode", .help = "", .states = states});
}

TEST_F(RegistrationTest, StatesAreDifferentAndText) {
  EXPECT_THAT([&] { registry_.state_set({.name = "mode", .help = "", .states = {"on", "off", "on"}}); },
              ThrowsMessage<InvalidStates>(
                  StrEq("InvalidStates: stateset 'mode': state 'on': a state must stand there only once")));
  for (const std::string state : {"", "\xFF"})
    EXPECT_THROW(registry_.state_set({.name = "mode", .help = "", .states = {state}}), InvalidStates);
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
