// Names outside Prometheus's older character set: escaped, or quoted.

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/exposition.hpp"
#include "metrics/registry.hpp"
#include "name_escaping.hpp"
#include "protobuf_reader.hpp"

namespace metrics {
namespace {

using ::testing::HasSubstr;

TEST(EscapingTest, EachSchemeHasItsRules) {
  struct Case {
    std::string_view name, underscores, dots, values;
  };
  for (const Case& each : {
           Case{"mysystem.prod.cpu_load", "mysystem_prod_cpu_load", "mysystem_dot_prod_dot_cpu__load",
                "U__mysystem_2e_prod_2e_cpu__load"},
           Case{"http.status:sum", "http_status:sum", "http_dot_status:sum", "U__http_2e_status:sum"},
           Case{"label with 😱", "label_with__", "label__with____", "U__label_20_with_20__1f631_"},
           Case{"花火", "__", "____", "U___82b1__706b_"},
           Case{"1st", "_st", "__st", "U___31_st"},
           Case{"a\n\"\\", "a___", "a______", "U__a_a__22__5c_"},
       }) {
    EXPECT_EQ(escape_name(each.name, Escaping::underscores), each.underscores);
    EXPECT_EQ(escape_name(each.name, Escaping::dots), each.dots);
    EXPECT_EQ(escape_name(each.name, Escaping::values), each.values);
    EXPECT_EQ(escape_name(each.name, Escaping::allow_utf8), each.name);
  }
}

TEST(EscapingTest, LegacyNamesStayAsTheyAre) {
  for (const Escaping escaping : {Escaping::underscores, Escaping::dots, Escaping::values, Escaping::allow_utf8}) {
    EXPECT_EQ(escape_name("job:payments_total:rate5m", escaping), "job:payments_total:rate5m");
    EXPECT_EQ(escape_label_name("_a_b1", escaping), "_a_b1");
  }
}

TEST(EscapingTest, OnlyMetricNamesMayHaveAColon) {
  EXPECT_TRUE(is_legacy_metric_name("a:b"));
  EXPECT_FALSE(is_legacy_label_name("a:b"));
  EXPECT_EQ(escape_label_name("a:b", Escaping::underscores), "a_b");
  EXPECT_EQ(escape_label_name("a:b", Escaping::values), "U__a_3a_b");
}

TEST(EscapingTest, EscapedNamesAreLegacyNames) {
  for (const std::string_view name : {"имя 😀", "1", ".", "a.b", "\"", "\n", "-:-", "é"}) {
    for (const Escaping escaping : {Escaping::underscores, Escaping::dots, Escaping::values}) {
      EXPECT_TRUE(is_legacy_metric_name(escape_name(name, escaping))) << name;
      EXPECT_TRUE(is_legacy_label_name(escape_label_name(name, escaping))) << name;
    }
  }
}

class EscapedExpositionTest : public ::testing::Test {
 protected:
  EscapedExpositionTest() {
    registry_.remove("metrics_invalid_updates_total");
    registry_
        .counter({.name = "sent.new_bytes_total",
                  .help = "Sent.",
                  .labels = {"to.whom", "plain"},
                  .unit = "bytes",
                  .constant_labels = {{"ho\"st", "h"}}})
        .with("a\"b", "p")
        .inc(2);
    registry_.counter({.name = "sent.alone_total", .help = ""});
    registry_.gauge({.name = "plain", .help = "", .labels = {"im\\ya\n"}}).with("x").set(1);
    registry_.histogram({.name = "größe", .help = "", .buckets = {0.5}}).with().observe(0.25);
    registry_.state_set({.name = "my.mode", .help = "", .states = {"on"}}).with().set("on");
  }

  std::string exposition(ExpositionFormat format, Escaping escaping) const {
    std::string out;
    write(registry_, {format, escaping}, out);
    return out;
  }

