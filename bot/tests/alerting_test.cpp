#include "bot/alerting.hpp"

#include <random>

#include <gmock/gmock.h>

#include "alert_scene.hpp"

namespace bot {
namespace {

using testing::HasSubstr;

class Random {
 public:
  explicit Random(unsigned seed) : random_(seed) {}

  std::int64_t below(std::int64_t limit) { return std::uniform_int_distribution<std::int64_t>(0, limit - 1)(random_); }

  std::string text() {
    static const std::vector<std::string> kLetters{"a",    "\"", "\\", "\n", "я", "€", "😀", std::string(1, '\0'),
                                                   "\x7F", " "};
    std::string text;
    for (std::int64_t i = below(12); i > 0; --i) text += kLetters.at(static_cast<std::size_t>(below(10)));
    return text;
  }

  values::Timestamp moment() { return values::Timestamp{std::chrono::milliseconds{below(4'000'000'000'000) - 1'000}}; }

  shop::AlertLabels labels() {
    shop::AlertLabels labels;
    for (std::int64_t i = below(4); i > 0; --i) labels.emplace_back(text(), text());
    return labels;
  }

  AlertOverview overview() {
    AlertOverview overview{.running_since = moment(), .left_out = static_cast<std::size_t>(below(3))};
    for (std::int64_t i = below(4); i > 0; --i) {
      shop::Alert alert{.fingerprint = text(), .began_at = moment(), .labels = labels()};
      for (std::string* each : {&alert.texts.summary, &alert.texts.summary_in_russian, &alert.texts.description,
                                &alert.texts.description_in_russian, &alert.texts.value, &alert.texts.runbook,
                                &alert.texts.runbook_url, &alert.texts.expression}) {
        *each = text();
      }
      if (below(2) == 0) alert.over_at = moment();
      overview.firing.push_back({.alert = alert, .silenced_by = {text(), text()}, .inhibited = below(2) == 0});
    }
    for (std::int64_t i = below(4); i > 0; --i) {
      overview.silences.push_back(
          {.id = text(), .until = moment(), .created_by = text(), .comment = text(), .matchers = text()});
    }
    return overview;
  }

  SilenceRequest request() { return {.labels = labels(), .until = moment(), .created_by = text(), .comment = text()}; }

 private:
  std::mt19937 random_;
};

TEST(AlertingText, IsReadAsItWasWritten) {
  Random random(8);
  for (int i = 0; i < 500; ++i) {
    const SilenceRequest request = random.request();
    EXPECT_EQ(parse_silence_request(to_text(request)).value(), request);
    const AlertOverview overview = random.overview();
    EXPECT_EQ(parse_alert_overview(to_text(overview)).value(), overview);
  }
}

TEST(AlertingText, CutOffOrChangedIsAnErrorOrSomethingElseButNeverACrash) {
  Random random(9);
  for (int i = 0; i < 300; ++i) {
    const std::string text = to_text(random.overview());
    const auto at = static_cast<std::size_t>(random.below(std::ssize(text)));
    EXPECT_FALSE(parse_alert_overview(text.substr(0, at)));
    std::string changed = text;
    changed[at] = static_cast<char>(random.below(256));
    const auto read = parse_alert_overview(changed);
    if (read) {
      EXPECT_EQ(parse_alert_overview(to_text(*read)).value(), *read);
    }
  }
}

TEST(AlertingText, OfAnotherShapeIsAnError) {
  const std::string request = to_text(SilenceRequest{.labels = {{"a", "b"}}, .created_by = "x", .comment = "y"});
  ASSERT_EQ(request, R"({"labels":[["a","b"]],"until":0,"createdBy":"x","comment":"y"})");
  for (const std::string text : {"", "null", "[]", "{}", "7", "\"x\"", "\xFF", "{\"labels\":[]}",
                                 R"({"labels":[["a"]],"until":0,"createdBy":"x","comment":"y"})",
                                 R"({"labels":{"a":"b"},"until":0,"createdBy":"x","comment":"y"})",
                                 R"({"labels":[],"until":"0","createdBy":"x","comment":"y"})",
                                 R"({"labels":[],"until":0.5,"createdBy":"x","comment":"y"})",
                                 R"({"labels":[],"until":99999999999999999999,"createdBy":"x","comment":"y"})",
                                 R"({"labels":[],"until":0,"createdBy":null,"comment":"y"})",
                                 R"({"labels":[],"until":0,"createdBy":"x","comment":"y","more":1})"}) {
    EXPECT_FALSE(parse_silence_request(text)) << text;
    EXPECT_FALSE(parse_alert_overview(text)) << text;
  }
  EXPECT_FALSE(parse_alert_overview(R"({"firing":[],"silences":[],"runningSince":0,"leftOut":-1})"));
  EXPECT_FALSE(parse_alert_overview(std::string(10'000, '[')));
  EXPECT_THAT(parse_alert_overview(R"({"firing":[],"silences":[],"leftOut":0})").error().message,
              HasSubstr("'runningSince' is missing"));
}

}  // namespace
}  // namespace bot
