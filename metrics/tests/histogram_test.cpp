#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/registry.hpp"
#include "metrics/testing.hpp"

namespace metrics {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

class HistogramTest : public ::testing::Test {
 protected:
  std::string refusal_of(std::vector<double> buckets) {
    try {
      registry_.histogram({.name = "refused", .help = "", .buckets = std::move(buckets)});
    } catch (const InvalidBuckets& error) {
      return error.what();
    }
    return "not refused";
  }

  Registry registry_;
  Histogram& histogram_ = registry_.histogram({.name = "size", .help = "Sizes.", .buckets = {-1, 0.5, 2}}).with();
};

TEST_F(HistogramTest, CountsAnObservationInTheFirstBucketThatReachesIt) {
  for (const double value : {-7.0, -1.0, -0.99, 0.5, 0.51, 2.0, 2.01, 100.0}) histogram_.observe(value);
  const HistogramSnapshot snapshot = histogram_.snapshot();
  EXPECT_THAT(snapshot.upper_bounds, ElementsAre(-1, 0.5, 2));
  EXPECT_THAT(snapshot.counts, ElementsAre(2, 2, 2, 2));
  EXPECT_EQ(snapshot.count(), 8U);
  EXPECT_DOUBLE_EQ(snapshot.sum, 96.03);
}

TEST_F(HistogramTest, CountsInfinitiesInTheOutermostBuckets) {
  histogram_.observe(kInfinity);
  EXPECT_THAT(histogram_.snapshot().counts, ElementsAre(0, 0, 0, 1));
  EXPECT_EQ(histogram_.snapshot().sum, kInfinity);
  histogram_.observe(-kInfinity);
  EXPECT_THAT(histogram_.snapshot().counts, ElementsAre(1, 0, 0, 1));
}

TEST_F(HistogramTest, CountsNaNInTheLastBucket) {
  histogram_.observe(1);
  histogram_.observe(kNaN);
  const HistogramSnapshot snapshot = histogram_.snapshot();
  EXPECT_THAT(snapshot.counts, ElementsAre(0, 0, 1, 1));
  EXPECT_EQ(snapshot.count(), 2U);
  EXPECT_EQ(snapshot.nan_count, 1U);
  EXPECT_TRUE(std::isnan(snapshot.sum));
  EXPECT_FALSE(snapshot.native.has_value());
}

TEST_F(HistogramTest, CountsAlikeHoweverManyBucketsThereAre) {
  for (const std::size_t size : {1U, 2U, 3U, 4U, 5U, 31U, 32U, 33U, 500U}) {
    const std::vector<double> bounds = linear_buckets(0, 1, size);
    Histogram& histogram =
        registry_.histogram({.name = "of_" + std::to_string(size), .help = "", .buckets = bounds}).with();
    for (const double bound : bounds) {
      histogram.observe(bound);
      histogram.observe(bound - 0.5);
    }
    histogram.observe(kInfinity);
    std::vector<std::uint64_t> counts(size + 1, 2);
    counts.back() = 1;
    ASSERT_EQ(histogram.snapshot().counts, counts);
  }
}

TEST_F(HistogramTest, BeginsAgainAtZero) {
  for (const double value : {1.0, kNaN, kInfinity}) histogram_.observe(value);
  histogram_.restart();
  EXPECT_EQ(histogram_.snapshot().count(), 0U);
  EXPECT_EQ(histogram_.snapshot().sum, 0);
  histogram_.observe(0.5);
  EXPECT_THAT(histogram_.snapshot().counts, ElementsAre(0, 1, 0, 0));
  EXPECT_EQ(histogram_.snapshot().nan_count, 0U);
  EXPECT_EQ(histogram_.snapshot().sum, 0.5);
}

TEST_F(HistogramTest, HasTheBucketsOfTheOfficialClientsByDefault) {
  Histogram& histogram = registry_.histogram({.name = "default", .help = ""}).with();
  EXPECT_THAT(histogram.snapshot().upper_bounds, ElementsAre(.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10));
}

TEST_F(HistogramTest, MayHaveOnlyTheBucketUpToInfinity) {
  Histogram& histogram = registry_.histogram({.name = "single", .help = "", .buckets = {}}).with();
  histogram.observe(3);
  EXPECT_THAT(histogram.snapshot().counts, ElementsAre(1));
}

TEST_F(HistogramTest, RefusesBoundsThatDoNotIncrease) {
  EXPECT_THAT(refusal_of({1, 1}), HasSubstr("'refused': buckets {1, 1}: upper bounds must be finite and strictly"));
  EXPECT_THAT(refusal_of({2, 0.5}), HasSubstr("{2, 0.5}"));
}

TEST_F(HistogramTest, RefusesBoundsThatAreNotFinite) {
  EXPECT_THAT(refusal_of({1, kInfinity}), HasSubstr("{1, +Inf}"));
  EXPECT_THAT(refusal_of({-kInfinity, 1}), HasSubstr("{-Inf, 1}"));
  EXPECT_THAT(refusal_of({kNaN}), HasSubstr("{NaN}"));
  EXPECT_THAT(refusal_of({1, kNaN, 2}), HasSubstr("{1, NaN, 2}"));
}

TEST_F(HistogramTest, RefusesTooManyBuckets) {
  EXPECT_EQ(refusal_of(linear_buckets(0, 1, 10000)), "not refused");
  EXPECT_THAT(refusal_of(linear_buckets(0, 1, 10001)), HasSubstr("10001 buckets: a histogram may have at most 10000"));
}

TEST(BucketsTest, AreLinear) {
  EXPECT_THAT(linear_buckets(-1, 0.5, 4), ElementsAre(-1, -0.5, 0, 0.5));
  EXPECT_THAT(linear_buckets(0, 1, 0), IsEmpty());
  EXPECT_THAT(linear_buckets(0, 0, 3), IsEmpty());
  EXPECT_THAT(linear_buckets(0, kNaN, 3), IsEmpty());
}

TEST(BucketsTest, AreExponential) {
  EXPECT_THAT(exponential_buckets(0.5, 2, 4), ElementsAre(0.5, 1, 2, 4));
  EXPECT_THAT(exponential_buckets(1, 1, 3), IsEmpty());
  EXPECT_THAT(exponential_buckets(0, 2, 3), IsEmpty());
  EXPECT_THAT(exponential_buckets(kNaN, 2, 3), IsEmpty());
}

TEST_F(HistogramTest, ReadsIntoASnapshotOfAnotherHistogram) {
  histogram_.observe(1);
  HistogramSnapshot snapshot{.upper_bounds = {1, 2, 3, 4, 5}, .counts = {9, 9, 9, 9, 9, 9}, .sum = 9};
  histogram_.read_into(snapshot);
  EXPECT_THAT(snapshot.upper_bounds, ElementsAre(-1, 0.5, 2));
  EXPECT_THAT(snapshot.counts, ElementsAre(0, 0, 1, 0));
  EXPECT_EQ(snapshot.sum, 1);
}

}  // namespace
}  // namespace metrics
