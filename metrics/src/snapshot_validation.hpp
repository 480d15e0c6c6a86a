#pragma once
// Whether a histogram that a collector read is one: what a writer relies on. Pure.

#include "metrics/histogram_snapshot.hpp"

namespace metrics {

/// Classic bounds are finite and increase and each has its count; native buckets are within what their schema has, in
/// ascending order; both halves count the same observations. Exemplars are not looked at.
bool is_valid_snapshot(const HistogramSnapshot& snapshot);

}  // namespace metrics
