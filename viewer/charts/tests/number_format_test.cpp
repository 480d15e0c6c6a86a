#include "number_format.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace charts {
namespace {

struct FormatCase {
  const char* unit;
  int decimals;  ///< -1: as many as count.
  double value;
  const char* english;
};

class Format : public ::testing::TestWithParam<FormatCase> {};

TEST_P(Format, WritesAsGrafanaDoes) {
  const auto& [unit, decimals, value, english] = GetParam();
  const NumberFormat format(unit, decimals < 0 ? std::nullopt : std::optional(decimals));
  EXPECT_EQ(format.text(value, Language::english), english) << unit << " " << value;
}

INSTANTIATE_TEST_SUITE_P(
    NumberFormat, Format,
    ::testing::Values(
        FormatCase{"", -1, 0, "0"}, FormatCase{"", -1, 5, "5"}, FormatCase{"", -1, 1.23456, "1.23"},
        FormatCase{"", -1, 12.3456, "12.3"}, FormatCase{"", -1, 123.456, "123"}, FormatCase{"", -1, 0.0123, "0.0123"},
        FormatCase{"", -1, -1.5, "-1.50"}, FormatCase{"", 2, 1.005, "1.00"}, FormatCase{"", 0, -0.2, "0"},
        FormatCase{"", 0, 12345, "12,345"}, FormatCase{"", 1, -1234567.25, "-1,234,567.3"},
        FormatCase{"", 0, 1e22, "1e+22"}, FormatCase{"none", 1, 2.25, "2.3"}, FormatCase{"short", -1, 999, "999"},
        FormatCase{"short", -1, 1000, "1 K"}, FormatCase{"short", -1, 1234, "1.23 K"},
        FormatCase{"short", 0, 1234, "1 K"}, FormatCase{"short", -1, 2.5e6, "2.50 Mil"},
        FormatCase{"short", -1, 3e9, "3 Bil"}, FormatCase{"short", -1, 4.56e12, "4.56 Tri"},
        FormatCase{"short", -1, -1500, "-1.50 K"}, FormatCase{"short", -1, 0.00042, "0.000420"},
        FormatCase{"s", -1, 0, "0 s"}, FormatCase{"s", -1, 1e-9, "1 ns"}, FormatCase{"s", -1, 2.5e-6, "2.50 µs"},
        FormatCase{"s", -1, 0.001, "1 ms"}, FormatCase{"s", -1, 0.0042, "4.20 ms"}, FormatCase{"s", -1, 1, "1 s"},
        FormatCase{"s", -1, 59.9, "59.9 s"}, FormatCase{"s", -1, 60, "1 min"}, FormatCase{"s", -1, 90, "1.50 mins"},
        FormatCase{"s", -1, 3600, "1 hour"}, FormatCase{"s", -1, 7200, "2 hours"},
        FormatCase{"s", -1, 129600, "1.50 days"}, FormatCase{"s", -1, 1209600, "2 weeks"},
        FormatCase{"s", 0, 63113800, "2 years"}, FormatCase{"s", -1, -0.5, "-500 ms"},
        FormatCase{"ms", -1, 1500, "1.50 s"}, FormatCase{"ms", -1, 12, "12 ms"}, FormatCase{"µs", -1, 12, "12 µs"},
        FormatCase{"m", -1, 120, "2 hours"}, FormatCase{"h", -1, 48, "2 days"}, FormatCase{"d", -1, 1, "1 day"},
        FormatCase{"bytes", -1, 0, "0 B"}, FormatCase{"bytes", -1, 1023, "1023 B"},
        FormatCase{"bytes", -1, 1536, "1.50 KiB"}, FormatCase{"bytes", -1, 134217728, "128 MiB"},
        FormatCase{"bytes", -1, 1.5 * 1024 * 1024 * 1024, "1.50 GiB"}, FormatCase{"kbytes", -1, 2048, "2 MiB"},
        FormatCase{"decbytes", -1, 1500, "1.50 kB"}, FormatCase{"Bps", -1, 2e6, "2 MB/s"},
        FormatCase{"binBps", -1, 2048, "2 KiB/s"}, FormatCase{"hertz", -1, 2.4e9, "2.40 GHz"},
        FormatCase{"percent", -1, 12.5, "12.5%"}, FormatCase{"percent", 0, 99.6, "100%"},
        FormatCase{"percentunit", -1, 0.125, "12.5%"}, FormatCase{"percentunit", 1, 1, "100.0%"},
        FormatCase{"percentunit", 2, 0.00836, "0.84%"}, FormatCase{"reqps", -1, 1200, "1.20K req/s"},
        FormatCase{"ops", -1, 3, "3 ops/s"}, FormatCase{"suffix:/s", 2, 0.00028, "0.00 /s"},
        FormatCase{"suffix:/s", -1, 2.5, "2.50 /s"}, FormatCase{"suffix: ⭐", 0, 1500, "1500 ⭐"},
        FormatCase{"prefix:~", 0, -5, "-~5"}, FormatCase{"currencyUSD", -1, 1500, "$1.50K"},
        FormatCase{"currencyRUB", 0, 99, "₽99"}, FormatCase{"parsecs", 0, 12, "12 parsecs"},
        FormatCase{"celsius", 1, 21.25, "21.3 °C"}, FormatCase{"dtdurations", -1, 93784, "1 d 2 h"},
        FormatCase{"dtdurations", -1, 0.4, "0 s"}, FormatCase{"dtdurations", -1, 86400, "1 d"},
        FormatCase{"dtdurations", -1, 90, "1 min 30 s"}, FormatCase{"dtdurationms", -1, 90000, "1 min 30 s"}));

TEST(NumberFormat, SpeaksRussian) {
  const auto text = [](const char* unit, double value, std::optional<int> decimals = {}) {
    return NumberFormat(unit, decimals).text(value, Language::russian);
  };
  EXPECT_EQ(text("s", 0.0042), "4,20 мс");
  EXPECT_EQ(text("s", 90), "1,50 мин");
  EXPECT_EQ(text("s", 7200), "2 ч");
  EXPECT_EQ(text("short", 1.5e6), "1,50 млн");
  EXPECT_EQ(text("", 12345.5, 1), "12\u00A0345,5");
  EXPECT_EQ(text("dtdurations", 93784), "1 д 2 ч");
  EXPECT_EQ(text("bytes", 1536), "1,50 KiB");
}

TEST(NumberFormat, WritesWhatIsNoNumber) {
  const double infinite = std::numeric_limits<double>::infinity();
  for (const char* unit : {"", "s", "bytes", "dtdurations", "percentunit"}) {
    EXPECT_EQ(NumberFormat(unit).text(infinite, Language::english), "∞");
    EXPECT_EQ(NumberFormat(unit).text(-infinite, Language::english), "-∞");
    EXPECT_EQ(NumberFormat(unit).text(std::nan(""), Language::english), "NaN");
  }
}

}  // namespace
}  // namespace charts
