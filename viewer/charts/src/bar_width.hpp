#pragma once
// How a time range is cut: into points of a line, or into bars.
//
// Pure functions, but for the time zone of the process.

#include <chrono>
#include <cstddef>

#include "values/time.hpp"

namespace charts {

/// Where values are wanted: at start, start + step, …
struct Cut {
  values::Timestamp from;  ///< Of the axis.
  values::Timestamp to;
  values::Timestamp start;  ///< Of the first value, or of the first bar.
  std::chrono::milliseconds step{0};
  std::size_t count = 0;
};

/// Points at round distances, at least 15 s, the last one at `end`; about `most` of them at most.
Cut cut_into_points(values::Timestamp end, std::chrono::milliseconds range, std::size_t most);

/// About 12 to 32 bars that begin at round times of the day; the last one holds `end`. Over a change of the clocks the
/// earlier ones are off by that hour.
Cut cut_into_bars(values::Timestamp end, std::chrono::milliseconds range);

}  // namespace charts
