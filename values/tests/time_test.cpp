#include "values/time.hpp"

#include <gtest/gtest.h>

namespace values {
namespace {

using namespace std::chrono_literals;

TEST(Duration, ReadsEachUnit) {
  EXPECT_EQ(parse_duration("250ms").value(), 250ms);
  EXPECT_EQ(parse_duration("30s").value(), 30s);
  EXPECT_EQ(parse_duration("5m").value(), 5min);
  EXPECT_EQ(parse_duration("1h").value(), 1h);
  EXPECT_EQ(parse_duration("2d").value(), 48h);
}

TEST(Duration, RefusesWhatIsNone) {
  for (const char* text :
       {"", "5", "m", "-5m", "5 m", "5x", "1.5h", "5mm", "99999999999999999d", "9223372036854775807s"}) {
    const auto parsed = parse_duration(text);
    ASSERT_TRUE(parsed.has_error()) << text;
    EXPECT_NE(parsed.error().message.find("'" + std::string(text) + "'"), std::string::npos);
  }
}

TEST(Duration, WritesWhatItReads) {
  for (const char* text : {"250ms", "30s", "5m", "1h", "2d", "90s"}) {
    EXPECT_EQ(format_duration(parse_duration(text).value()), text);
  }
  EXPECT_EQ(format_duration(0ms), "0s");
}

TEST(Timestamps, ArePrintedInUtc) {
  const Timestamp leap_day{1'709'210'096'007ms};
  EXPECT_EQ(format_minute_utc(leap_day), "2024-02-29 12:34 UTC");
  EXPECT_EQ(format_rfc3339(leap_day), "2024-02-29T12:34:56.007Z");
  EXPECT_EQ(format_date_utc(leap_day), "29.02.2024");
  EXPECT_EQ(format_rfc3339(Timestamp{-1ms}), "1969-12-31T23:59:59.999Z");
}

TEST(ManualClock, MovesOnlyWhenTold) {
  ManualClock clock{Timestamp{1s}};
  EXPECT_EQ(clock.now(), Timestamp{1s});
  clock.advance(500ms);
  EXPECT_EQ(clock.now(), Timestamp{1500ms});
}

}  // namespace
}  // namespace values
