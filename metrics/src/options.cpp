#include "metrics/options.hpp"

namespace metrics {

std::vector<double> default_buckets() {
  return {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
}

std::vector<double> linear_buckets(double first, double width, std::size_t count) {
  std::vector<double> bounds;
  if (!(width > 0)) return bounds;
  bounds.reserve(count);
  // Multiplied, not added up: the error of a sum would grow from bound to bound.
  for (std::size_t i = 0; i < count; ++i) bounds.push_back(first + static_cast<double>(i) * width);
  return bounds;
}

std::vector<double> exponential_buckets(double first, double factor, std::size_t count) {
  std::vector<double> bounds;
  if (!(first > 0) || !(factor > 1)) return bounds;
  bounds.reserve(count);
  for (double bound = first; bounds.size() < count; bound *= factor) bounds.push_back(bound);
  return bounds;
}

}  // namespace metrics
