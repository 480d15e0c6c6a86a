#pragma once
// What a family hands each of its series at birth. Only families make it; a program never does.
//
// Immutable once made, and outlives the series: share it between threads freely.

#include <vector>

#include "metrics/cells.hpp"

namespace metrics {

struct SeriesSetup {
  CounterCell& invalid_updates;      ///< Where a series counts the updates it has to ignore.
  std::vector<double> upper_bounds;  ///< Of a histogram's buckets, without +Inf; empty for other types.
};

}  // namespace metrics
