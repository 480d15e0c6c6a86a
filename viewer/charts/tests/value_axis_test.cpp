#include "value_axis.hpp"

#include <cmath>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace charts {
namespace {

std::vector<std::string> labels_of(const ValueRange& range, const NumberFormat& format,
                                   Language language = Language::english) {
  std::vector<std::string> labels;
  for (const ValueTick& tick : value_axis(range, format, language).ticks) labels.push_back(tick.label);
  return labels;
}

using Labels = std::vector<std::string>;

TEST(ValueAxis, IsLabelledInTheUnit) {
  EXPECT_EQ(labels_of({.lowest = 3, .highest = 97}, NumberFormat("short")),
            (Labels{"0", "20", "40", "60", "80", "100"}));
  EXPECT_EQ(labels_of({.lowest = 0, .highest = 0.0168}, NumberFormat("s")),
            (Labels{"0", "5 ms", "10 ms", "15 ms", "20 ms"}));
  EXPECT_EQ(labels_of({.lowest = 0, .highest = 200}, NumberFormat("s")),
            (Labels{"0", "1 min", "2 mins", "3 mins", "4 mins"}));
  EXPECT_EQ(labels_of({.lowest = 0, .highest = 134217728}, NumberFormat("bytes")),
            (Labels{"0", "32 MiB", "64 MiB", "96 MiB", "128 MiB"}));
  EXPECT_EQ(labels_of({.lowest = 0, .highest = 0.5}, NumberFormat("percentunit")),
            (Labels{"0", "10%", "20%", "30%", "40%", "50%"}));
  EXPECT_EQ(labels_of({.lowest = 0, .highest = 2.3e6}, NumberFormat("short")),
            (Labels{"0", "0.5 Mil", "1.0 Mil", "1.5 Mil", "2.0 Mil", "2.5 Mil"}));
  EXPECT_EQ(labels_of({.lowest = 0, .highest = 0.016}, NumberFormat("s"), Language::russian),
            (Labels{"0", "5 мс", "10 мс", "15 мс", "20 мс"}));
  EXPECT_EQ(labels_of({.lowest = -30, .highest = 55}, NumberFormat("suffix:★", 0)),
            (Labels{"-40 ★", "-20 ★", "0", "20 ★", "40 ★", "60 ★"}));
}

TEST(ValueAxis, CountsInWholeNumbers) {
  EXPECT_EQ(labels_of({.lowest = 0, .highest = 1}, NumberFormat("short", 0)), (Labels{"0", "1", "2"}));
  EXPECT_EQ(labels_of({.lowest = 0, .highest = 0}, NumberFormat("short", 0)), (Labels{"0", "1", "2"}));
  EXPECT_EQ(labels_of({.lowest = 1, .highest = 3}, NumberFormat("", 0)), (Labels{"0", "1", "2", "3"}));
}

TEST(ValueAxis, LeavesZeroOutWhereDifferencesAreSmall) {
  const ValueAxis axis = value_axis({.lowest = 1'000'000, .highest = 1'000'400}, NumberFormat(), Language::english);
  EXPECT_GE(axis.low, 999'000);
  EXPECT_EQ(value_axis({.lowest = 70, .highest = 100}, NumberFormat(), Language::english).low, 0);
  EXPECT_EQ(value_axis({.lowest = 42, .highest = 42}, NumberFormat(), Language::english).low, 0);
}

TEST(ValueAxis, KeepsToFixedEnds) {
  const ValueAxis axis =
      value_axis({.lowest = 3, .highest = 7, .fixed_low = 2, .fixed_high = 9.5}, NumberFormat(), Language::english);
  EXPECT_EQ(axis.low, 2);
  EXPECT_EQ(axis.high, 9.5);
}

/// Whether a step is 1, 2 or 5 times a power of ten.
bool is_decimal_round(double step) {
  const double digit = step / std::pow(10.0, std::floor(std::log10(step) + 1e-9));
  for (const double round : {1.0, 2.0, 5.0}) {
    if (std::abs(digit - round) < 1e-6 * round) return true;
  }
  return false;
}

/// Whether it is a whole number of seconds, minutes, hours or days, few of them, or a decimal fraction or year.
bool is_time_round(double seconds) {
  if (seconds < 1 || seconds > 150 * 86400.0) return true;
  for (const double unit : {1.0, 60.0, 3600.0, 86400.0}) {
    const double count = seconds / unit;
    if (std::abs(count - std::round(count)) < 1e-6 && count <= 140) return true;
  }
  return false;
}

bool is_binary_round(double step) {
  return step <= 1 ? is_decimal_round(step) : std::abs(std::log2(step) - std::round(std::log2(step))) < 1e-6;
}

bool is_round(const NumberFormat& format, double step) {
  const double in_unit = step * format.factor();
  switch (format.roundness()) {
    case Roundness::decimal:
      return is_decimal_round(in_unit);
    case Roundness::binary:
      return is_binary_round(in_unit);
    case Roundness::time:
      return is_time_round(in_unit);
  }
  return false;
}

/// Whatever the values and the unit: 3 to 9 round ticks on the axis, one above the other, all labels different.
TEST(ValueAxis, IsAlwaysReadable) {
  std::mt19937_64 random(20261123);
  std::uniform_real_distribution<double> exponents(-9, 15);
  std::uniform_real_distribution<double> shares(-1, 1);
  const std::vector<NumberFormat> formats{
      NumberFormat(""),           NumberFormat("short"),      NumberFormat("short", 0),
      NumberFormat("s"),          NumberFormat("ms"),         NumberFormat("bytes"),
      NumberFormat("suffix:/s"),  NumberFormat("Bps"),        NumberFormat("percentunit"),
      NumberFormat("percent", 1), NumberFormat("dtdurations")};
  for (int round = 0; round < 20'000; ++round) {
    const NumberFormat& format = formats[static_cast<std::size_t>(round) % formats.size()];
    const double size = std::pow(10.0, exponents(random));
    const double one = size * shares(random);
    // Every third range is narrow.
    const double other = round % 3 == 0 ? one * (1 + 1e-4 * shares(random)) : size * shares(random);
    const ValueRange range{.lowest = std::min(one, other), .highest = std::max(one, other)};
    const std::size_t wanted = 2 + static_cast<std::size_t>(round) % 5;
    const ValueAxis axis = value_axis(range, format, Language::english, wanted);
    SCOPED_TRACE(::testing::Message() << range.lowest << " to " << range.highest << ", case " << round);
    const double slack = (axis.high - axis.low) * 1e-6;
    ASSERT_LE(axis.low, range.lowest + slack);
    ASSERT_GE(axis.high, range.highest - slack);
    ASSERT_GE(axis.ticks.size(), 3U);
    ASSERT_LE(axis.ticks.size(), 9U);
    std::set<std::string> labels;
    for (std::size_t i = 0; i < axis.ticks.size(); ++i) {
      ASSERT_GE(axis.ticks[i].value, axis.low - slack);
      ASSERT_LE(axis.ticks[i].value, axis.high + slack);
      ASSERT_TRUE(labels.insert(axis.ticks[i].label).second) << axis.ticks[i].label;
      ASSERT_TRUE(i == 0 || axis.ticks[i].value > axis.ticks[i - 1].value);
    }
    const double narrowest = std::max(std::abs(axis.low), std::abs(axis.high)) * 1e-9;
    const double step = axis.ticks[1].value - axis.ticks[0].value;
    ASSERT_TRUE(step <= narrowest || is_round(format, step)) << step;
  }
}

}  // namespace
}  // namespace charts
