#pragma once
// The vertical axis of a chart: from where to where, and at which round values it is labelled.
//
//   ValueAxis axis = value_axis({.lowest = 3, .highest = 97}, NumberFormat("short"), Language::english);
//   // 0, 20, 40, 60, 80, 100
//
// Pure function.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "language.hpp"
#include "number_format.hpp"

namespace charts {

/// What the axis must show. All are finite.
struct ValueRange {
  double lowest = 0;
  double highest = 0;
  std::optional<double> fixed_low = {};   ///< The axis begins just there, as a dashboard may ask.
  std::optional<double> fixed_high = {};  ///< And ends there.
};

struct ValueTick {
  double value = 0;
  std::string label;
};

struct ValueAxis {
  double low = 0;
  double high = 1;  ///< Above `low`.
  std::vector<ValueTick> ticks;
};

/// 3 to 9 ticks, with different labels, from the lowest up; about `wanted` of them. Zero is on the axis unless all
/// values are far from it compared with their differences. Fixed ends may leave fewer.
ValueAxis value_axis(const ValueRange& range, const NumberFormat& format, Language language, std::size_t wanted = 6);

/// Values beyond this have no place on an axis.
inline constexpr double kLargestValue = 1e250;

}  // namespace charts
