#pragma once
// What a histogram must show, worked out anew each time from the list of all observations: slow, and easy to see
// through. It shares no code with the library: bounds come from the C library's exp2l. Exemplars are left out.
//
//   HistogramModel model({.upper_bounds = {1, 2}, .native = NativeOptions{}}, start);
//   model.observe(1.5, now);
//   EXPECT_EQ(model.snapshot().counts, histogram.snapshot().counts);
//
// For one thread.

#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "metrics/histogram_snapshot.hpp"
#include "metrics/options.hpp"

namespace metrics::testing {

/// The upper bound of a positive native bucket, 2^(index · 2^−schema), as exactly as a double and a power of two hold
/// it.
inline long double native_bound(std::int32_t index, int schema) {
  if (schema <= 0) return std::ldexp(1.0L, index * (1 << -schema));
  const std::int32_t per_octave = 1 << schema;
  const std::int32_t within = (index % per_octave + per_octave) % per_octave;
  const auto mantissa = static_cast<double>(std::exp2(static_cast<long double>(within) / per_octave));
  return std::ldexp(static_cast<long double>(mantissa), (index - within) / per_octave);
}

/// The index of the bucket for a value of this size, which is above 0.
inline std::int32_t native_index(double size, int schema) {
  if (std::isinf(size)) return native_index(std::numeric_limits<double>::max(), schema) + 1;
  auto index = static_cast<std::int32_t>(std::ceil(std::ldexp(std::log2(static_cast<long double>(size)), schema)));
  // The logarithm is only near.
  while (static_cast<long double>(size) > native_bound(index, schema)) ++index;
  while (static_cast<long double>(size) <= native_bound(index - 1, schema)) --index;
  return index;
}

class HistogramModel {
 public:
  using TimePoint = std::chrono::system_clock::time_point;

  struct Options {
    std::vector<double> upper_bounds = {};
    std::optional<NativeOptions> native = std::nullopt;
  };

  HistogramModel(Options options, TimePoint now) : options_(std::move(options)) { restart(now); }

  void observe(double value, TimePoint now) {
    if (options_.native) make_room(value, now);
    observed_.push_back(value);
  }

  void restart(TimePoint now) {
    observed_.clear();
    started_ = now;
    if (options_.native) schema_ = options_.native->schema;
  }

  HistogramSnapshot snapshot() const {
    HistogramSnapshot snapshot{.upper_bounds = options_.upper_bounds, .started = started_};
    snapshot.counts.assign(options_.upper_bounds.size() + 1, 0);
    for (const double value : observed_) {
      ++snapshot.counts[classic_bucket(value)];
      snapshot.sum += value;
      if (std::isnan(value)) ++snapshot.nan_count;
    }
    if (options_.native) snapshot.native = native_snapshot();
    return snapshot;
  }

 private:
  enum class Side { negative, positive };
  using Bucket = std::pair<Side, std::int32_t>;

  std::size_t classic_bucket(double value) const {
    std::size_t bucket = 0;
    while (bucket < options_.upper_bounds.size() && !(value <= options_.upper_bounds[bucket])) ++bucket;
    return bucket;
  }

  /// None for NaN and for what is in the zero bucket.
  std::optional<Bucket> bucket_of(double value, int schema) const {
    if (std::isnan(value) || std::fabs(value) <= options_.native->zero_threshold) return std::nullopt;
    return Bucket{value < 0 ? Side::negative : Side::positive, native_index(std::fabs(value), schema)};
  }

  std::size_t populated_with(double another, int schema) const {
    std::set<Bucket> buckets;
    if (const auto bucket = bucket_of(another, schema)) buckets.insert(*bucket);
    for (const double value : observed_)
      if (const auto bucket = bucket_of(value, schema)) buckets.insert(*bucket);
    return buckets.size();
  }

  /// As NativeOptions::max_buckets and min_reset_interval say.
  void make_room(double value, TimePoint now) {
    const NativeOptions& native = *options_.native;
    if (native.max_buckets == 0 || populated_with(value, schema_) <= native.max_buckets) return;
    if (native.min_reset_interval.count() > 0 && now - started_ >= native.min_reset_interval) return restart(now);
    for (int schema = schema_ - 1; schema >= -4; --schema) {
      if (populated_with(value, schema) > native.max_buckets) continue;
      schema_ = schema;
      return;
    }
    restart(now);
  }

  NativeSnapshot native_snapshot() const {
    NativeSnapshot native{.schema = schema_, .zero_threshold = options_.native->zero_threshold};
    std::map<Bucket, std::uint64_t> buckets;
    for (const double value : observed_) {
      if (const auto bucket = bucket_of(value, schema_)) ++buckets[*bucket];
      if (std::fabs(value) <= options_.native->zero_threshold) ++native.zero_count;
    }
    for (const auto& [bucket, count] : buckets) {
      auto& side = bucket.first == Side::negative ? native.negative : native.positive;
      side.push_back({.index = bucket.second, .count = count});
    }
    return native;
  }

  const Options options_;
  std::vector<double> observed_;  ///< Since it began.
  TimePoint started_;
  int schema_ = 0;
};

}  // namespace metrics::testing
