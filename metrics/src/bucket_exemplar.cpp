#include "bucket_exemplar.hpp"

#include <vector>

namespace metrics {

namespace {

bool counts(const std::vector<double>& upper_bounds, std::size_t bucket, double value) {
  // Written so that NaN is below no bound.
  const bool is_below = bucket > 0 && value <= upper_bounds[bucket - 1];
  return !is_below && (bucket == upper_bounds.size() || value <= upper_bounds[bucket]);
}

}  // namespace

const Exemplar* exemplar_of_bucket(const HistogramSnapshot& snapshot, std::size_t bucket) {
  const Exemplar* newest = nullptr;
  for (const Exemplar& exemplar : snapshot.exemplars) {
    if (!counts(snapshot.upper_bounds, bucket, exemplar.value)) continue;
    if (newest == nullptr || exemplar.timestamp > newest->timestamp) newest = &exemplar;
  }
  return newest;
}

}  // namespace metrics
