// Names that are any UTF-8, which scrapers that can't read them get escaped in one of three ways.

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/exposition.hpp"
#include "metrics/registry.hpp"
#include "metrics/testing.hpp"

namespace metrics {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StrEq;
using ::testing::ThrowsMessage;

class Utf8NamesTest : public ::testing::Test {
 protected:
  template <class Refusal>
  static std::string refusal_of(const std::function<void()>& registration) {
    try {
      registration();
    } catch (const Refusal& error) {
      return error.what();
    }
    return "not refused";
  }
  std::string gauge_refusal(const std::string& name) {
    return refusal_of<DuplicateSeries>([&] { registry_.gauge({.name = name, .help = ""}); });
  }
  std::string label_refusal(std::vector<std::string> labels) {
    return refusal_of<InvalidName>([&] { registry_.gauge({.name = "g", .help = "", .labels = std::move(labels)}); });
  }

  Registry registry_{{.utf8_names = true}};
};

TEST_F(Utf8NamesTest, AreRefusedByOtherRegistries) {
  Registry registry;
  EXPECT_THROW(registry.gauge({.name = "http.requests", .help = ""}), InvalidName);
  EXPECT_THROW(registry.gauge({.name = "g", .help = "", .labels = {"http.method"}}), InvalidName);
}

TEST_F(Utf8NamesTest, MayHoldAnyCharacter) {
  for (const std::string name : {"http.requests", "1st", "имя", "名前 😀", "a\nb", "q\"\\", "{}", "#", "with:colon"})
    registry_.gauge({.name = name, .help = "", .labels = {"a.b", "ярлык", "c\"d\\\n", "1", "with:colon"}});
  EXPECT_EQ(registry_.describe().size(), 9U + 1);
}

TEST_F(Utf8NamesTest, AreValidUtf8WithoutNulAndNotEmpty) {
  using namespace std::string_literals;
  for (const std::string& name : {""s, "\xFF"s, "a\xC3"s, "\xED\xA0\x80"s, "a\0b"s}) {
    EXPECT_THROW(registry_.gauge({.name = name, .help = ""}), InvalidName);
    EXPECT_THROW(registry_.gauge({.name = "g", .help = "", .labels = {name}}), InvalidName);
  }
  EXPECT_THAT([&] { registry_.gauge({.name = "a\xC3", .help = ""}); },
              ThrowsMessage<InvalidName>(
                  StrEq("InvalidName: gauge 'a\\xc3': a name must be valid UTF-8 without NUL, and not empty")));
}

TEST_F(Utf8NamesTest, KeepTheRulesOfTheirTypes) {
  EXPECT_THROW(registry_.counter({.name = "http.requests", .help = ""}), InvalidName);
  EXPECT_THROW(registry_.info({.name = "http.info", .help = ""}), InvalidName);
  EXPECT_THROW(registry_.gauge({.name = "g", .help = "", .labels = {"__имя"}}), InvalidName);
  registry_.counter({.name = "http.requests_total", .help = ""});
  registry_.gauge({.name = "запрос_seconds", .help = "", .unit = "seconds"});
}

TEST_F(Utf8NamesTest, StandInQuotesWhereTheFormatHasThem) {
  registry_.gauge({.name = "http.requests", .help = "Requests.", .labels = {"http.method"}}).with("GET").set(1);
  EXPECT_EQ(testing::compare(registry_, R"(
                # HELP "http.requests" Requests.
                # TYPE "http.requests" gauge
                {"http.requests","http.method"="GET"} 1
            )"),
            "");
}

TEST_F(Utf8NamesTest, ThatAreTheSameOnceEscapedAreRefused) {
  registry_.gauge({.name = "http.requests", .help = ""});
  const std::string error = gauge_refusal("http_requests");
  EXPECT_THAT(error, ContainsRegex("^DuplicateSeries: gauge 'http_requests' \\(utf8_names_test\\.cpp:[0-9]+\\) would "
                                   "expose the name 'http_requests' with escaping 'underscores' that gauge "
                                   "'http\\.requests' \\(utf8_names_test\\.cpp:[0-9]+\\) already exposes there"));
  EXPECT_THAT(error, EndsWith(": rename one of them"));
}

TEST_F(Utf8NamesTest, AreComparedUnderEveryScheme) {
  registry_.gauge({.name = "a.b", .help = ""});
  EXPECT_THAT(gauge_refusal("a-b"), HasSubstr("the name 'a_b' with escaping 'underscores'"));
  EXPECT_THAT(gauge_refusal("a_dot_b"), HasSubstr("the name 'a_dot_b' with escaping 'dots'"));
  EXPECT_THAT(gauge_refusal("U__a_2e_b"), HasSubstr("the name 'U__a_2e_b' with escaping 'values'"));
}

TEST_F(Utf8NamesTest, OfSeriesThatAFamilyIsMadeOfAreComparedToo) {
  registry_.histogram({.name = "a.b", .help = ""});
  EXPECT_THAT(gauge_refusal("a_b_count"), HasSubstr("the name 'a_b_count' with escaping 'underscores'"));
  registry_.counter({.name = "c.d_total", .help = ""});
  EXPECT_THAT(gauge_refusal("c_d"), AllOf(HasSubstr("the name 'c_d' in OpenMetrics with escaping 'underscores'"),
                                          HasSubstr("register counter 'c.d_total' with .openmetrics_type")));
}

TEST_F(Utf8NamesTest, OfARefusedOrRemovedFamilyAreFree) {
  registry_.gauge({.name = "a.b", .help = ""});
  EXPECT_NE(gauge_refusal("a-b"), "not refused");
  EXPECT_TRUE(registry_.remove("a.b"));
  EXPECT_EQ(gauge_refusal("a-b"), "not refused");
}

TEST_F(Utf8NamesTest, OfLabelsMustDifferUnderEveryScheme) {
  EXPECT_EQ(label_refusal({"a_b", "a.b"}),
            "InvalidName: gauge 'g': label 'a.b': with escaping 'underscores' it would be 'a_b', as would label 'a_b'");
  EXPECT_THAT(label_refusal({"a_dot_b", "a.b"}), HasSubstr("with escaping 'dots' it would be 'a_dot_b'"));
  EXPECT_THAT(label_refusal({"U__a_2e_b", "a.b"}), HasSubstr("with escaping 'values' it would be 'U__a_2e_b'"));
  EXPECT_THAT(label_refusal({"a_b", "a:b"}), HasSubstr("with escaping 'underscores' it would be 'a_b'"));
}

TEST_F(Utf8NamesTest, OfLabelsMustNotBecomeThoseThatEverySeriesHas) {
  EXPECT_EQ(label_refusal({"..name.."}),
            "InvalidName: gauge 'g': label '..name..': with escaping 'underscores' it would be '__name__', as would a "
            "label that every series has");
  EXPECT_THAT(refusal_of<InvalidName>([&] {
                registry_.state_set({.name = "bot.mode", .help = "", .states = {"on"}, .labels = {"bot_mode"}});
              }),
              HasSubstr("label 'bot_mode': with escaping 'underscores' it would be 'bot_mode'"));
  EXPECT_EQ(refusal_of<InvalidName>([&] { registry_.state_set({.name = "..name..", .help = "", .states = {"on"}}); }),
            "InvalidName: stateset '..name..': its name is a label, too: with escaping 'underscores' it would be "
            "'__name__', which is the metric's own");
}

TEST_F(Utf8NamesTest, OfStateSetsMayHoldAnyCharacter) {
  registry_.state_set({.name = "bot.mode", .help = "", .states = {"on"}}).with().select("on");
  EXPECT_EQ(testing::value_of(registry_, "bot.mode", {"on"}), 1);
}

}  // namespace
}  // namespace metrics
