#include "metrics/exemplar.hpp"

#include <chrono>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "exemplar_slot.hpp"
#include "metrics/registry.hpp"
#include "metrics/testing.hpp"

namespace metrics {
namespace {

using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ExemplarTest : public ::testing::Test {
 protected:
  std::vector<double> values_of(const Histogram& histogram) const {
    std::vector<double> values;
    for (const Exemplar& exemplar : histogram.snapshot().exemplars) values.push_back(exemplar.value);
    return values;
  }

  std::chrono::system_clock::time_point now_{seconds(1700000000)};
  std::vector<std::string> reported_;
  Registry registry_{
      {.report = [this](std::string_view line) { reported_.emplace_back(line); }, .now = [this] { return now_; }}};
  Histogram& classic_ = registry_.histogram({.name = "classic", .help = "", .buckets = {1, 2}}).with();
  Histogram& native_ =
      registry_.histogram({.name = "native", .help = "", .buckets = {}, .native = NativeOptions{}}).with();
};

TEST_F(ExemplarTest, IsKeptWithItsLabelsValueAndTime) {
  classic_.observe(1.5, {{"trace_id", "abc"}, {"span_id", ""}});
  const std::vector<Exemplar> exemplars = classic_.snapshot().exemplars;
  ASSERT_EQ(exemplars.size(), 1U);
  EXPECT_THAT(exemplars[0].labels, ElementsAre(Label{"trace_id", "abc"}, Label{"span_id", ""}));
  EXPECT_EQ(exemplars[0].value, 1.5);
  EXPECT_EQ(exemplars[0].timestamp, now_);
  EXPECT_EQ(classic_.snapshot().count(), 1U);
}

TEST_F(ExemplarTest, IsTheLastOneOfEachClassicBucket) {
  for (const double value : {2.0, 0.5, 1.5, 0.75, 9.0}) classic_.observe(value, {{"id", "1"}});
  classic_.observe(0.1);
  EXPECT_THAT(values_of(classic_), ElementsAre(0.75, 1.5, 9));
}

TEST_F(ExemplarTest, MayHaveAnyValue) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double value : {nan, -HUGE_VAL, 0.0, HUGE_VAL}) native_.observe(value, {{"id", "1"}});
  const std::vector<double> values = values_of(native_);
  ASSERT_EQ(values.size(), 4U);
  EXPECT_THAT(std::vector(values.begin(), values.begin() + 3), ElementsAre(-HUGE_VAL, 0, HUGE_VAL));
  EXPECT_TRUE(std::isnan(values[3]));
}

TEST_F(ExemplarTest, StandsOnceForBothHalves) {
  Histogram& both = registry_.histogram({.name = "both", .help = "", .buckets = {1}, .native = NativeOptions{}}).with();
  both.observe(0.5, {{"id", "1"}});
  both.observe(0.25, {{"id", "2"}});
  EXPECT_THAT(values_of(both), ElementsAre(0.25, 0.5));
}

TEST_F(ExemplarTest, IsReplacedWhereNativeOnesAreClosest) {
  for (const double value : {1, 2, 4, 8, 16, 32, 64, 128, 256, 512}) {
    now_ += seconds(1);
    native_.observe(value, {{"id", "1"}});
  }
  now_ += seconds(1);
  native_.observe(15, {{"id", "1"}});  // closest to 16
  EXPECT_THAT(values_of(native_), ElementsAre(1, 2, 4, 8, 15, 32, 64, 128, 256, 512));
  now_ += seconds(1);
  native_.observe(4096, {{"id", "1"}});  // 8 and 15 are the closest, and 8 is older
  EXPECT_THAT(values_of(native_), ElementsAre(1, 2, 4, 15, 32, 64, 128, 256, 512, 4096));
}

TEST_F(ExemplarTest, IsReplacedFirstWhenItIsOld) {
  native_.observe(1e-9, {{"id", "1"}});
  now_ += std::chrono::minutes(6);
  for (const double value : {1, 2, 4, 8, 16, 32, 64, 128, 256, 512}) native_.observe(value, {{"id", "2"}});
  EXPECT_THAT(values_of(native_), ElementsAre(1, 2, 4, 8, 16, 32, 64, 128, 256, 512));
}

TEST_F(ExemplarTest, IsForgottenWhenTheHistogramBeginsAgain) {
  HistogramFamily& family =
      registry_.histogram({.name = "removed", .help = "", .buckets = {1}, .native = NativeOptions{}});
  family.with().observe(1, {{"id", "1"}});
  family.remove();
  EXPECT_THAT(family.with().snapshot().exemplars, IsEmpty());
}

TEST_F(ExemplarTest, IsIgnoredAndReportedIfItIsWrongAndTheObservationCounts) {
  classic_.observe(1, {{"trace_id", std::string(128, 'x')}});
  EXPECT_EQ(classic_.snapshot().count(), 1U);
  EXPECT_THAT(classic_.snapshot().exemplars, IsEmpty());
  EXPECT_EQ(testing::value_of(registry_, "metrics_invalid_updates_total"), 1);
  EXPECT_THAT(reported_, ElementsAre(HasSubstr("at most 128 characters")));
}

TEST_F(ExemplarTest, MayHave128CharactersOfAnyLength) {
  std::string emoji;
  for (int i = 0; i < 126; ++i) emoji += "\U0001F600";
  classic_.observe(1, {{"id", emoji}});
  ASSERT_EQ(classic_.snapshot().exemplars.size(), 1U);
  EXPECT_EQ(classic_.snapshot().exemplars[0].labels[0].value, emoji);
}

TEST(ExemplarFaultTest, IsNoneOfWhatIsAllowed) {
  EXPECT_EQ(exemplar_fault({}), "");
  EXPECT_EQ(exemplar_fault({{"a", "1"}, {"_b2", ""}, {"A", "\n\"\\\xD0\x96"}}), "");
  EXPECT_EQ(exemplar_fault({{"a", std::string(127, 'x')}}), "");
}

TEST(ExemplarFaultTest, IsAnyRuleThatIsBroken) {
  EXPECT_THAT(exemplar_fault({{"", "1"}}), HasSubstr("must match"));
  EXPECT_THAT(exemplar_fault({{"2a", "1"}}), HasSubstr("must match"));
  EXPECT_THAT(exemplar_fault({{"a-b", "1"}}), HasSubstr("must match"));
  EXPECT_THAT(exemplar_fault({{"\xD0\x96", "1"}}), HasSubstr("must match"));
  EXPECT_THAT(exemplar_fault({{"a", "\xFF"}}), HasSubstr("UTF-8"));
  EXPECT_THAT(exemplar_fault({{"a", std::string_view("1\0", 2)}}), HasSubstr("NUL"));
  EXPECT_THAT(exemplar_fault({{"a", "1"}, {"b", "2"}, {"a", "3"}}), HasSubstr("must differ"));
  EXPECT_THAT(exemplar_fault({{"a", std::string(128, 'x')}}), HasSubstr("at most 128 characters"));
  EXPECT_THAT(exemplar_fault({{"a", std::string(64, 'x')}, {"b", std::string(63, 'x')}}), HasSubstr("at most 128"));
}

}  // namespace
}  // namespace metrics
