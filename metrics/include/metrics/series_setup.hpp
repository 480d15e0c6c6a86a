#pragma once
// What a family hands each of its series at birth. Only families make it; a program never does.
//
// Immutable once made, and outlives the series: share it between threads freely.

#include <chrono>
#include <functional>
#include <vector>

#include "metrics/description.hpp"
#include "metrics/options.hpp"

namespace metrics {

class Misuse;

struct SeriesSetup {
  const Description& family;
  Misuse& misuse;  ///< Where a series reports the updates that it has to ignore.
  const std::function<std::chrono::system_clock::time_point()>& now;
  std::vector<double> upper_bounds = {};               ///< Of a histogram's buckets, without +Inf.
  std::optional<NativeOptions> native = std::nullopt;  ///< Of a histogram.
};

}  // namespace metrics
