#include "metrics/text_format.hpp"

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "escape.hpp"
#include "metrics/testing.hpp"
#include "number_text.hpp"

namespace metrics {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(TextFormatTest, WritesEveryType) {
  Registry registry;
  registry.histogram({.name = "size_bytes", .help = "Sizes.", .labels = {"kind"}, .buckets = {0.5, 5, 100000}})
      .with("photo")
      .observe(5);
  auto& payments = registry.counter({.name = "payments_total", .help = "Payments.", .labels = {"status", "plan"}});
  payments.with("success", "pro").inc(3);
  payments.with("failed", "lite").inc(0.25);
  registry.gauge({.name = "online", .help = "Online."}).with().set(-2);
  registry.gauge({.name = "no_series_yet", .help = "Empty.", .labels = {"x"}});
  EXPECT_EQ(
      expose_text(registry),
      "# HELP metrics_invalid_updates_total Updates and readings of metrics that were ignored because they were not "
      "possible values.\n"
      "# TYPE metrics_invalid_updates_total counter\n"
      "metrics_invalid_updates_total 0\n"
      "# HELP no_series_yet Empty.\n"
      "# TYPE no_series_yet gauge\n"
      "# HELP online Online.\n"
      "# TYPE online gauge\n"
      "online -2\n"
      "# HELP payments_total Payments.\n"
      "# TYPE payments_total counter\n"
      "payments_total{status=\"success\",plan=\"pro\"} 3\n"
      "payments_total{status=\"failed\",plan=\"lite\"} 0.25\n"
      "# HELP size_bytes Sizes.\n"
      "# TYPE size_bytes histogram\n"
      "size_bytes_bucket{kind=\"photo\",le=\"0.5\"} 0\n"
      "size_bytes_bucket{kind=\"photo\",le=\"5\"} 1\n"
      "size_bytes_bucket{kind=\"photo\",le=\"100000\"} 1\n"
      "size_bytes_bucket{kind=\"photo\",le=\"+Inf\"} 1\n"
      "size_bytes_sum{kind=\"photo\"} 5\n"
      "size_bytes_count{kind=\"photo\"} 1\n");
}

TEST(TextFormatTest, WritesTheBoundsOfEachHistogram) {
  Registry registry;
  registry.histogram({.name = "a", .help = "", .buckets = {1}});
  registry.histogram({.name = "b", .help = "", .buckets = {2}});
  EXPECT_EQ(testing::expose(registry, {"a", "b"}),
            "# HELP a \n# TYPE a histogram\n"
            "a_bucket{le=\"1\"} 0\na_bucket{le=\"+Inf\"} 0\na_sum 0\na_count 0\n"
            "# HELP b \n# TYPE b histogram\n"
            "b_bucket{le=\"2\"} 0\nb_bucket{le=\"+Inf\"} 0\nb_sum 0\nb_count 0\n");
}

TEST(TextFormatTest, AppendsToWhatIsThere) {
  const Registry registry;
  std::string out = "before\n";
  write_text(registry, out);
  EXPECT_EQ(out, "before\n" + expose_text(registry));
}

TEST(TextFormatTest, EscapesHelpAndLabelValues) {
  Registry registry;
  registry.gauge({.name = "g", .help = "a \"quote\", a \\ and\na line", .labels = {"x"}})
      .with("a \"quote\", a \\ and\na line")
      .set(1);
  EXPECT_EQ(testing::expose(registry, {"g"}),
            "# HELP g a \"quote\", a \\\\ and\\na line\n"
            "# TYPE g gauge\n"
            "g{x=\"a \\\"quote\\\", a \\\\ and\\na line\"} 1\n");
}

/// What a parser of the format does with a label value.
std::string unescape(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_escape = text[i] == '\\';
    if (is_escape) ++i;
    plain += is_escape && text[i] == 'n' ? '\n' : text[i];
  }
  return plain;
}

TEST(TextFormatTest, EscapedLabelValuesReadBackAsTheyWere) {
  std::mt19937 random(20260131);
  constexpr std::string_view kTroublemakers = "\\\"\nn{},= \rx";
  std::uniform_int_distribution<std::size_t> any(0, kTroublemakers.size() - 1);
  for (int round = 0; round < 2000; ++round) {
    std::string value;
    for (int length = round % 12; length > 0; --length) value += kTroublemakers[any(random)];
    std::string escaped;
    append_escaped_label_value(escaped, value);
    ASSERT_EQ(unescape(escaped), value);
    ASSERT_EQ(escaped.find('\n'), std::string::npos);
    for (std::size_t i = 0; i < escaped.size(); ++i) {
      if (escaped[i] == '\\') {
        ++i;
      } else {
        ASSERT_NE(escaped[i], '"') << escaped;
      }
    }
  }
}

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

}  // namespace
}  // namespace metrics
