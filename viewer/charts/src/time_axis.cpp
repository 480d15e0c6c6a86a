#include "time_axis.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <numeric>

#include "local_time.hpp"

namespace charts {
namespace {

using std::chrono::minutes;

constexpr std::array kStepsWithinADay{minutes(1),   minutes(2),   minutes(5),   minutes(10),
                                      minutes(15),  minutes(30),  minutes(60),  minutes(120),
                                      minutes(180), minutes(240), minutes(360), minutes(720)};
constexpr std::array kStepsOfDays{1, 2, 3, 5, 10, 15};
constexpr std::array kStepsOfMonths{1, 2, 3, 6, 12, 24, 60, 120};
/// The offsets of all time zones are multiples of it.
constexpr minutes kFinestOffset{15};
constexpr int kDaysOfAnyMonth = 31;

TimeTick time_of_day(values::Timestamp at, const LocalTime& local, Language language) {
  const bool is_midnight = local.minute_of_day() == 0;
  return {.at = at, .label = is_midnight ? write_day(local, language) : write_clock(local), .is_new_day = is_midnight};
}

values::Timestamp rounded_up(values::Timestamp at, minutes stride) {
  const minutes whole = std::chrono::ceil<minutes>(at.time_since_epoch());
  return values::Timestamp((whole + stride - minutes(1)) / stride * stride);
}

/// Walks along the clock of the world, so that an hour that the wall's clock skips or repeats does no harm.
std::vector<TimeTick> within_days(values::Timestamp from, values::Timestamp to, minutes step, Language language) {
  const minutes stride{std::gcd(step.count(), kFinestOffset.count())};
  std::vector<TimeTick> ticks;
  for (values::Timestamp at = rounded_up(from, stride); at <= to; at += stride) {
    const LocalTime local = local_time(at);
    if (local.minute_of_day() % step.count() != 0) continue;
    TimeTick tick = time_of_day(at, local, language);
    // The hour that comes twice when the clocks are set back.
    const bool is_repeated = std::any_of(ticks.begin(), ticks.end(), [&](const TimeTick& earlier) {
      return earlier.label == tick.label && at - earlier.at <= std::chrono::hours(3);
    });
    if (!is_repeated) ticks.push_back(std::move(tick));
  }
  return ticks;
}

/// The 1st, 6th, 11th, … of each month, but none so late that the next month's 1st would follow too soon.
std::vector<TimeTick> days(values::Timestamp from, values::Timestamp to, int step, Language language) {
  const LocalTime start = local_time(from);
  std::vector<TimeTick> ticks;
  for (int month = start.month; start_of_day(start.year, month, 1) <= to; ++month) {
    for (int day = 1; day + step <= kDaysOfAnyMonth + 1 || day == 1; day += step) {
      const values::Timestamp at = start_of_day(start.year, month, day);
      const LocalTime local = local_time(at);
      if (local.day != day || at < from || at > to) continue;
      ticks.push_back({.at = at, .label = write_day(local, language)});
    }
  }
  return ticks;
}

std::vector<TimeTick> months(values::Timestamp from, values::Timestamp to, int step, Language language) {
  const LocalTime start = local_time(from);
  std::vector<TimeTick> ticks;
  for (int month = start.month; start_of_day(start.year, month, 1) <= to; ++month) {
    const values::Timestamp at = start_of_day(start.year, month, 1);
    const LocalTime local = local_time(at);
    const int counted = local.year * 12 + local.month - 1;
    if (at < from || counted % step != 0) continue;
    const bool is_new_year = local.month == 1;
    ticks.push_back({.at = at,
                     .label = is_new_year ? std::to_string(local.year) : write_month(local, language),
                     .is_new_day = is_new_year});
  }
  return ticks;
}

/// Over a year the same month comes twice: the year tells them apart.
void make_distinct(std::vector<TimeTick>& ticks) {
  for (std::size_t i = 0; i < ticks.size(); ++i) {
    const auto same = [&](const TimeTick& other) { return other.label == ticks[i].label; };
    if (std::count_if(ticks.begin(), ticks.end(), same) < 2) continue;
    const std::string ambiguous = ticks[i].label;
    for (TimeTick& tick : ticks) {
      if (tick.label == ambiguous) tick.label += " " + std::to_string(local_time(tick.at).year);
    }
  }
}

std::vector<TimeTick> longer_steps(values::Timestamp from, values::Timestamp to, Language language, std::size_t most) {
  for (const int step : kStepsOfDays) {
    if (to - from > std::chrono::hours(24) * step * static_cast<int>(most + 2)) continue;
    std::vector<TimeTick> ticks = days(from, to, step, language);
    if (ticks.size() <= most) return ticks;
  }
  for (const int step : kStepsOfMonths) {
    std::vector<TimeTick> ticks = months(from, to, step, language);
    if (ticks.size() > most) continue;
    make_distinct(ticks);
    return ticks;
  }
  return {};
}

}  // namespace

std::vector<TimeTick> time_axis(values::Timestamp from, values::Timestamp to, Language language, std::size_t most) {
  for (const minutes step : kStepsWithinADay) {
    // One more than fits is no reason to compute them.
    if (to - from > step * static_cast<int>(most + 1)) continue;
    std::vector<TimeTick> ticks = within_days(from, to, step, language);
    if (ticks.size() <= most) return ticks;
  }
  return longer_steps(from, to, language, most);
}

}  // namespace charts
