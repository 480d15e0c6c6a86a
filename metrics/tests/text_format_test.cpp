#include <cstddef>
#include <random>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "escape.hpp"
#include "metrics/exposition.hpp"
#include "metrics/registry.hpp"
#include "metrics/testing.hpp"

namespace metrics {
namespace {

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

TEST(TextFormatTest, WritesAnInfoAndAStateSetAsGauges) {
  Registry registry;
  registry.info({.name = "build_info", .help = "", .labels = {"version"}}).with("1.2");
  registry.state_set({.name = "polling", .help = "", .states = {"on", "off"}, .labels = {"bot"}}).with("a").set("off");
  EXPECT_EQ(testing::expose(registry, {"build_info", "polling"}),
            "# HELP build_info \n# TYPE build_info gauge\n"
            "build_info{version=\"1.2\"} 1\n"
            "# HELP polling \n# TYPE polling gauge\n"
            "polling{bot=\"a\",polling=\"on\"} 0\npolling{bot=\"a\",polling=\"off\"} 1\n");
}

TEST(TextFormatTest, WritesSumAndCountOfASummary) {
  Registry registry;
  auto& sizes = registry.summary({.name = "size_bytes", .help = "", .unit = "bytes"}).with();
  sizes.observe(0.5);
  sizes.observe(-2);
  EXPECT_EQ(testing::expose(registry, {"size_bytes"}),
            "# HELP size_bytes \n# TYPE size_bytes summary\nsize_bytes_sum -1.5\nsize_bytes_count 2\n");
}

TEST(TextFormatTest, AHistogramWithoutBoundsHasTheBucketUpToInfinity) {
  Registry registry;
  registry.histogram({.name = "h", .help = "", .buckets = {}, .native = NativeOptions{}}).with().observe(2);
  EXPECT_EQ(testing::expose(registry, {"h"}),
            "# HELP h \n# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1\nh_sum 2\nh_count 1\n");
}

TEST(TextFormatTest, ConstantLabelsComeFirst) {
  Registry registry({.constant_labels = {{"host", "h\"1\""}}});
  registry.gauge({.name = "alone", .help = "", .constant_labels = {{"part", "a"}}}).with().set(1);
  registry.gauge({.name = "labelled", .help = "", .labels = {"x"}}).with("y").set(2);
  registry.histogram({.name = "sized", .help = "", .buckets = {}});
  EXPECT_EQ(testing::expose(registry, {"alone", "labelled", "sized"}),
            "# HELP alone \n# TYPE alone gauge\nalone{host=\"h\\\"1\\\"\",part=\"a\"} 1\n"
            "# HELP labelled \n# TYPE labelled gauge\nlabelled{host=\"h\\\"1\\\"\",x=\"y\"} 2\n"
            "# HELP sized \n# TYPE sized histogram\n"
            "sized_bucket{host=\"h\\\"1\\\"\",le=\"+Inf\"} 0\n"
            "sized_sum{host=\"h\\\"1\\\"\"} 0\nsized_count{host=\"h\\\"1\\\"\"} 0\n");
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

}  // namespace
}  // namespace metrics
