#include "local_time.hpp"

#include <array>
#include <cstdio>
#include <ctime>
#include <string_view>

namespace charts {
namespace {

constexpr std::array<std::string_view, 12> kEnglishMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
// As Unicode's CLDR abbreviates them, without the full stop.
constexpr std::array<std::string_view, 12> kRussianMonths{"янв", "февр", "мар",  "апр", "мая",  "июн",
                                                          "июл", "авг",  "сент", "окт", "нояб", "дек"};
constexpr std::chrono::hours kLongRange{24 * 60};

std::string zone_name(const std::tm& time) {
  const std::string name = time.tm_zone == nullptr ? "" : time.tm_zone;
  const bool is_number = name.starts_with('+') || name.starts_with('-');
  return is_number ? "UTC" + name : name;
}

std::string write_date(const LocalTime& time, Language language) {
  return write_day(time, language) + " " + std::to_string(time.year);
}

}  // namespace

LocalTime local_time(values::Timestamp at) {
  const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()).count();
  std::tm time{};
  localtime_r(&seconds, &time);
  return {.year = time.tm_year + 1900,
          .month = time.tm_mon + 1,
          .day = time.tm_mday,
          .hour = time.tm_hour,
          .minute = time.tm_min,
          .second = time.tm_sec,
          .utc_offset = std::chrono::seconds(time.tm_gmtoff),
          .zone = zone_name(time)};
}

values::Timestamp start_of_day(int year, int month, int day) {
  std::tm time{};
  time.tm_year = year - 1900;
  time.tm_mon = month - 1;
  time.tm_mday = day;
  time.tm_isdst = -1;
  return values::Timestamp(std::chrono::seconds(std::mktime(&time)));
}

std::string write_clock(const LocalTime& time) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d", time.hour, time.minute);
  return text.data();
}

std::string write_month(const LocalTime& time, Language language) {
  const auto index = static_cast<std::size_t>(time.month - 1);
  if (language == Language::russian) return time.month == 5 ? "май" : std::string(kRussianMonths.at(index));
  return std::string(kEnglishMonths.at(index));
}

std::string write_day(const LocalTime& time, Language language) {
  const auto index = static_cast<std::size_t>(time.month - 1);
  const auto& months = language == Language::russian ? kRussianMonths : kEnglishMonths;
  return std::to_string(time.day) + " " + std::string(months.at(index));
}

std::string write_range(values::Timestamp from, values::Timestamp to, Language language) {
  const LocalTime start = local_time(from);
  const LocalTime end = local_time(to);
  if (to - from >= kLongRange || start.year != end.year) {
    return write_date(start, language) + " – " + write_date(end, language);
  }
  if (start.same_day(end)) {
    return write_clock(start) + "–" + write_clock(end) + ", " + write_day(end, language) + ", " + end.zone;
  }
  return write_day(start, language) + ", " + write_clock(start) + " – " + write_day(end, language) + ", " +
         write_clock(end) + ", " + end.zone;
}

}  // namespace charts
