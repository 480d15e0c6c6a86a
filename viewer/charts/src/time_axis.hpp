#pragma once
// The horizontal axis of a chart: at which round times, on the wall's clock, it is labelled.
//
//   std::vector<TimeTick> ticks = time_axis(from, to, Language::english, 7);   // 15:00, 16:00, …
//
// Pure function, but for the time zone of the process.

#include <cstddef>
#include <string>
#include <vector>

#include "language.hpp"
#include "values/time.hpp"

namespace charts {

struct TimeTick {
  values::Timestamp at;
  std::string label;
  bool is_new_day = false;  ///< Its label is a date among times, or a year among dates.
};

/// At most `most` ticks between `from` and `to`, in order of time. Times of one day have different labels, and
/// days of a year. There are few in a range in
/// which nothing is round, such as half a minute.
std::vector<TimeTick> time_axis(values::Timestamp from, values::Timestamp to, Language language, std::size_t most);

}  // namespace charts
