#include "values/nanostars.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace values {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

TEST(Nanostars, AreWrittenWithTheDigitsTheyNeed) {
  EXPECT_EQ(to_string(Nanostars{Stars{12}}), "12");
  EXPECT_EQ(to_string(Nanostars{12'500'000'000}), "12.5");
  EXPECT_EQ(to_string(Nanostars{1}), "0.000000001");
  EXPECT_EQ(to_string(Nanostars{-1}), "-0.000000001");
  EXPECT_EQ(to_string(Nanostars{-1'010'000'000}), "-1.01");
  EXPECT_EQ(to_string(Nanostars{0}), "0");
  EXPECT_EQ(to_string(Nanostars{kLeast}), "-9223372036.854775808");
}

TEST(Nanostars, AddUpAndHaveAWholePart) {
  EXPECT_EQ(Nanostars{Stars{1}} - Nanostars{1}, Nanostars{999'999'999});
  EXPECT_EQ(Nanostars{1'999'999'999}.whole(), Stars{1});
  EXPECT_EQ(Nanostars{-1'999'999'999}.whole(), Stars{-1});
}

TEST(Scale, RoundsDown) {
  EXPECT_EQ(scale(100, 1, 3), 33);
  EXPECT_EQ(scale(-100, 1, 3), -34);
  EXPECT_EQ(scale(0, 5, 7), 0);
  EXPECT_EQ(scale(7, 3, 3), 7);
}

TEST(Scale, DoesNotOverflowOnTheWay) {
  EXPECT_EQ(scale(kMost, kMost, kMost), kMost);
  EXPECT_EQ(scale(kMost, 1'000'000, 2'000'000), kMost / 2);
  EXPECT_EQ(scale(kMost, 2, 1), kMost);
  EXPECT_EQ(scale(kLeast, 2, 1), kLeast);
}

}  // namespace
}  // namespace values
