#include <ostream>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accept_clauses.hpp"
#include "metrics/exposition.hpp"

namespace metrics {

/// How GoogleTest shows one.
static void PrintTo(const ExpositionFormatChoice& choice, std::ostream* out) {
  *out << content_type_of(choice);
}

namespace {

using enum ExpositionFormat;
using enum Escaping;

constexpr std::string_view kProtobuf =
    "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

/// ExpositionFormatChoice without the braces that macros don't like.
ExpositionFormatChoice choice(ExpositionFormat format, Escaping escaping = underscores) {
  return {.format = format, .escaping = escaping};
}

TEST(NegotiationTest, WhoAsksForNothingGetsText) {
  for (const std::string_view accept : {"", "*/*", "text/*", "text/plain", "text/html", "application/json", ";", ",,"})
    EXPECT_EQ(choose_format(accept), choice(text_0_0_4)) << accept;
}

TEST(NegotiationTest, Prometheus242GetsWhatItAsksFor) {
  EXPECT_EQ(choose_format(std::string(kProtobuf) +
                          ",application/openmetrics-text;version=1.0.0;q=0.8,"
                          "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"),
            choice(protobuf));
}

TEST(NegotiationTest, Prometheus3GetsWhatItAsksForWithUtf8Names) {
  EXPECT_EQ(choose_format("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                          "application/openmetrics-text;version=0.0.1;q=0.5,"
                          "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,"
                          "*/*;q=0.2"),
            choice(openmetrics_1_0, allow_utf8));
  // It names the scheme with its text formats only.
  EXPECT_EQ(choose_format(std::string(kProtobuf) +
                          ";q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
                          "application/openmetrics-text;version=0.0.1;q=0.4,"
                          "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,"
                          "*/*;q=0.1"),
            choice(protobuf, allow_utf8));
  // Prometheus 3.0 named it with every format.
  EXPECT_EQ(choose_format("text/plain;version=0.0.4;escaping=allow-utf-8;q=0.2,*/*;q=0.1"),
            choice(text_0_0_4, allow_utf8));
}

TEST(NegotiationTest, TheHighestQWinsAndThenTheFirst) {
  EXPECT_EQ(choose_format("text/plain;version=0.0.4;q=0.3,text/plain;version=1.0.0;q=0.4"), choice(text_1_0_0));
  EXPECT_EQ(choose_format("text/plain;version=1.0.0,application/openmetrics-text"), choice(text_1_0_0));
  EXPECT_EQ(choose_format("application/openmetrics-text,text/plain;version=1.0.0"), choice(openmetrics_1_0));
  EXPECT_EQ(choose_format("application/*"), choice(openmetrics_1_0));
  EXPECT_EQ(choose_format("image/png, application/openmetrics-text;q=0.001"), choice(openmetrics_1_0));
}

TEST(NegotiationTest, TheMostSpecificClauseDecidesAboutAFormat) {
  EXPECT_EQ(choose_format("*/*,text/plain;version=0.0.4;q=0.1,text/plain;version=1.0.0;q=0.2"),
            choice(openmetrics_1_0));
  EXPECT_EQ(choose_format("text/*;q=0.9,text/plain;version=0.0.4;q=0.1"), choice(text_1_0_0));
  EXPECT_EQ(choose_format("text/plain;version=0.0.4;q=0,*/*;q=0.1"), choice(text_1_0_0));
}

TEST(NegotiationTest, QZeroIsNotAcceptable) {
  EXPECT_EQ(choose_format("application/openmetrics-text;q=0,text/plain;version=1.0.0;q=0.1"), choice(text_1_0_0));
  EXPECT_EQ(choose_format("application/openmetrics-text;q=0.000"), choice(text_0_0_4));
  EXPECT_EQ(choose_format("*/*;q=0"), choice(text_0_0_4));  // the last resort
}

TEST(NegotiationTest, OtherVersionsAndOtherMessagesAreSkipped) {
  EXPECT_EQ(choose_format("application/openmetrics-text;version=2.0.0,text/plain;version=1.0.0;q=0.1"),
            choice(text_1_0_0));
  EXPECT_EQ(choose_format("application/vnd.google.protobuf,text/plain;version=1.0.0;q=0.1"), choice(text_1_0_0));
  EXPECT_EQ(choose_format("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text"),
            choice(text_0_0_4));
  EXPECT_EQ(choose_format("application/vnd.google.protobuf;proto=other;encoding=delimited"), choice(text_0_0_4));
}

TEST(NegotiationTest, CaseBlanksAndQuotesDontMatter) {
  EXPECT_EQ(choose_format(" \tAPPLICATION/OpenMetrics-Text ; Version = \"1.0.0\" ;\tQ=0.5 , text/plain;q=0.4"),
            choice(openmetrics_1_0));
  EXPECT_EQ(choose_format("application/vnd.google.protobuf; encoding=\"delimi\\ted\"; "
                          "proto=\"io.prometheus.client.MetricFamily\"; charset=utf-8"),
            choice(protobuf));
  EXPECT_EQ(choose_format("text/html;x=\"a,application/openmetrics-text;q=1,\\\"b\",text/plain;version=1.0.0;q=0.5"),
            choice(text_1_0_0));
}

TEST(NegotiationTest, MalformedClausesAreSkipped) {
  for (const std::string_view malformed :
       {"application/openmetrics-text;q=2", "application/openmetrics-text;q=-1", "application/openmetrics-text;q=",
        "application/openmetrics-text;q=1.001", "application/openmetrics-text;q=0.5x",
        "application/openmetrics-text;q=NaN", "application/openmetrics-text;version", "application/openmetrics-text x",
        "application/openmetrics-text;version=1.0.0 q=1", "(application/openmetrics-text)", "=;=", "\x80\xFF",
        "application/openmetrics-text;\"x\"=1"}) {
    EXPECT_EQ(choose_format(std::string(malformed) + ",text/plain;version=1.0.0;q=0.1"), choice(text_1_0_0))
        << malformed;
  }
  EXPECT_EQ(choose_format("application/openmetrics-text;x=\"never closed,text/plain;version=1.0.0"),
            choice(text_0_0_4));
  EXPECT_EQ(choose_format("application/openmetrics-text;,text/plain;version=1.0.0;q=0.1"), choice(openmetrics_1_0));
}

TEST(NegotiationTest, AHeaderWithoutEndCountsAsNone) {
  std::string accept = "application/openmetrics-text";
  accept.resize(kLongestAccept, ' ');
  EXPECT_EQ(choose_format(accept), choice(openmetrics_1_0));
  EXPECT_EQ(choose_format(accept + ' '), choice(text_0_0_4));
}

TEST(NegotiationTest, TheEscapingIsThatOfTheClause) {
  EXPECT_EQ(choose_format("text/plain;version=0.0.4;escaping=dots"), choice(text_0_0_4, dots));
  EXPECT_EQ(choose_format("application/openmetrics-text;escaping=values"), choice(openmetrics_1_0, values));
  EXPECT_EQ(choose_format(std::string(kProtobuf) + ";escaping=underscores,text/plain;version=1.0.0;q=0.5;"
                                                   "escaping=allow-utf-8"),
            choice(protobuf, underscores));
  EXPECT_EQ(choose_format("text/plain;version=1.0.0;escaping=rot13"), choice(text_1_0_0, underscores));
  EXPECT_EQ(choose_format("*/*;escaping=dots"), choice(text_0_0_4, dots));
}

TEST(NegotiationTest, AnotherClauseMayNameTheEscaping) {
  EXPECT_EQ(choose_format(std::string(kProtobuf) + ",text/plain;version=1.0.0;escaping=values;q=0.5"),
            choice(protobuf, values));
  EXPECT_EQ(choose_format(std::string(kProtobuf) + ",text/plain;version=0.0.4;escaping=dots;q=0.5,"
                                                   "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.1"),
            choice(protobuf, allow_utf8));
  EXPECT_EQ(choose_format(std::string(kProtobuf) + ",text/plain;version=1.0.0;escaping=allow-utf-8;q=0"),
            choice(protobuf, underscores));
  // Text 0.0.4 is older than names in quotes.
  EXPECT_EQ(choose_format("text/plain;version=0.0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.5"),
            choice(text_0_0_4, underscores));
}

TEST(NegotiationTest, TheContentTypeSaysFormatAndEscaping) {
  EXPECT_EQ(content_type_of({}), "text/plain; version=0.0.4; charset=utf-8; escaping=underscores");
  EXPECT_EQ(content_type_of(choice(text_1_0_0, allow_utf8)),
            "text/plain; version=1.0.0; charset=utf-8; escaping=allow-utf-8");
  EXPECT_EQ(content_type_of(choice(openmetrics_1_0, dots)),
            "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=dots");
  EXPECT_EQ(content_type_of(choice(protobuf, values)),
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited; "
            "escaping=values");
}

TEST(NegotiationTest, EveryContentTypeAsksForItself) {
  for (const ExpositionFormat format : {text_0_0_4, text_1_0_0, openmetrics_1_0, protobuf})
    for (const Escaping escaping : {underscores, dots, values, allow_utf8})
      EXPECT_EQ(choose_format(content_type_of(choice(format, escaping))), choice(format, escaping));
}

TEST(NegotiationTest, GzipIsForWhoWantsIt) {
  for (const std::string_view wanted : {"gzip", "GZIP", "x-gzip", "deflate, gzip;q=0.5", "*", "*;q=0.1",
                                        "identity;q=0.5, gzip;q=0.5", "gzip;q=1.0, identity; q=0.5, *;q=0"})
    EXPECT_TRUE(accepts_gzip(wanted)) << wanted;
  for (const std::string_view unwanted : {"", "identity", "deflate, br", "gzip;q=0", "*;q=0", "gzip;q=0,*",
                                          "identity, gzip;q=0.9", "gzip;q=x", "gzi p", "\"gzip\""})
    EXPECT_FALSE(accepts_gzip(unwanted)) << unwanted;
}

}  // namespace
}  // namespace metrics
