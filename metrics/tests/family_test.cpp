#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/registry.hpp"
#include "metrics/testing.hpp"

namespace metrics {
namespace {

using ::testing::HasSubstr;
using ::testing::StrEq;
using ::testing::ThrowsMessage;

class FamilyTest : public ::testing::Test {
 protected:
  Registry registry_;
  CounterFamily& requests_ = registry_.counter({
      .name = "requests_total",
      .help = "Requests.",
      .labels = {"method", "outcome"},
  });
};

TEST_F(FamilyTest, TheSameValuesAreTheSameSeries) {
  Counter& first = requests_.with("getMe", "ok");
  EXPECT_EQ(&first, &requests_.with(std::string("getMe"), std::string_view("ok")));
  EXPECT_NE(&first, &requests_.with("ok", "getMe"));
}

TEST_F(FamilyTest, TakesValuesFromASpan) {
  const std::vector<std::string_view> values{"getMe", "ok"};
  EXPECT_EQ(&requests_.with(values), &requests_.with("getMe", "ok"));
}

TEST_F(FamilyTest, ValuesThatOnlyRunTogetherDiffer) {
  std::set<Counter*> series;
  for (const std::array<std::string_view, 2> values :
       {std::array<std::string_view, 2>{"ab", "c"}, {"a", "bc"}, {"", "abc"}, {"abc", ""}, {"a,b", "c"}, {"a", "b,c"}})
    series.insert(&requests_.with(values));
  EXPECT_EQ(series.size(), 6U);
}

TEST_F(FamilyTest, KeepsItsOwnCopyOfTheValues) {
  std::string method = "getMe";
  Counter& counter = requests_.with(method, "ok");
  method = "other";
  EXPECT_EQ(&counter, &requests_.with("getMe", "ok"));
}

TEST_F(FamilyTest, FindsEachOfManySeriesWhereItWas) {
  std::vector<Counter*> series;
  for (int i = 0; i < 5000; ++i) series.push_back(&requests_.with(std::to_string(i), "ok"));
  for (int i = 0; i < 5000; ++i) ASSERT_EQ(&requests_.with(std::to_string(i), "ok"), series[i]);
  EXPECT_EQ(std::set(series.begin(), series.end()).size(), 5000U);
}

TEST_F(FamilyTest, RefusesAnotherNumberOfValues) {
  EXPECT_THAT(
      [&] { requests_.with("getMe"); },
      ThrowsMessage<WrongLabelCount>(StrEq("WrongLabelCount: counter 'requests_total' has 2 labels and was given "
                                           "1 values: give one value for each label, in order")));
  EXPECT_THROW(requests_.with(), WrongLabelCount);
  EXPECT_THROW(requests_.with("getMe", "ok", "more"), WrongLabelCount);
  EXPECT_THROW(registry_.gauge({.name = "plain", .help = ""}).with("x"), WrongLabelCount);
}

TEST_F(FamilyTest, RefusesValuesThatAreNotUtf8AndMakesNoSeries) {
  EXPECT_THAT([&] { requests_.with("get\xFFMe", "ok"); },
              ThrowsMessage<InvalidLabelValue>(StrEq("InvalidLabelValue: counter 'requests_total': label 'method': "
                                                     "'get\\xffMe': a label value must be valid UTF-8")));
  EXPECT_EQ(testing::expose(registry_, {"requests_total"}),
            "# HELP requests_total Requests.\n# TYPE requests_total counter\n");
}

TEST_F(FamilyTest, ShowsOnlyTheBeginningOfALongWrongValue) {
  EXPECT_THAT([&] { requests_.with(std::string(5000, 'x') + '\xFF', "ok"); },
              ThrowsMessage<InvalidLabelValue>(HasSubstr(std::string(100, 'x') + "…'")));
}

TEST_F(FamilyTest, WithoutLabelsTheSeriesExistsFromRegistrationOn) {
  GaugeFamily& family = registry_.gauge({.name = "users_online", .help = "Users."});
  EXPECT_EQ(testing::value_of(registry_, "users_online"), 0);
  EXPECT_EQ(&family.with(), &family.with());
}

TEST_F(FamilyTest, KnowsWhatItIs) {
  EXPECT_EQ(requests_.description().name, "requests_total");
  EXPECT_EQ(requests_.description().type, MetricType::counter);
}

}  // namespace
}  // namespace metrics
