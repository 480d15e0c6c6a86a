#pragma once
// Which bucket of a native histogram an observation falls into (prometheus.io/docs/specs/native_histograms, "Schema",
// "Zero bucket", "Special cases of observations").
//
//   native_bucket_of(0.3, 3, 0x1p-128);   // positive, index −13: above 2^(−14/8) and not above 2^(−13/8)
//   native_bucket_of(-0.3, 3, 0x1p-128);  // negative, index −13
//
// Pure.

#include <bit>
#include <cmath>
#include <compare>
#include <cstdint>

#include "native_bounds.hpp"

namespace metrics {

inline constexpr int kCoarsestSchema = -4;
inline constexpr int kFinestSchema = 8;

/// In this order they go from the smallest observation to the largest, but for NaN.
enum class NativeBucketKind : std::uint8_t { nan, negative, zero, positive };

/// One bucket of a schema that is known from elsewhere.
struct NativeBucketId {
  NativeBucketKind kind = NativeBucketKind::zero;
  std::int32_t index = 0;  ///< 0 unless it is positive or negative.

  friend auto operator<=>(const NativeBucketId&, const NativeBucketId&) = default;
};

/// The index, `steps` schemas coarser, of the bucket that holds the bucket `index`.
constexpr std::int32_t coarser_index(std::int32_t index, int steps) noexcept {
  // The upper bound of bucket k is base^k; 2^steps buckets up to and with one of these become one.
  return ((index - 1) >> steps) + 1;
}

constexpr NativeBucketId coarser(NativeBucketId bucket, int steps) noexcept {
  const bool has_index = bucket.kind == NativeBucketKind::positive || bucket.kind == NativeBucketKind::negative;
  return {.kind = bucket.kind, .index = has_index ? coarser_index(bucket.index, steps) : 0};
}

namespace detail {

/// The index in schema 8 of what isn't a normal double: subnormal numbers, and infinity, which has the bucket after
/// that of the largest double.
std::int32_t finest_index_of_abnormal(std::uint64_t magnitude) noexcept;

/// `exponent` is that of a normal double, with its bias.
constexpr std::int32_t finest_index(std::uint64_t exponent, std::uint64_t mantissa) noexcept {
  constexpr std::int32_t kBias = 1023;
  return (static_cast<std::int32_t>(exponent) - kBias) * static_cast<std::int32_t>(native_bounds::kPerOctave) +
         static_cast<std::int32_t>(native_bounds::bounds_below(mantissa));
}

}  // namespace detail

/// `schema` is kCoarsestSchema to kFinestSchema.
inline NativeBucketId native_bucket_of(double value, int schema, double zero_threshold) noexcept {
  constexpr std::uint64_t kMantissaMask = (std::uint64_t{1} << native_bounds::kMantissaBits) - 1;
  constexpr std::uint64_t kExponents = 2046;  // those of normal doubles: 1 to so many
  const double size = std::fabs(value);
  if (size <= zero_threshold) [[unlikely]]
    return {.kind = NativeBucketKind::zero, .index = 0};
  const auto magnitude = std::bit_cast<std::uint64_t>(size);
  const std::uint64_t exponent = magnitude >> native_bounds::kMantissaBits;
  std::int32_t finest = 0;
  if (exponent - 1 < kExponents) [[likely]] {
    finest = detail::finest_index(exponent, magnitude & kMantissaMask);
  } else {
    if (std::isnan(value)) return {.kind = NativeBucketKind::nan, .index = 0};
    finest = detail::finest_index_of_abnormal(magnitude);
  }
  return {.kind = std::signbit(value) ? NativeBucketKind::negative : NativeBucketKind::positive,
          .index = coarser_index(finest, kFinestSchema - schema)};
}

}  // namespace metrics
