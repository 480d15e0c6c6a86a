#pragma once
// Moments as the clock on the wall shows them, in the time zone of the process (TZ).
//
//   LocalTime there = local_time(now);
//   write_clock(there);    // "14:05"
//
// Thread-safe, as long as nobody changes TZ meanwhile.

#include <chrono>
#include <string>

#include "language.hpp"
#include "values/time.hpp"

namespace charts {

struct LocalTime {
  int year = 0;
  int month = 1;  ///< From 1.
  int day = 1;    ///< From 1.
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::chrono::seconds utc_offset{0};
  std::string zone;  ///< "MSK", "CET"; "UTC+05" where the zone has only a number.

  int minute_of_day() const { return hour * 60 + minute; }
  bool same_day(const LocalTime& other) const { return year == other.year && month == other.month && day == other.day; }
};

LocalTime local_time(values::Timestamp at);

/// The moment when that day begins there. `month` and `day` may lie beyond the calendar's: the 32nd of January is the
/// 1st of February.
values::Timestamp start_of_day(int year, int month, int day);

std::string write_clock(const LocalTime& time);                     ///< "09:05"
std::string write_day(const LocalTime& time, Language language);    ///< "23 Nov", "23 нояб"
std::string write_month(const LocalTime& time, Language language);  ///< "Nov", "нояб"

/// "14:05–20:05, 23 Nov, MSK"; "16 Nov, 14:05 – 23 Nov, 14:05, MSK"; "23 Nov 2025 – 23 Nov 2026".
std::string write_range(values::Timestamp from, values::Timestamp to, Language language);

}  // namespace charts
