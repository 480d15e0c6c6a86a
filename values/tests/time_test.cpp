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

TEST(Timestamps, AreReadAsRfc3339WritesThem) {
  const Timestamp leap_day{1'709'210'096'007ms};
  for (const char* text : {"2024-02-29T12:34:56.007Z", "2024-02-29t12:34:56.0070z", "2024-02-29 12:34:56.007999999Z",
                           "2024-02-29T14:34:56.007+02:00", "2024-02-29T07:04:56.007-05:30"}) {
    EXPECT_EQ(parse_rfc3339(text).value(), leap_day) << text;
  }
  EXPECT_EQ(parse_rfc3339("1970-01-01T00:00:00.5Z").value(), Timestamp{500ms});
  EXPECT_EQ(format_rfc3339(parse_rfc3339("0001-01-01T00:00:00Z").value()), "0001-01-01T00:00:00.000Z");
  EXPECT_EQ(format_rfc3339(parse_rfc3339("2016-12-31T23:59:60Z").value()), "2016-12-31T23:59:59.000Z");
}

TEST(Timestamps, AreNotGuessed) {
  for (const char* text :
       {"", "now", "2024-02-29", "2024-02-29T12:34:56", "2024-02-30T12:34:56Z", "2024-13-01T12:34:56Z",
        "2024-02-29T24:00:00Z", "2024-02-29T12:60:00Z", "2024-02-29T12:34:61Z", "2024-02-29T12:34:56.Z",
        "2024-02-29T12:34:56Z ", "2024-02-29T12:34:56+2:00", "2024-02-29T12:34:56+02:60", "+024-02-29T12:34:56Z",
        "-024-02-29T12:34:56Z", "2024-2-29T12:34:56Z", "1709210096"}) {
    EXPECT_FALSE(parse_rfc3339(text)) << text;
  }
}

TEST(ManualClock, MovesOnlyWhenTold) {
  ManualClock clock{Timestamp{1s}};
  EXPECT_EQ(clock.now(), Timestamp{1s});
  clock.advance(500ms);
  EXPECT_EQ(clock.now(), Timestamp{1500ms});
}

}  // namespace
}  // namespace values
