#pragma once
// A point in time as a calendar and a clock in UTC show it, for languages to write out.

#include <chrono>
#include <string>

#include "values/time.hpp"

namespace bot {

struct CalendarMinute {
  int year = 0;
  unsigned month = 1;  ///< 1 to 12.
  unsigned day = 1;
  std::string clock;  ///< "09:05"
};

inline CalendarMinute calendar_minute(values::Timestamp at) {
  const auto midnight = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss time{at - midnight};
  const auto two_digits = [](auto number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return {.year = static_cast<int>(date.year()),
          .month = static_cast<unsigned>(date.month()),
          .day = static_cast<unsigned>(date.day()),
          .clock = two_digits(time.hours().count()) + ":" + two_digits(time.minutes().count())};
}

}  // namespace bot
