#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "allocation_count.hpp"
#include "metrics/registry.hpp"
#include "metrics/testing.hpp"

namespace metrics {
namespace {

using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

class NativeHistogramTest : public ::testing::Test {
 protected:
  Histogram& histogram(NativeOptions native, std::vector<double> buckets = {}) {
    return family(native, std::move(buckets)).with();
  }

  HistogramFamily& family(NativeOptions native, std::vector<double> buckets = {}) {
    return registry_.histogram({.name = "size", .help = "Sizes.", .buckets = std::move(buckets), .native = native});
  }

  std::string refusal_of(NativeOptions native) {
    try {
      registry_.histogram({.name = "refused", .help = "", .native = native});
    } catch (const InvalidNativeOptions& error) {
      return error.what();
    }
    return "not refused";
  }

  std::chrono::system_clock::time_point now_{seconds(1700000000)};
  Registry registry_{{.now = [this] { return now_; }}};
};

TEST_F(NativeHistogramTest, CountsInBucketsOfItsSchema) {
  Histogram& sizes = histogram({.schema = 0});
  for (const double value : {0.75, 1.0, 1.5, 2.0, 4.0, -3.0}) sizes.observe(value);
  const HistogramSnapshot snapshot = sizes.snapshot();
  EXPECT_EQ(snapshot.native->schema, 0);
  EXPECT_THAT(snapshot.native->positive, ElementsAre(NativeBucket{0, 2}, NativeBucket{1, 2}, NativeBucket{2, 1}));
  EXPECT_THAT(snapshot.native->negative, ElementsAre(NativeBucket{2, 1}));
  EXPECT_EQ(snapshot.count(), 6U);
  EXPECT_EQ(snapshot.sum, 6.25);
}

TEST_F(NativeHistogramTest, IsEmptyAtFirst) {
  const HistogramSnapshot snapshot = histogram({}).snapshot();
  ASSERT_TRUE(snapshot.native.has_value());
  EXPECT_EQ(snapshot.native->schema, 3);
  EXPECT_EQ(snapshot.native->zero_threshold, 0x1p-128);
  EXPECT_EQ(snapshot.native->zero_count, 0U);
  EXPECT_THAT(snapshot.native->positive, IsEmpty());
  EXPECT_THAT(snapshot.native->negative, IsEmpty());
  EXPECT_THAT(snapshot.counts, ElementsAre(0));
  EXPECT_EQ(snapshot.started, now_);
}

TEST_F(NativeHistogramTest, CountsTheSameInBothHalves) {
  // Between 1 and 2, a native bucket that two classic bounds divide into three.
  Histogram& sizes = histogram({.schema = 0}, {1.25, 1.5, 3});
  for (const double value : {1.1, 1.3, 1.4, 1.7, 2.0, 2.5, 3.5, 100.0}) sizes.observe(value);
  const HistogramSnapshot snapshot = sizes.snapshot();
  EXPECT_THAT(snapshot.counts, ElementsAre(1, 2, 3, 2));
  EXPECT_THAT(snapshot.native->positive, ElementsAre(NativeBucket{1, 5}, NativeBucket{2, 2}, NativeBucket{7, 1}));
}

TEST_F(NativeHistogramTest, CountsWhatIsNearZeroInTheZeroBucket) {
  Histogram& sizes = histogram({.zero_threshold = 0.5}, {-0.25, 0.25});
  for (const double value : {0.0, -0.0, 0.5, -0.5, 0.25, 0.51}) sizes.observe(value);
  const HistogramSnapshot snapshot = sizes.snapshot();
  EXPECT_EQ(snapshot.native->zero_count, 5U);
  EXPECT_THAT(snapshot.counts, ElementsAre(1, 3, 2));
  EXPECT_THAT(snapshot.native->positive, ElementsAre(NativeBucket{-7, 1}));
}

TEST_F(NativeHistogramTest, CountsNaNInNoNativeBucket) {
  Histogram& sizes = histogram({}, {1});
  sizes.observe(1);
  sizes.observe(kNaN);
  const HistogramSnapshot snapshot = sizes.snapshot();
  EXPECT_EQ(snapshot.count(), 2U);
  EXPECT_EQ(snapshot.nan_count, 1U);
  EXPECT_THAT(snapshot.counts, ElementsAre(1, 1));
  EXPECT_THAT(snapshot.native->positive, ElementsAre(NativeBucket{0, 1}));
  EXPECT_TRUE(std::isnan(snapshot.sum));
}

TEST_F(NativeHistogramTest, CountsInfinitiesAfterTheLargestDoubles) {
  Histogram& sizes = histogram({.schema = 0});
  for (const double value : {kInfinity, -kInfinity, std::numeric_limits<double>::max()}) sizes.observe(value);
  const HistogramSnapshot snapshot = sizes.snapshot();
  EXPECT_THAT(snapshot.native->positive, ElementsAre(NativeBucket{1024, 1}, NativeBucket{1025, 1}));
  EXPECT_THAT(snapshot.native->negative, ElementsAre(NativeBucket{1025, 1}));
}

TEST_F(NativeHistogramTest, HalvesItsResolutionWhenItHasTooManyBuckets) {
  Histogram& sizes = histogram({.schema = 1, .max_buckets = 3}, {10});
  for (const double value : {1.0, 1.4, 2.0, 1.0}) sizes.observe(value);
  EXPECT_EQ(sizes.snapshot().native->schema, 1);
  sizes.observe(3);  // the fourth: of schema 0 they need three
  EXPECT_EQ(sizes.snapshot().native->schema, 0);
  EXPECT_THAT(sizes.snapshot().native->positive,
              ElementsAre(NativeBucket{0, 2}, NativeBucket{1, 2}, NativeBucket{2, 1}));
  sizes.observe(1000);
  EXPECT_EQ(sizes.snapshot().native->schema, -1);
  EXPECT_THAT(sizes.snapshot().native->positive,
              ElementsAre(NativeBucket{0, 2}, NativeBucket{1, 3}, NativeBucket{5, 1}));
  sizes.observe(-1000);  // of schema −2 and −3 they still need four
  EXPECT_EQ(sizes.snapshot().native->schema, -4);
  EXPECT_THAT(sizes.snapshot().native->positive, ElementsAre(NativeBucket{0, 2}, NativeBucket{1, 4}));
  EXPECT_THAT(sizes.snapshot().native->negative, ElementsAre(NativeBucket{1, 1}));
  EXPECT_THAT(sizes.snapshot().counts, ElementsAre(6, 1));
  EXPECT_NEAR(sizes.snapshot().sum, 8.4, 1e-9);
}

TEST_F(NativeHistogramTest, BeginsAgainWhereTheCoarsestSchemaDoesNotSuffice) {
  Histogram& sizes = histogram({.max_buckets = 1}, {1});
  sizes.observe(1);
  now_ += seconds(5);
  sizes.observe(1e9);
  const HistogramSnapshot snapshot = sizes.snapshot();
  EXPECT_THAT(snapshot.counts, ElementsAre(0, 1));
  EXPECT_EQ(snapshot.native->schema, 3);
  EXPECT_THAT(snapshot.native->positive, ElementsAre(NativeBucket{240, 1}));
  EXPECT_EQ(snapshot.sum, 1e9);
  EXPECT_EQ(snapshot.started, now_);
}

TEST_F(NativeHistogramTest, BeginsAgainInsteadOnceItIsOldEnough) {
  Histogram& sizes = histogram({.schema = 0, .max_buckets = 2, .min_reset_interval = seconds(60)});
  const auto born = now_;
  for (const double value : {1.0, 2.0, kNaN}) sizes.observe(value);
  now_ += seconds(59);
  sizes.observe(4);
  EXPECT_EQ(sizes.snapshot().native->schema, -1);
  EXPECT_EQ(sizes.snapshot().started, born);
  now_ += seconds(1);
  sizes.observe(100);
  const HistogramSnapshot snapshot = sizes.snapshot();
  EXPECT_EQ(snapshot.started, now_);
  EXPECT_EQ(snapshot.native->schema, 0);
  EXPECT_THAT(snapshot.native->positive, ElementsAre(NativeBucket{7, 1}));
  EXPECT_EQ(snapshot.sum, 100);  // what was NaN is over
  EXPECT_EQ(snapshot.nan_count, 0U);
}

TEST_F(NativeHistogramTest, HasNoLimitIfNoneIsSet) {
  Histogram& sizes = histogram({.schema = 8, .max_buckets = 0});
  double value = 1;
  for (int i = 0; i < 5000; ++i, value *= 1.01) sizes.observe(value);
  EXPECT_EQ(sizes.snapshot().native->positive.size(), 5000U);
  EXPECT_EQ(sizes.snapshot().count(), 5000U);
}

TEST_F(NativeHistogramTest, BeginsAgainWhenItHasAllTheBucketsThatItCanHave) {
  constexpr int kMost = 65520;
  Histogram& sizes = histogram({.schema = 8, .max_buckets = 0});
  const auto observe_in_bucket = [&sizes](int index) { sizes.observe(std::exp2((index - 0.5) / 256 - 100)); };
  for (int index = 0; index < kMost; ++index) observe_in_bucket(index);
  EXPECT_EQ(sizes.snapshot().native->positive.size(), std::size_t{kMost});
  observe_in_bucket(kMost);
  EXPECT_EQ(sizes.snapshot().count(), 1U);
}

TEST_F(NativeHistogramTest, BeginsAgainWhenItIsRemovedAndAskedForAgain) {
  HistogramFamily& sizes = family({.max_buckets = 4});
  for (const double value : {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0}) sizes.with().observe(value);
  sizes.remove();
  now_ += seconds(5);
  sizes.with().observe(3);
  const HistogramSnapshot snapshot = sizes.with().snapshot();
  EXPECT_EQ(snapshot.native->schema, 3);
  EXPECT_THAT(snapshot.native->positive, ElementsAre(NativeBucket{13, 1}));
  EXPECT_EQ(snapshot.sum, 3);
  EXPECT_EQ(snapshot.started, now_);
}

TEST_F(NativeHistogramTest, NeedsNoMoreMemoryHoweverOftenItBeginsAgain) {
  Histogram& sizes = histogram({.schema = 8, .max_buckets = 2}, {1, 1000});
  const auto observe_everything = [&sizes] {
    for (int exponent = -1000; exponent < 1000; ++exponent) sizes.observe(std::ldexp(1, exponent * 37 % 1000));
  };
  observe_everything();
  const std::uint64_t before = testing::allocations_of_this_thread();
  for (int i = 0; i < 10; ++i) observe_everything();
  EXPECT_EQ(testing::allocations_of_this_thread(), before);
}

TEST_F(NativeHistogramTest, IgnoresAndCountsAnObservationForWhichThereIsNoMemory) {
  if (!testing::OutOfMemory::is_possible()) GTEST_SKIP() << "a sanitizer allocates";
  Histogram& sizes = histogram({}, {1});
  sizes.observe(1);
  {
    const testing::OutOfMemory out_of_memory;
    for (int exponent = 1; exponent <= 100; ++exponent) sizes.observe(std::ldexp(1, exponent), {{"id", "1"}});
  }
  const HistogramSnapshot snapshot = sizes.snapshot();
  const double ignored = testing::value_of(registry_, "metrics_invalid_updates_total").value();
  EXPECT_GE(ignored, 1);
  EXPECT_EQ(static_cast<double>(snapshot.count()), 101 - ignored);
  EXPECT_EQ(snapshot.native->positive.size(), snapshot.count());
  sizes.observe(0x1p100);
  EXPECT_EQ(sizes.snapshot().count(), snapshot.count() + 1);
}

TEST_F(NativeHistogramTest, ReadsIntoASnapshotOfAnotherHistogram) {
  Histogram& sizes = histogram({.schema = 0});
  sizes.observe(1);
  HistogramSnapshot snapshot{.upper_bounds = {1}, .counts = {9, 9}, .sum = 9, .nan_count = 9};
  snapshot.native = NativeSnapshot{.schema = 5, .zero_count = 9, .negative = {{1, 9}}, .positive = {{1, 9}, {2, 9}}};
  snapshot.exemplars.resize(3);
  sizes.read_into(snapshot);
  EXPECT_THAT(snapshot.counts, ElementsAre(1));
  EXPECT_EQ(snapshot.nan_count, 0U);
  EXPECT_EQ(snapshot.native->schema, 0);
  EXPECT_EQ(snapshot.native->zero_count, 0U);
  EXPECT_THAT(snapshot.native->negative, IsEmpty());
  EXPECT_THAT(snapshot.native->positive, ElementsAre(NativeBucket{0, 1}));
  EXPECT_THAT(snapshot.exemplars, IsEmpty());
  Histogram& classic = registry_.histogram({.name = "classic", .help = "", .buckets = {1}}).with();
  classic.read_into(snapshot);
  EXPECT_FALSE(snapshot.native.has_value());
}

TEST_F(NativeHistogramTest, SurvivesAClockThatThrows) {
  bool is_broken = false;
  Registry registry({.now = [&is_broken] {
    if (is_broken) throw std::runtime_error("no clock");
    return std::chrono::system_clock::time_point(seconds(1));
  }});
  Histogram& sizes = registry
                         .histogram({.name = "size",
                                     .help = "",
                                     .buckets = {},
                                     .native = NativeOptions{.max_buckets = 1, .min_reset_interval = seconds(1)}})
                         .with();
  is_broken = true;
  sizes.observe(1, {{"trace_id", "1"}});
  sizes.observe(1e9);
  EXPECT_EQ(sizes.snapshot().count(), 1U);
  EXPECT_EQ(sizes.snapshot().started, std::chrono::system_clock::time_point());
}

TEST_F(NativeHistogramTest, RefusesASchemaThatDoesNotExist) {
  EXPECT_THAT(refusal_of({.schema = 9}), HasSubstr("'refused': schema 9: the schema of a native histogram must be"));
  EXPECT_THAT(refusal_of({.schema = -5}), HasSubstr("schema -5"));
}

TEST_F(NativeHistogramTest, RefusesAZeroThresholdThatIsNoDistance) {
  EXPECT_THAT(refusal_of({.zero_threshold = -1}), HasSubstr("zero threshold -1: it must be finite and not negative"));
  EXPECT_THAT(refusal_of({.zero_threshold = kInfinity}), HasSubstr("zero threshold +Inf"));
  EXPECT_THAT(refusal_of({.zero_threshold = kNaN}), HasSubstr("zero threshold NaN"));
}

TEST_F(NativeHistogramTest, RefusesANegativeResetInterval) {
  EXPECT_THAT(refusal_of({.min_reset_interval = seconds(-1)}), HasSubstr("reset interval of -1 s"));
}

}  // namespace
}  // namespace metrics
