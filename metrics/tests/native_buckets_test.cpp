#include "native_buckets.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

#include "histogram_model.hpp"

namespace metrics {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLargest = std::numeric_limits<double>::max();

NativeBucketId positive(std::int32_t index) {
  return {.kind = NativeBucketKind::positive, .index = index};
}
NativeBucketId negative(std::int32_t index) {
  return {.kind = NativeBucketKind::negative, .index = index};
}

NativeBucketId bucket_of(double value, int schema, double zero_threshold = 0) {
  return native_bucket_of(value, schema, zero_threshold);
}

class EachSchema : public ::testing::TestWithParam<int> {
 protected:
  /// The bound of this index is the last value of its bucket, on either side of 0.
  void expect_edge(std::int32_t index) const {
    const auto bound = static_cast<double>(testing::native_bound(index, GetParam()));
    ASSERT_EQ(bucket_of(bound, GetParam()), positive(index)) << bound;
    ASSERT_EQ(bucket_of(-bound, GetParam()), negative(index)) << bound;
    ASSERT_EQ(bucket_of(std::nextafter(bound, kInfinity), GetParam()), positive(index + 1)) << bound;
    ASSERT_EQ(bucket_of(-std::nextafter(bound, kInfinity), GetParam()), negative(index + 1)) << bound;
  }
};

TEST_P(EachSchema, HasItsBoundsWhereTheyBelong) {
  // Normal doubles: from 2^-1022 to below 2^1024.
  const auto first = static_cast<std::int32_t>(std::ldexp(-1022, GetParam()));
  const auto last = static_cast<std::int32_t>(std::ldexp(1024, GetParam())) - 1;
  for (std::int32_t index = first; index <= last; ++index) expect_edge(index);
}

TEST_P(EachSchema, AgreesWithTheModelOnSubnormalNumbers) {
  const double smallest = std::numeric_limits<double>::denorm_min();
  for (double value = smallest; value < std::numeric_limits<double>::min(); value *= 1.001) {
    value = std::nextafter(value, kInfinity);
    ASSERT_EQ(bucket_of(value, GetParam()), positive(testing::native_index(value, GetParam()))) << value;
  }
  EXPECT_EQ(bucket_of(smallest, GetParam()), positive(testing::native_index(smallest, GetParam())));
}

TEST_P(EachSchema, PutsInfinityAfterTheLargestDouble) {
  const std::int32_t last = bucket_of(kLargest, GetParam()).index;
  EXPECT_EQ(last, static_cast<std::int32_t>(std::ldexp(1024, GetParam())));
  EXPECT_EQ(bucket_of(kInfinity, GetParam()), positive(last + 1));
  EXPECT_EQ(bucket_of(-kInfinity, GetParam()), negative(last + 1));
}

TEST_P(EachSchema, HoldsTheBucketsOfFinerOnes) {
  for (int finer = GetParam(); finer <= kFinestSchema; ++finer) {
    for (double value = 1e-300; value < 1e300; value *= 1.37) {
      const NativeBucketId fine = bucket_of(value, finer);
      ASSERT_EQ(coarser(fine, finer - GetParam()), bucket_of(value, GetParam())) << value << " from schema " << finer;
    }
    ASSERT_EQ(coarser(bucket_of(-kInfinity, finer), finer - GetParam()), bucket_of(-kInfinity, GetParam()));
  }
}

INSTANTIATE_TEST_SUITE_P(NativeBuckets, EachSchema, ::testing::Range(kCoarsestSchema, kFinestSchema + 1));

// From the specification's "Schema": schema 0 doubles from bound to bound and 1 is a bound of each schema; and from the
// examples in the tests of client_golang.
TEST(NativeBucketsTest, AreThoseThatArePublished) {
  EXPECT_EQ(bucket_of(1, 0), positive(0));
  EXPECT_EQ(bucket_of(0.5, 0), positive(-1));
  EXPECT_EQ(bucket_of(1.01, 0), positive(1));
  EXPECT_EQ(bucket_of(2, 3), positive(8));
  EXPECT_EQ(bucket_of(3, 3), positive(13));
  EXPECT_EQ(bucket_of(1.2, 2), positive(2));
  EXPECT_EQ(bucket_of(1.8, 2), positive(4));
  EXPECT_EQ(bucket_of(0.0156251, -1), positive(-2));
  EXPECT_EQ(bucket_of(0.0625, -1), positive(-2));
  EXPECT_EQ(bucket_of(33.33, -1), positive(3));
  EXPECT_EQ(bucket_of(33.33, -2), positive(2));
  EXPECT_EQ(bucket_of(kInfinity, 2), positive(4097));
}

TEST(NativeBucketsTest, PutWhatIsNearZeroIntoTheZeroBucket) {
  const NativeBucketId zero{.kind = NativeBucketKind::zero, .index = 0};
  EXPECT_EQ(bucket_of(0.0, 3), zero);
  EXPECT_EQ(bucket_of(-0.0, 3), zero);
  EXPECT_EQ(bucket_of(0.25, 3, 0.25), zero);
  EXPECT_EQ(bucket_of(-0.25, 3, 0.25), zero);
  EXPECT_EQ(bucket_of(std::nextafter(0.25, 1), 3, 0.25), positive(-15));
  EXPECT_EQ(bucket_of(-kInfinity, 3, kLargest), negative(8193));
}

TEST(NativeBucketsTest, HaveNoneForNaN) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(bucket_of(nan, 3).kind, NativeBucketKind::nan);
  EXPECT_EQ(bucket_of(-nan, -4, kLargest).kind, NativeBucketKind::nan);
}

}  // namespace
}  // namespace metrics
