#include "values/time.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <limits>

namespace values {
namespace {

struct Unit {
  std::string_view suffix;
  std::int64_t milliseconds;
};

// From the largest: format_duration takes the first that divides.
constexpr std::array<Unit, 5> kUnits{{{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};

struct CivilTime {
  int year;
  unsigned month, day;
  int hour, minute, second, millisecond;
};

CivilTime to_civil(Timestamp at) {
  const auto days = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{days};
  const std::chrono::hh_mm_ss time{at - days};
  return {static_cast<int>(date.year()),
          static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()),
          static_cast<int>(time.hours().count()),
          static_cast<int>(time.minutes().count()),
          static_cast<int>(time.seconds().count()),
          static_cast<int>(time.subseconds().count())};
}

template <class... Arguments>
std::string print(const char* format, Arguments... arguments) {
  std::array<char, 64> buffer{};
  const int written = std::snprintf(buffer.data(), buffer.size(), format, arguments...);
  return {buffer.data(), static_cast<std::size_t>(written)};
}

}  // namespace

Result<std::chrono::milliseconds> parse_duration(std::string_view text) {
  const auto malformed = [&] {
    return Error{"'" + std::string(text) + "' is not a duration: write a whole number and ms, s, m, h or d"};
  };
  std::int64_t number = 0;
  const auto [rest, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || number < 0) return malformed();
  const std::string_view suffix(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
  for (const Unit& unit : kUnits) {
    if (suffix != unit.suffix) continue;
    if (number > std::numeric_limits<std::int64_t>::max() / unit.milliseconds) return malformed();
    return std::chrono::milliseconds{number * unit.milliseconds};
  }
  return malformed();
}

std::string format_duration(std::chrono::milliseconds duration) {
  for (const Unit& unit : kUnits) {
    if (duration.count() != 0 && duration.count() % unit.milliseconds == 0) {
      return std::to_string(duration.count() / unit.milliseconds) + std::string(unit.suffix);
    }
  }
  return "0s";
}

std::string format_minute_utc(Timestamp at) {
  const CivilTime t = to_civil(at);
  return print("%04d-%02u-%02u %02d:%02d UTC", t.year, t.month, t.day, t.hour, t.minute);
}

std::string format_rfc3339(Timestamp at) {
  const CivilTime t = to_civil(at);
  return print("%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", t.year, t.month, t.day, t.hour, t.minute, t.second,
               t.millisecond);
}

std::string format_date_utc(Timestamp at) {
  const CivilTime t = to_civil(at);
  return print("%02u.%02u.%04d", t.day, t.month, t.year);
}

}  // namespace values
