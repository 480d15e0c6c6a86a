#pragma once
// What Prometheus answers: series of numbers, or of native histograms, with their labels.
//
// Values.

#include <map>
#include <string>
#include <vector>

#include "values/time.hpp"

namespace monitoring {

/// By name; the metric's own name is `__name__`.
using Labels = std::map<std::string, std::string>;

/// NaN and infinities are values like others.
struct Point {
  values::Timestamp at;
  double value = 0;
};

/// A bucket of a native histogram.
struct Bucket {
  /// Which bounds belong to it: 0 only the upper one, 1 only the lower one, 2 none, 3 both.
  int bounds = 0;
  double lower = 0;
  double upper = 0;
  double count = 0;  ///< Observations in this bucket alone; rates make it a fraction.
};

struct HistogramPoint {
  values::Timestamp at;
  double count = 0;
  double sum = 0;
  std::vector<Bucket> buckets;  ///< From the lowest up; empty ones are left out.
};

/// A series may have both where its metric changed its kind. Either list is in order of time.
struct Series {
  Labels labels;
  std::vector<Point> points;
  std::vector<HistogramPoint> histograms;
};

}  // namespace monitoring
