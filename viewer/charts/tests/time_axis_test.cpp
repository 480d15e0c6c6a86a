#include "time_axis.hpp"

#include <random>

#include <gtest/gtest.h>

#include "local_time.hpp"
#include "time_zone.hpp"

namespace charts {
namespace {

using namespace std::chrono_literals;
using Labels = std::vector<std::string>;

values::Timestamp at(std::int64_t seconds) {
  return values::Timestamp(std::chrono::seconds(seconds));
}

Labels labels(values::Timestamp from, values::Timestamp to, Language language = Language::english,
              std::size_t most = 7) {
  Labels found;
  for (const TimeTick& tick : time_axis(from, to, language, most)) found.push_back(tick.label);
  return found;
}

/// 2026-11-23, 17:05:30 UTC, a Monday.
constexpr std::int64_t kNow = 1'795'453'530;
// Names of the POSIX form, which need no database of time zones.
constexpr const char* kMoscow = "MSK-3";
constexpr const char* kBerlin = "CET-1CEST,M3.5.0,M10.5.0/3";
constexpr const char* kKathmandu = "<+0545>-5:45";

TEST(TimeAxis, FollowsTheClockOnTheWall) {
  const TimeZone zone(kMoscow);
  EXPECT_EQ(labels(at(kNow - 6 * 3600), at(kNow)), (Labels{"15:00", "16:00", "17:00", "18:00", "19:00", "20:00"}));
  EXPECT_EQ(labels(at(kNow - 900), at(kNow)), (Labels{"19:52", "19:54", "19:56", "19:58", "20:00", "20:02", "20:04"}));
  EXPECT_EQ(labels(at(kNow - 86400), at(kNow)), (Labels{"23 Nov", "04:00", "08:00", "12:00", "16:00", "20:00"}));
  EXPECT_EQ(labels(at(kNow - 7 * 86400), at(kNow), Language::russian),
            (Labels{"17 нояб", "18 нояб", "19 нояб", "20 нояб", "21 нояб", "22 нояб", "23 нояб"}));
  EXPECT_EQ(labels(at(kNow - 365 * 86400), at(kNow)), (Labels{"2026", "Mar", "May", "Jul", "Sep", "Nov"}));
}

TEST(TimeAxis, FollowsOffsetsOfQuartersOfAnHour) {
  const TimeZone zone(kKathmandu);
  EXPECT_EQ(labels(at(kNow - 3 * 3600), at(kNow)), (Labels{"20:00", "20:30", "21:00", "21:30", "22:00", "22:30"}));
}

TEST(TimeAxis, TellsTheSameMonthOfTwoYearsApart) {
  const TimeZone zone(kMoscow);
  EXPECT_EQ(labels(at(kNow - 500 * 86400), at(kNow)), (Labels{"Oct 2025", "2026", "Apr", "Jul", "Oct 2026"}));
}

/// In Berlin the clocks go from 2:00 to 3:00 on 2026-03-29, at 1:00 UTC, and back from 3:00 to 2:00 on 2026-10-25.
TEST(TimeAxis, SkipsTheHourThatIsNot) {
  const TimeZone zone(kBerlin);
  const std::int64_t change = 1'774'746'000;
  EXPECT_EQ(labels(at(change - 3 * 3600), at(change + 3 * 3600)),
            (Labels{"23:00", "29 Mar", "01:00", "03:00", "04:00", "05:00", "06:00"}));
  EXPECT_EQ(labels(at(change - 3 * 86400), at(change + 3 * 86400)),
            (Labels{"27 Mar", "28 Mar", "29 Mar", "30 Mar", "31 Mar", "1 Apr"}));
}

TEST(TimeAxis, NamesTheHourThatComesTwiceOnce) {
  const TimeZone zone(kBerlin);
  const std::int64_t change = 1'792'890'000;
  const std::vector<TimeTick> ticks = time_axis(at(change - 3 * 3600), at(change + 3 * 3600), Language::english, 7);
  Labels found;
  for (const TimeTick& tick : ticks) found.push_back(tick.label);
  EXPECT_EQ(found, (Labels{"25 Oct", "01:00", "02:00", "03:00", "04:00", "05:00"}));
}

/// Whatever the range and the zone: few ticks, in order, within the range, on whole minutes.
TEST(TimeAxis, IsAlwaysReadable) {
  std::mt19937_64 random(20261123);
  std::uniform_int_distribution<std::int64_t> ends(1'600'000'000, 1'900'000'000);
  std::uniform_real_distribution<double> exponents(2.48, 7.5);
  for (const char* name : {kMoscow, kBerlin, kKathmandu, "UTC0", "LHST-10:30LHDT-11,M10.1.0,M4.1.0", "<-03>3"}) {
    const TimeZone zone(name);
    for (int round = 0; round < 400; ++round) {
      const std::int64_t end = ends(random);
      const auto length = static_cast<std::int64_t>(std::pow(10.0, exponents(random)));
      const std::size_t most = 3 + static_cast<std::size_t>(round) % 6;
      SCOPED_TRACE(::testing::Message() << name << " " << end - length << " to " << end << ", most " << most);
      const std::vector<TimeTick> ticks = time_axis(at(end - length), at(end), Language::english, most);
      ASSERT_LE(ticks.size(), most);
      ASSERT_GE(ticks.size(), 1U);
      for (std::size_t i = 0; i < ticks.size(); ++i) {
        ASSERT_GE(ticks[i].at, at(end - length));
        ASSERT_LE(ticks[i].at, at(end));
        ASSERT_EQ(local_time(ticks[i].at).second, 0);
        ASSERT_FALSE(ticks[i].label.empty());
        if (i == 0) continue;
        ASSERT_GT(ticks[i].at, ticks[i - 1].at);
        ASSERT_NE(ticks[i].label, ticks[i - 1].label);
      }
    }
  }
}

TEST(LocalTime, WritesRanges) {
  const TimeZone zone(kMoscow);
  EXPECT_EQ(write_range(at(kNow - 6 * 3600), at(kNow), Language::english), "14:05–20:05, 23 Nov, MSK");
  EXPECT_EQ(write_range(at(kNow - 7 * 86400), at(kNow), Language::russian), "16 нояб, 20:05 – 23 нояб, 20:05, MSK");
  EXPECT_EQ(write_range(at(kNow - 365 * 86400), at(kNow), Language::english), "23 Nov 2025 – 23 Nov 2026");
  const TimeZone numbered(kKathmandu);
  EXPECT_EQ(write_range(at(kNow - 3600), at(kNow), Language::english), "21:50–22:50, 23 Nov, UTC+0545");
}

}  // namespace
}  // namespace charts
