#pragma once
// The rules that the buckets of a histogram have to keep, and the errors that say which one was broken. Pure.

#include <cstddef>
#include <span>

#include "metrics/description.hpp"
#include "metrics/options.hpp"

namespace metrics {

/// Classic upper bounds of a histogram. Far more than a scrape should carry.
inline constexpr std::size_t kMostBuckets = 10000;

/// Finite and strictly increasing.
bool are_valid_buckets(std::span<const double> upper_bounds);

/// Throws InvalidBuckets unless they are, or if there are more than kMostBuckets.
void validate_buckets(const Description& family, std::span<const double> upper_bounds);

/// Throws InvalidNativeOptions.
void validate_native(const Description& family, const NativeOptions& options);

}  // namespace metrics