  Registry registry_{{.utf8_names = true}};
};

TEST_F(EscapedExpositionTest, StandInQuotesForWhoAllowsThem) {
  EXPECT_EQ(exposition(ExpositionFormat::text_1_0_0, Escaping::allow_utf8),
            "# HELP \"größe\" \n# TYPE \"größe\" histogram\n"
            "{\"größe_bucket\",le=\"0.5\"} 1\n{\"größe_bucket\",le=\"+Inf\"} 1\n"
            "{\"größe_sum\"} 0.25\n{\"größe_count\"} 1\n"
            "# HELP \"my.mode\" \n# TYPE \"my.mode\" gauge\n{\"my.mode\",\"my.mode\"=\"on\"} 1\n"
            "# HELP plain \n# TYPE plain gauge\nplain{\"im\\\\ya\\n\"=\"x\"} 1\n"
            "# HELP \"sent.alone_total\" \n# TYPE \"sent.alone_total\" counter\n"
            "{\"sent.alone_total\"} 0\n"
            "# HELP \"sent.new_bytes_total\" Sent.\n# TYPE \"sent.new_bytes_total\" counter\n"
            "{\"sent.new_bytes_total\",\"ho\\\"st\"=\"h\",\"to.whom\"=\"a\\\"b\",plain=\"p\"} 2\n");
}

TEST_F(EscapedExpositionTest, StandInQuotesInOpenMetrics) {
  const std::string page = exposition(ExpositionFormat::openmetrics_1_0, Escaping::allow_utf8);
  EXPECT_THAT(page, HasSubstr("# TYPE \"sent.new_bytes\" counter\n# UNIT \"sent.new_bytes\" bytes\n"
                              "# HELP \"sent.new_bytes\" Sent.\n{\"sent.new_bytes_total\",\"ho\\\"st\"=\"h\","));
  EXPECT_THAT(page,
              HasSubstr("# TYPE \"my.mode\" stateset\n# HELP \"my.mode\" \n{\"my.mode\",\"my.mode\"=\"on\"} 1\n"));
}

TEST_F(EscapedExpositionTest, AreEscapedForOthers) {
  const std::string text = exposition(ExpositionFormat::text_0_0_4, Escaping::underscores);
  EXPECT_THAT(text, HasSubstr("# TYPE sent_new_bytes_total counter\n"
                              "sent_new_bytes_total{ho_st=\"h\",to_whom=\"a\\\"b\",plain=\"p\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("my_mode{my_mode=\"on\"} 1\n"));
  EXPECT_THAT(exposition(ExpositionFormat::text_1_0_0, Escaping::dots),
              HasSubstr("sent_dot_new__bytes__total{ho__st=\"h\",to_dot_whom=\"a\\\"b\",plain=\"p\"} 2\n"));
  EXPECT_THAT(exposition(ExpositionFormat::text_0_0_4, Escaping::values),
              HasSubstr("U__gr_f6__df_e_bucket{le=\"0.5\"} 1\n"));
}

TEST_F(EscapedExpositionTest, KeepTheSuffixesOfOpenMetricsWhenEscaped) {
  EXPECT_THAT(exposition(ExpositionFormat::openmetrics_1_0, Escaping::values),
              HasSubstr("# TYPE U__sent_2e_new__bytes_ counter\n# HELP U__sent_2e_new__bytes_ Sent.\n"
                        "U__sent_2e_new__bytes__total{"));
  EXPECT_THAT(exposition(ExpositionFormat::openmetrics_1_0, Escaping::underscores),
              HasSubstr("# TYPE sent_new_bytes counter\n# UNIT sent_new_bytes bytes\n# HELP sent_new_bytes Sent.\n"
                        "sent_new_bytes_total{"));
}

TEST_F(EscapedExpositionTest, AreEscapedInProtobufToo) {
  const auto first_names = [this](Escaping escaping) {
    const auto family = metrics::testing::Message::delimited(exposition(ExpositionFormat::protobuf, escaping)).back();
    const auto metric = family.message(4);
    return family.text(1) + ' ' + metric.message(1, 0).text(1) + ' ' + metric.message(1, 1).text(1);
  };
  EXPECT_EQ(first_names(Escaping::allow_utf8), "sent.new_bytes_total ho\"st to.whom");
  EXPECT_EQ(first_names(Escaping::dots), "sent_dot_new__bytes__total ho__st to_dot_whom");
}

}  // namespace
}  // namespace metrics
