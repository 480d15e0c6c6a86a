#include "value_axis.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace charts {
namespace {

/// Differences smaller than this share of the values are shown without zero.
constexpr double kNarrow = 0.01;
/// Steps of numbers whose digits end before the computer's do.
constexpr double kSmallestShare = 1e-12;
constexpr int kMostDecimals = 12;

constexpr double kMinute = 60;
constexpr double kHour = 60 * kMinute;
constexpr double kDay = 24 * kHour;
constexpr double kYear = 3.15569e7;
constexpr std::array kTimeSteps{1.0,      2.0,         5.0,         10.0,         20.0,         30.0,
                                kMinute,  2 * kMinute, 5 * kMinute, 10 * kMinute, 20 * kMinute, 30 * kMinute,
                                kHour,    2 * kHour,   4 * kHour,   6 * kHour,    12 * kHour,   kDay,
                                2 * kDay, 7 * kDay,    14 * kDay,   28 * kDay,    70 * kDay,    140 * kDay};

/// The smallest of 1, 2, 5, 10, 20, … not below `least`.
double decimal_step(double least) {
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double digit : {1.0, 2.0, 5.0}) {
    if (digit * power >= least * (1 - 1e-9)) return digit * power;
  }
  return 10 * power;
}

double binary_step(double least) {
  return least <= 1 ? decimal_step(least) : std::exp2(std::ceil(std::log2(least) - 1e-9));
}

double time_step(double least) {
  if (least <= 1) return decimal_step(least);
  const auto* step = std::lower_bound(kTimeSteps.begin(), kTimeSteps.end(), least * (1 - 1e-9));
  return step != kTimeSteps.end() ? *step : kYear * decimal_step(least / kYear);
}

/// A round difference between ticks, not below `least`.
double round_step(double least, const NumberFormat& format) {
  const double in_unit = least * format.factor();
  double step = 0;
  switch (format.roundness()) {
    case Roundness::decimal:
      step = decimal_step(in_unit);
      break;
    case Roundness::binary:
      step = binary_step(in_unit);
      break;
    case Roundness::time:
      step = time_step(in_unit);
      break;
  }
  step /= format.factor();
  return format.is_whole() ? std::max(1.0, step) : step;
}

struct Ends {
  double low;
  double high;
};

Ends ends_of(const ValueRange& range) {
  double low = range.lowest;
  double high = range.highest;
  const double magnitude = std::max(std::abs(low), std::abs(high));
  const bool is_narrow = high > low && high - low < kNarrow * magnitude;
  if (!is_narrow) {
    low = std::min(low, 0.0);
    high = std::max(high, 0.0);
  }
  if (low == high) high = 1;
  if (range.fixed_low) low = *range.fixed_low;
  if (range.fixed_high) high = *range.fixed_high;
  if (!(high > low)) high = low + std::max(1.0, std::abs(low));
  // Beyond a double's digits there is nothing between two values.
  high = std::max(high, low + std::max(std::abs(low), std::abs(high)) * kSmallestShare);
  return {low, high};
}

std::vector<double> multiples(double step, double from, double to) {
  std::vector<double> values;
  const double slack = step * 1e-6;
  for (double k = std::ceil((from - slack) / step); k * step <= to + slack && values.size() < 64; k += 1) {
    values.push_back(k == 0 ? 0.0 : k * step);
  }
  return values;
}

/// Whether so many digits after the point show `value` but for a thousandth of a step.
bool fits(double value, int decimals, double step) {
  const double power = std::pow(10.0, decimals);
  const double shifted = value * power;
  return std::abs(shifted - std::round(shifted)) < 1e-3 * step * power;
}

/// So many digits after the point show a step of `scaled_step` as it is; more than there may be if none do.
int decimals_needed(double scaled_step, double scaled_start) {
  int decimals = 0;
  while (decimals <= kMostDecimals &&
         !(fits(scaled_step, decimals, scaled_step) && fits(scaled_start, decimals, scaled_step)))
    ++decimals;
  return decimals;
}

/// The largest size of the unit in which the ticks need few digits after the point.
double magnitude_for_labels(const std::vector<double>& ticks, double step, const NumberFormat& format) {
  constexpr int kFewDecimals = 2;
  const double largest = std::max(std::abs(ticks.front()), std::abs(ticks.back()));
  const double wanted = format.size_for(largest).divisor;
  const auto& sizes = format.sizes();
  for (auto size = sizes.rbegin(); size != sizes.rend(); ++size) {
    if (size->divisor > wanted) continue;
    const double scale = format.factor() / size->divisor;
    if (decimals_needed(step * scale, ticks.front() * scale) <= kFewDecimals) return size->divisor / format.factor();
  }
  return std::min(largest, step);
}

void set_labels(ValueAxis& axis, const std::vector<double>& ticks, double step, const NumberFormat& format,
                Language language) {
  const double magnitude = magnitude_for_labels(ticks, step, format);
  const double scale = format.factor() / format.size_for(magnitude).divisor;
  const int decimals = decimals_needed(step * scale, ticks.front() * scale);
  for (const double tick : ticks) {
    axis.ticks.push_back({tick, format.text_in_size_of(magnitude, tick, std::min(decimals, kMostDecimals), language)});
  }
}

/// Where digits end, or a number has none after the point: what makes labels differ is written as it is.
void make_distinct(ValueAxis& axis) {
  for (std::size_t i = 1; i < axis.ticks.size(); ++i) {
    if (axis.ticks[i].label != axis.ticks[i - 1].label) continue;
    for (ValueTick& tick : axis.ticks) {
      std::array<char, 40> text{};
      std::snprintf(text.data(), text.size(), "%.15g", tick.value);
      tick.label = text.data();
    }
    return;
  }
}

}  // namespace

ValueAxis value_axis(const ValueRange& range, const NumberFormat& format, Language language, std::size_t wanted) {
  const Ends ends = ends_of(range);
  double step = round_step((ends.high - ends.low) / static_cast<double>(wanted), format);
  const auto axis_with = [&](double distance) {
    ValueAxis axis{.low = range.fixed_low.value_or(std::floor(ends.low / distance + 1e-9) * distance),
                   .high = range.fixed_high.value_or(std::ceil(ends.high / distance - 1e-9) * distance),
                   .ticks = {}};
    if (!range.fixed_high) axis.high = std::max(axis.high, axis.low + 2 * distance);
    if (!(axis.high > axis.low)) axis.high = axis.low + distance;
    return axis;
  };
  ValueAxis axis = axis_with(step);
  std::vector<double> ticks = multiples(step, axis.low, axis.high);
  while (ticks.size() > std::max<std::size_t>(wanted, 3) + 1) {
    step = round_step(step * 1.5, format);
    axis = axis_with(step);
    ticks = multiples(step, axis.low, axis.high);
  }
  if (ticks.empty()) ticks = {axis.low, axis.high};
  set_labels(axis, ticks, step, format, language);
  make_distinct(axis);
  return axis;
}

}  // namespace charts
