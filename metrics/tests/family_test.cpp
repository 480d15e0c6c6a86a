#include <array>
#include <cstddef>
#include <memory>
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

TEST_F(FamilyTest, FindsValuesOfEveryLength) {
  std::vector<Counter*> series;
  for (std::size_t size = 0; size < 70; ++size) series.push_back(&requests_.with(std::string(size, 'x'), "ok"));
  for (std::size_t size = 0; size < 70; ++size)
    ASSERT_EQ(&requests_.with(std::string(size, 'x'), "ok"), series[size]) << size;
  EXPECT_EQ(std::set(series.begin(), series.end()).size(), 70U);
}

TEST_F(FamilyTest, TellsValuesApartThatDifferInOneByte) {
  for (std::size_t size = 1; size < 40; ++size) {
    const std::string text(size, 'a');
    Counter& series = requests_.with(text, "ok");
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = text;
      other[at] = 'b';
      ASSERT_NE(&requests_.with(other, "ok"), &series) << size << ' ' << at;
    }
  }
}

constexpr std::string_view kHead = "# HELP requests_total Requests.\n# TYPE requests_total counter\n";

TEST_F(FamilyTest, ARemovedSeriesIsSeenNoMoreAndItsReferenceDoesNoHarm) {
  Counter& removed = requests_.with("getMe", "ok");
  requests_.with("getMe", "failed");
  EXPECT_TRUE(requests_.remove("getMe", "ok"));
  removed.inc();
  EXPECT_EQ(testing::expose(registry_, {"requests_total"}),
            std::string(kHead) + "requests_total{method=\"getMe\",outcome=\"failed\"} 0\n");
  EXPECT_EQ(requests_.size(), 1U);
  EXPECT_FALSE(requests_.remove("getMe", "ok"));
  EXPECT_FALSE(requests_.remove("never", "seen"));
  EXPECT_THROW(requests_.remove("getMe"), WrongLabelCount);
}

TEST_F(FamilyTest, ARemovedSeriesThatComesAgainIsTheSameAndBeginsAtZero) {
  Counter& series = requests_.with("getMe", "ok");
  series.inc(5);
  requests_.remove("getMe", "ok");
  series.inc(2);
  EXPECT_EQ(&requests_.with("getMe", "ok"), &series);
  EXPECT_EQ(series.value(), 0);
  series.inc();
  EXPECT_EQ(testing::value_of(registry_, "requests_total", {"getMe", "ok"}), 1);
}

TEST_F(FamilyTest, TheSeriesWithoutLabelsCanBeRemovedToo) {
  GaugeFamily& family = registry_.gauge({.name = "users_online", .help = "Users."});
  family.with().set(5);
  EXPECT_TRUE(family.remove());
  EXPECT_FALSE(testing::value_of(registry_, "users_online"));
  EXPECT_EQ(family.with().value(), 0);
  EXPECT_EQ(testing::value_of(registry_, "users_online"), 0);
}

TEST_F(FamilyTest, ClearRemovesAll) {
  requests_.with("getMe", "ok");
  requests_.with("getMe", "failed");
  requests_.clear();
  EXPECT_EQ(requests_.size(), 0U);
  EXPECT_EQ(testing::expose(registry_, {"requests_total"}), kHead);
}

class LimitedFamilyTest : public ::testing::Test {
 protected:
  CounterFamily& family_with(SeriesLimitPolicy policy) {
    return registry_.counter({.name = "hits_total", .help = "", .labels = {"page", "from"}, .limit = {2, policy}});
  }

  std::vector<std::string> reports_;
  Registry registry_{{.report = [this](std::string_view line) { reports_.emplace_back(line); }}};
};

TEST_F(LimitedFamilyTest, RefusesMoreSeriesThanItMayHave) {
  CounterFamily& family = family_with(SeriesLimitPolicy::refuse);
  family.with("a", "x");
  family.with("b", "x");
  EXPECT_THAT([&] { family.with("c", "x"); },
              ThrowsMessage<TooManySeries>(StrEq("TooManySeries: counter 'hits_total' has 2 series, its limit: it "
                                                 "refuses {page=\"c\",from=\"x\"}")));
  family.with("a", "x").inc();
  family.remove("a", "x");
  family.with("c", "x");
  EXPECT_THROW(family.with("a", "x"), TooManySeries);
}

