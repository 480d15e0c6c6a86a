#include "bucket_validation.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <string>

#include "metrics/error.hpp"
#include "native_buckets.hpp"
#include "number_text.hpp"
#include "validation.hpp"

namespace metrics {

namespace {

/// "1, 2, 5"; of many the first ones.
std::string list_of(std::span<const double> bounds) {
  constexpr std::size_t kMostListed = 32;
  std::string list;
  for (const double bound : bounds.first(std::min(bounds.size(), kMostListed)))
    list += (list.empty() ? "" : ", ") + number_text(bound);
  return bounds.size() > kMostListed ? list + ", …" : list;
}

}  // namespace

bool are_valid_buckets(std::span<const double> upper_bounds) {
  return std::ranges::all_of(upper_bounds, [](double bound) { return std::isfinite(bound); }) &&
         std::ranges::adjacent_find(upper_bounds, std::greater_equal{}) == upper_bounds.end();
}

void validate_buckets(const Description& family, std::span<const double> upper_bounds) {
  if (upper_bounds.size() > kMostBuckets) {
    throw InvalidBuckets(title_of(family) + " was given " + std::to_string(upper_bounds.size()) +
                         " buckets: a histogram may have at most " + std::to_string(kMostBuckets));
  }
  if (are_valid_buckets(upper_bounds)) return;
  throw InvalidBuckets(
      title_of(family) + ": buckets {" + list_of(upper_bounds) +
      "}: upper bounds must be finite and strictly increasing; the bucket up to +Inf is added by itself");
}

void validate_native(const Description& family, const NativeOptions& options) {
  if (options.schema < kCoarsestSchema || options.schema > kFinestSchema) {
    throw InvalidNativeOptions(title_of(family) + ": schema " + std::to_string(options.schema) +
                               ": the schema of a native histogram must be -4 to 8");
  }
  if (!(options.zero_threshold >= 0) || std::isinf(options.zero_threshold)) {
    throw InvalidNativeOptions(title_of(family) + ": zero threshold " + number_text(options.zero_threshold) +
                               ": it must be finite and not negative");
  }
  if (options.min_reset_interval < std::chrono::seconds::zero()) {
    throw InvalidNativeOptions(title_of(family) + ": reset interval of " +
                               std::to_string(options.min_reset_interval.count()) +
                               " s: it must not be negative; 0 means never");
  }
}

}  // namespace metrics
