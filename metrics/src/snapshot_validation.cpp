#include "snapshot_validation.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "bucket_validation.hpp"

namespace metrics {

namespace {

/// A sum that knows when it has become too large for 64 bits.
class CountSum {
 public:
  void add(std::uint64_t count) { overflowed_ |= __builtin_add_overflow(sum_, count, &sum_); }
  void add(const std::vector<NativeBucket>& buckets) {
    for (const NativeBucket& bucket : buckets) add(bucket.count);
  }
  std::optional<std::uint64_t> sum() const { return overflowed_ ? std::nullopt : std::optional(sum_); }

 private:
  std::uint64_t sum_ = 0;
  bool overflowed_ = false;
};

/// The indices that doubles fall into: those of 2^-1074 and of 2^1024, and one more for infinity.
struct IndexRange {
  std::int32_t lowest, highest;

  static IndexRange of(int schema) {
    const double buckets_per_doubling = std::ldexp(1.0, schema);
    return {.lowest = static_cast<std::int32_t>(std::ceil(-1074 * buckets_per_doubling)),
            .highest = static_cast<std::int32_t>(1024 * buckets_per_doubling) + 1};
  }
};

bool are_valid(const std::vector<NativeBucket>& buckets, IndexRange range) {
  return std::ranges::all_of(buckets,
                             [range](const NativeBucket& bucket) {
                               return bucket.index >= range.lowest && bucket.index <= range.highest;
                             }) &&
         std::ranges::adjacent_find(buckets, std::greater_equal{}, &NativeBucket::index) == buckets.end();
}

bool is_valid(const NativeSnapshot& native) {
  if (native.schema < -4 || native.schema > 8) return false;
  if (!(native.zero_threshold >= 0) || std::isinf(native.zero_threshold)) return false;
  const IndexRange range = IndexRange::of(native.schema);
  return are_valid(native.negative, range) && are_valid(native.positive, range);
}

std::optional<std::uint64_t> count_of(const NativeSnapshot& native, std::uint64_t nan_count) {
  CountSum sum;
  sum.add(nan_count);
  sum.add(native.zero_count);
  sum.add(native.negative);
  sum.add(native.positive);
  return sum.sum();
}

std::optional<std::uint64_t> count_of(const std::vector<std::uint64_t>& classic) {
  CountSum sum;
  for (const std::uint64_t count : classic) sum.add(count);
  return sum.sum();
}

}  // namespace

bool is_valid_snapshot(const HistogramSnapshot& snapshot) {
  if (snapshot.counts.size() != snapshot.upper_bounds.size() + 1) return false;
  if (!are_valid_buckets(snapshot.upper_bounds)) return false;
  if (snapshot.nan_count > snapshot.counts.back()) return false;
  const std::optional<std::uint64_t> count = count_of(snapshot.counts);
  if (!count) return false;
  if (!snapshot.native) return true;
  return is_valid(*snapshot.native) && count_of(*snapshot.native, snapshot.nan_count) == count;
}

}  // namespace metrics
