#pragma once
// Which exemplar stands beside a classic bucket. Pure.

#include <cstddef>

#include "metrics/histogram_snapshot.hpp"

namespace metrics {

/// The newest exemplar whose value bucket `bucket` counts; null if there is none. NaN is counted up to +Inf.
const Exemplar* exemplar_of_bucket(const HistogramSnapshot& snapshot, std::size_t bucket);

}  // namespace metrics
