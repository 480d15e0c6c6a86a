#include "number_text.hpp"

#include <array>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace metrics {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(NumberTextTest, WritesIntegersWithoutAnExponent) {
  EXPECT_EQ(number_text(0), "0");
  EXPECT_EQ(number_text(5), "5");
  EXPECT_EQ(number_text(-100000), "-100000");
  EXPECT_EQ(number_text(kLargestExactInteger), "9007199254740992");
}

TEST(NumberTextTest, WritesFractionsAsShortAsTheyReadBack) {
  EXPECT_EQ(number_text(0.1), "0.1");
  EXPECT_EQ(number_text(-2.5), "-2.5");
  EXPECT_EQ(number_text(1e-9), "1e-09");
  EXPECT_EQ(number_text(1.0 / 3), "0.3333333333333333");
  EXPECT_EQ(number_text(std::numeric_limits<double>::denorm_min()), "5e-324");
  EXPECT_EQ(number_text(-std::numeric_limits<double>::max()), "-1.7976931348623157e+308");
}

TEST(NumberTextTest, SpellsSpecialValuesAsPrometheusDoes) {
  EXPECT_EQ(number_text(kInfinity), "+Inf");
  EXPECT_EQ(number_text(-kInfinity), "-Inf");
  EXPECT_EQ(number_text(std::numeric_limits<double>::quiet_NaN()), "NaN");
  EXPECT_EQ(number_text(-std::numeric_limits<double>::quiet_NaN()), "NaN");
  EXPECT_EQ(number_text(-0.0), "-0");
}

TEST(NumberTextTest, EveryDoubleReadsBackAsItWas) {
  std::mt19937_64 random(20260131);
  for (int round = 0; round < 20000; ++round) {
    const auto value = std::bit_cast<double>(random());
    if (std::isfinite(value)) {
      ASSERT_EQ(std::strtod(number_text(value).c_str(), nullptr), value);
    }
  }
}

template <class Number>
std::string text_of(const Number& number) {
  std::array<char, kLongestNumber> text;
  return {text.data(), append_number(text.data(), number)};
}

TEST(NumberTextTest, ACounterShowsEveryDigitOfWhatItCounted) {
  EXPECT_EQ(text_of(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
  EXPECT_EQ(text_of(CounterReading{.whole = 9007199254740993, .fraction = 0}), "9007199254740993");
  EXPECT_EQ(text_of(CounterReading{.whole = 2, .fraction = 0.5}), "2.5");
}

std::string seconds_of(std::chrono::nanoseconds since_epoch) {
  std::array<char, kLongestNumber> text;
  return {text.data(), append_seconds(text.data(), std::chrono::system_clock::time_point(since_epoch))};
}

TEST(NumberTextTest, WritesSecondsToTheNanosecond) {
  using namespace std::chrono_literals;
  EXPECT_EQ(seconds_of(0s), "0");
  EXPECT_EQ(seconds_of(1700000000s), "1700000000");
  EXPECT_EQ(seconds_of(1700000000s + 20ms), "1700000000.02");
  EXPECT_EQ(seconds_of(1s + 1ns), "1.000000001");
  EXPECT_EQ(seconds_of(-250ms), "-0.25");
  EXPECT_EQ(seconds_of(std::chrono::nanoseconds::max()), "9223372036.854775807");
  EXPECT_EQ(seconds_of(std::chrono::nanoseconds::min()), "-9223372036.854775808");
}

TEST(NumberTextTest, WritesBoundsAsTheOfficialClientsDo) {
  struct Case {
    double bound;
    const char* text;
    const char* canonical;
  };
  for (const Case& each :
       {Case{0, "0", "0.0"}, Case{-0.0, "0", "0.0"}, Case{5, "5", "5.0"}, Case{-1, "-1", "-1.0"},
        Case{0.25, "0.25", "0.25"}, Case{0.0001, "0.0001", "0.0001"}, Case{0.00001, "1e-05", "1e-05"},
        Case{100000, "100000", "100000.0"}, Case{999999.5, "999999.5", "999999.5"}, Case{1e6, "1e+06", "1e+06"},
        Case{1234567, "1.234567e+06", "1.234567e+06"}, Case{5e-324, "5e-324", "5e-324"},
        Case{kInfinity, "+Inf", "+Inf"}, Case{1.0 / 3, "0.3333333333333333", "0.3333333333333333"}}) {
    EXPECT_EQ(bound_text(each.bound), each.text);
    EXPECT_EQ(canonical_bound_text(each.bound), each.canonical);
  }
}

}  // namespace
}  // namespace metrics
