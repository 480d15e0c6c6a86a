#include "bar_width.hpp"

#include <gtest/gtest.h>

#include "local_time.hpp"
#include "time_zone.hpp"

namespace charts {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

const values::Timestamp kNow(milliseconds(1'795'453'530'250));

TEST(Points, EndAtTheEnd) {
  for (milliseconds range = 5min; range <= 366 * 24h; range += range / 7 + 1s) {
    const Cut cut = cut_into_points(kNow, range, 600);
    EXPECT_GE(cut.step, 15s);
    EXPECT_LE(cut.count, 601U);
    EXPECT_EQ(cut.start + cut.step * static_cast<std::int64_t>(cut.count - 1), kNow);
    EXPECT_GE(cut.start, cut.from);
    EXPECT_EQ(cut.to - cut.from, range);
  }
  EXPECT_EQ(cut_into_points(kNow, 6h, 600).step, 1min);
  EXPECT_EQ(cut_into_points(kNow, 1h, 600).step, 15s);
}

TEST(Bars, BeginAtRoundTimesAndHoldThePresent) {
  const TimeZone zone("MSK-3");
  for (milliseconds range = 5min; range <= 366 * 24h; range += range / 7 + 1s) {
    const Cut cut = cut_into_bars(kNow, range);
    EXPECT_GE(cut.count, 4U);
    EXPECT_LE(cut.count, 33U);
    EXPECT_GE(cut.to, kNow);
    EXPECT_LT(cut.to - cut.step, kNow);
    EXPECT_EQ(cut.start + cut.step * static_cast<std::int64_t>(cut.count), cut.to);
    EXPECT_EQ(local_time(cut.start).second, 0);
    if (cut.step >= 1h && cut.step <= 24h) {
      EXPECT_EQ(
          local_time(cut.start).minute_of_day() % std::chrono::duration_cast<std::chrono::minutes>(cut.step).count(),
          0);
    }
  }
  EXPECT_EQ(cut_into_bars(kNow, 6h).step, 15min);
  EXPECT_EQ(cut_into_bars(kNow, 24h).step, 1h);
  EXPECT_EQ(cut_into_bars(kNow, 7 * 24h).step, 6h);
  EXPECT_EQ(cut_into_bars(kNow, 30 * 24h).step, 24h);
}

}  // namespace
}  // namespace charts
