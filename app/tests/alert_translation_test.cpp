#include "alert_translation.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "values/utf8.hpp"

namespace app {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

const values::Timestamp kStart{1'700'000'000'000ms};

monitoring::Alert told() {
  return {.fingerprint = "f",
          .starts_at = kStart,
          .labels = {{"severity", "warning"}, {"alertname", "A"}},
          .annotations = {{"summary", "s"},
                          {"summary_ru", "с"},
                          {"description", "d"},
                          {"description_ru", "о"},
                          {"value", "1001"},
                          {"runbook", "docs/runbooks/A.md"},
                          {"runbook_url", "https://example.org/a"},
                          {"anything", "else"}},
          .generator_url = "http://h/graph?g0.expr=a+%3E+1"};
}

TEST(AlertTranslation, KeepsWhatIsSaid) {
  const shop::Alert alert = translated(told()).value();
  EXPECT_EQ(alert.fingerprint, "f");
  EXPECT_EQ(alert.began_at, kStart);
  EXPECT_TRUE(alert.is_firing());
  EXPECT_THAT(alert.labels, ElementsAre(Pair("alertname", "A"), Pair("severity", "warning"))) << "sorted by name";
  EXPECT_EQ(alert.texts, (shop::AlertTexts{.summary = "s",
                                           .summary_in_russian = "с",
                                           .description = "d",
                                           .description_in_russian = "о",
                                           .value = "1001",
                                           .runbook = "docs/runbooks/A.md",
                                           .runbook_url = "https://example.org/a",
                                           .expression = "a > 1"}));
}

TEST(AlertTranslation, AnAlertIsNeverOverBeforeItBegan) {
  monitoring::Alert alert = told();
  alert.ended_at = kStart + 1min;
  EXPECT_EQ(translated(alert).value().over_at, kStart + 1min);
  alert.ended_at = kStart - 1min;
  EXPECT_EQ(translated(alert).value().over_at, kStart);
}

TEST(AlertTranslation, CutsTextsAndLeavesOutWhatCantBeCut) {
  monitoring::Alert alert = told();
  std::string text;
  for (int i = 0; i < 2'000; ++i) text += "ы";
  alert.annotations["description"] = text;
  alert.annotations["runbook_url"] = "https://example.org/" + text;
  alert.generator_url = "http://h/graph?g0.expr=" + std::string(3'000, 'a');
  const shop::Alert kept = translated(alert).value();
  EXPECT_EQ(values::count_code_points(kept.texts.description), 1'000U);
  EXPECT_EQ(kept.texts.runbook_url, "");
  EXPECT_EQ(kept.texts.expression, "");
}

TEST(AlertTranslation, TakesOnlyAddressesOfTheWeb) {
  for (const char* url : {"javascript:alert(1)", "ftp://example.org/", "https://exa mple.org/", "docs/runbooks/A.md"}) {
    monitoring::Alert alert = told();
    alert.annotations["runbook_url"] = url;
    EXPECT_EQ(translated(alert).value().texts.runbook_url, "") << url;
  }
}

TEST(AlertTranslation, LeavesOutAnAlertWhoseLabelsAreTooMuch) {
  monitoring::Alert many = told();
  for (int i = 0; i < 70; ++i) many.labels["l" + std::to_string(i)] = "x";
  EXPECT_THAT(translated(many).error().message, AllOf(HasSubstr("'A'"), HasSubstr("72 labels"), HasSubstr("64")));
  monitoring::Alert long_value = told();
  long_value.labels["job"] = std::string(1'025, 'x');
  EXPECT_THAT(translated(long_value).error().message, AllOf(HasSubstr("'job'"), HasSubstr("1025 bytes")));
  monitoring::Alert long_name = told();
  long_name.labels[std::string(129, 'x')] = "";
  EXPECT_FALSE(translated(long_name));
  monitoring::Alert nameless = told();
  nameless.labels[""] = "x";
  EXPECT_FALSE(translated(nameless));
}

TEST(AlertTranslation, MatchesTheAlertAndNothingElse) {
  const auto matchers = matchers_of({{"alertname", "A.*"}, {"job", "b"}});
  ASSERT_EQ(matchers.size(), 2U);
  EXPECT_EQ(monitoring::to_text(matchers), R"(alertname="A.*", job="b")");
}

}  // namespace
}  // namespace app