TEST_F(LimitedFamilyTest, CountsTogetherWhatIsBeyondTheLimit) {
  CounterFamily& family = family_with(SeriesLimitPolicy::overflow);
  for (const std::string_view page : {"a", "b", "c", "d", "c", "a"}) family.with(page, "x").inc();
  EXPECT_EQ(testing::value_of(registry_, "hits_total", {"a", "x"}), 2);
  EXPECT_EQ(testing::value_of(registry_, "hits_total", {"b", "x"}), 1);
  EXPECT_EQ(testing::value_of(registry_, "hits_total", {"overflow", "overflow"}), 3);
  EXPECT_EQ(family.size(), 3U);
  EXPECT_EQ(reports_.size(), 1U);
  EXPECT_THAT(reports_, ::testing::Contains(HasSubstr("reached its limit of 2 series")));
  EXPECT_EQ(testing::value_of(registry_, "metrics_invalid_updates_total"), 0);
}

TEST_F(LimitedFamilyTest, TakesNewSeriesAgainWhenOthersAreRemoved) {
  CounterFamily& family = family_with(SeriesLimitPolicy::overflow);
  for (const std::string_view page : {"a", "b", "c"}) family.with(page, "x").inc();
  family.remove("a", "x");
  family.with("d", "x").inc();
  EXPECT_EQ(testing::value_of(registry_, "hits_total", {"d", "x"}), 1);
  family.with("e", "x").inc();
  EXPECT_EQ(testing::value_of(registry_, "hits_total", {"overflow", "overflow"}), 2);
}

TEST_F(LimitedFamilyTest, TheOverflowSeriesCanBeRemovedAndComesAgain) {
  CounterFamily& family = family_with(SeriesLimitPolicy::overflow);
  for (const std::string_view page : {"a", "b", "c"}) family.with(page, "x").inc();
  EXPECT_TRUE(family.remove("overflow", "overflow"));
  EXPECT_EQ(family.size(), 2U);
  family.with("c", "x").inc();
  EXPECT_EQ(testing::value_of(registry_, "hits_total", {"overflow", "overflow"}), 1);
}

TEST(RemovedFamilyTest, GivesItsNamesFreeAndItsReferencesDoNoHarm) {
  Registry registry;
  CounterFamily& old_family = registry.counter({.name = "events_total", .help = "Old.", .labels = {"kind"}});
  Counter& old_series = old_family.with("a");
  EXPECT_TRUE(registry.remove("events_total"));
  EXPECT_FALSE(registry.remove("events_total"));
  CounterFamily& new_family = registry.counter({.name = "events_total", .help = "New."});
  old_series.inc();
  old_family.with("b").inc();
  new_family.with().inc(3);
  EXPECT_EQ(testing::expose(registry, {"events_total"}),
            "# HELP events_total New.\n# TYPE events_total counter\nevents_total 3\n");
}

TEST(RemovedFamilyTest, ACallbackIsLetGo) {
  Registry registry;
  auto held = std::make_shared<int>(1);
  registry.callback_gauge({.name = "held", .help = ""}, [held] { return static_cast<double>(*held); });
  EXPECT_EQ(held.use_count(), 2);
  EXPECT_TRUE(registry.remove("held"));
  EXPECT_EQ(held.use_count(), 1);
}

TEST(RemovedFamilyTest, ACollectorGoesWithItsFirstFamily) {
  struct TwoFamilies final : Collector {
    std::vector<Description> describe() const override { return {{.name = "one"}, {.name = "two"}}; }
    void collect(Samples& samples) const override { samples.gauge("one", 1); }
  };
  Registry registry;
  registry.add_collector(std::make_shared<TwoFamilies>());
  EXPECT_TRUE(registry.remove("two"));
  EXPECT_EQ(registry.describe().size(), 1U);
  registry.gauge({.name = "one", .help = ""});
}

TEST(ConstantLabelsTest, StandBeforeTheOthersOnEverySeries) {
  Registry registry({.constant_labels = {{"host", "a\"b"}}});
  registry.counter({.name = "events_total", .help = "", .labels = {"kind"}, .constant_labels = {{"part", "x"}}})
      .with("k");
  registry.callback_gauge({.name = "level", .help = ""}, [] { return 1.0; });
  EXPECT_EQ(testing::expose(registry, {"events_total", "level"}),
            "# HELP events_total \n# TYPE events_total counter\n"
            "events_total{host=\"a\\\"b\",part=\"x\",kind=\"k\"} 0\n"
            "# HELP level \n# TYPE level gauge\nlevel{host=\"a\\\"b\"} 1\n");
  EXPECT_EQ(testing::value_of(registry, "events_total", {"k"}), 0);
}

}  // namespace
}  // namespace metrics
