#include "values/time.hpp"

#include <algorithm>
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

/// Reads from the front; once something was not as expected, nothing is any more.
class DigitReader {
 public:
  explicit DigitReader(std::string_view text) : rest_(text) {}

  int number(std::size_t digits) {
    if (rest_.size() < digits) return fail();
    int value = 0;
    for (const char c : rest_.substr(0, digits)) {
      if (c < '0' || c > '9') return fail();
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }

  /// One of `characters`, which it returns.
  char expect(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_.front()) == std::string_view::npos) return static_cast<char>(fail());
    const char found = rest_.front();
    rest_.remove_prefix(1);
    return found;
  }

  int fraction_in_milliseconds() {
    if (!rest_.starts_with('.')) return 0;
    rest_.remove_prefix(1);
    const std::size_t digits = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    if (digits == 0) return fail();
    const std::size_t used = std::min<std::size_t>(digits, 3);
    int value = number(used);
    for (std::size_t i = used; i < 3; ++i) value *= 10;
    rest_.remove_prefix(digits - used);
    return value;
  }

  std::chrono::minutes offset() {
    const char sign = expect("Zz+-");
    if (sign != '+' && sign != '-') return {};
    const int hours = number(2);
    expect(":");
    const int minutes = number(2);
    if (hours > 23 || minutes > 59) fail();
    return std::chrono::minutes{(sign == '-' ? -1 : 1) * (hours * 60 + minutes)};
  }

  bool is_at_end() const { return !failed_ && rest_.empty(); }

 private:
  int fail() {
    failed_ = true;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool failed_ = false;
};

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

Result<Timestamp> parse_rfc3339(std::string_view text) {
  const Error malformed{"this is not a time: RFC 3339 writes 2026-01-31T12:00:00Z"};
  DigitReader reader(text);
  const int year = reader.number(4);
  reader.expect("-");
  const int month = reader.number(2);
  reader.expect("-");
  const int day = reader.number(2);
  reader.expect("Tt ");
  const int hour = reader.number(2);
  reader.expect(":");
  const int minute = reader.number(2);
  reader.expect(":");
  const int second = reader.number(2);
  const int millisecond = reader.fraction_in_milliseconds();
  const std::chrono::minutes offset = reader.offset();
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!reader.is_at_end() || !date.ok() || hour > 23 || minute > 59 || second > 60) return malformed;
  return Timestamp{std::chrono::sys_days{date}} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
         std::chrono::seconds{std::min(second, 59)} + std::chrono::milliseconds{millisecond} - offset;
}

std::string format_date_utc(Timestamp at) {
  const CivilTime t = to_civil(at);
  return print("%02u.%02u.%04d", t.day, t.month, t.year);
}

}  // namespace values
