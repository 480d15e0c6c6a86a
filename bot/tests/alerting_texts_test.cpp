// What the bot says about alerts and charts, in both languages.

#include "alerting_texts.hpp"

#include <map>

#include <gmock/gmock.h>

#include "chart_texts.hpp"
#include "charts.hpp"
#include "commands_in.hpp"
#include "telegram/methods.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

using Named = std::map<std::string, std::string>;

constexpr values::Timestamp kNow = std::chrono::sys_days{std::chrono::January / 31 / 2026} + std::chrono::hours{12};

/// Everything that can be said, by what it is about.
Named everything(shop::Language language) {
  const AlertingTexts& alerts = alerting_texts_in(language);
  const ChartTexts& charts = chart_texts_in(language);
  const AlertList list{.alerts = {{.lamp = "🔴", .summary = "…", .since = kNow, .silenced = true, .inhibited = true}},
                       .more_alerts = 3,
                       .silences = {{.matchers = "…", .until = kNow, .created_by = "…", .comment = "…"}},
                       .more_silences = 5,
                       .left_out = 7};
  Named all{{"nameless", alerts.nameless()},
            {"over", alerts.over()},
            {"value", alerts.value("…")},
            {"since", alerts.since(kNow)},
            {"lasted", alerts.lasted(kNow, kNow + std::chrono::hours{2})},
            {"silenced", alerts.silenced(kNow, true, "2", kNow)},
            {"silenced by another", alerts.silenced(kNow, false, "2", kNow)},
            {"stays_silenced", alerts.stays_silenced(kNow, kNow)},
            {"revoke_button", alerts.revoke_button()},
            {"chart_button", alerts.chart_button()},
            {"runbook_button", alerts.runbook_button()},
            {"more_alerts", alerts.more_alerts(1)},
            {"over_already", alerts.over_already()},
            {"silenced_already", alerts.silenced_already(kNow, kNow)},
            {"not_silenced", alerts.not_silenced()},
            {"forgotten", alerts.forgotten()},
            {"could_not_silence", alerts.could_not_silence("…", "…")},
            {"could_not_revoke", alerts.could_not_revoke("…")},
            {"alerts", alerts.alerts(list, kNow)},
            {"only silences", alerts.alerts({.alerts = {}, .silences = list.silences}, kNow)},
            {"all_quiet", alerts.all_quiet()},
            {"alertmanager_away", alerts.alertmanager_away("…", list, kNow)},
            {"nothing known", alerts.alertmanager_away("…", {}, kNow)},
            {"revoke_button 1", alerts.revoke_button(1)},
            {"range m", charts.range(std::chrono::minutes{5})},
            {"range h", charts.range(std::chrono::hours{5})},
            {"range d", charts.range(std::chrono::days{5})},
            {"which_chart", charts.which_chart()},
            {"bad_range", charts.bad_range("…")},
            {"bad_chart", charts.bad_chart("…")},
            {"bad_dashboard", charts.bad_dashboard("…")},
            {"how_to_query", charts.how_to_query()},
            {"query_too_long", charts.query_too_long()},
            {"dashboard", charts.dashboard("")},
            {"dashboard by uid", charts.dashboard("x")},
            {"query", charts.query()},
            {"no_chart", charts.no_chart("…", "…")}};
  for (const auto length : {SilenceLength::hour, SilenceLength::four_hours, SilenceLength::day}) {
    all["silence_button " + std::to_string(static_cast<int>(length))] = alerts.silence_button(length);
  }
  for (const std::string_view name : kCharts) all["chart " + std::string(name)] = charts.chart_button(name);
  return all;
}

class EveryAlertingText : public testing::TestWithParam<shop::Language> {};

TEST_P(EveryAlertingText, CanBeSent) {
  for (const auto& [name, text] : everything(GetParam())) {
    EXPECT_FALSE(text.empty()) << name;
    ASSERT_TRUE(values::is_valid_utf8(text)) << name;
    EXPECT_LE(values::count_code_points(text), telegram::kMaxMessageText) << name;
    EXPECT_EQ(text.find("  "), std::string::npos) << name << " has two spaces in a row";
    EXPECT_EQ(text.find("\n\n\n"), std::string::npos) << name << " has two empty lines in a row";
  }
}

TEST_P(EveryAlertingText, OfAButtonsPlaceFitsThere) {
  const AlertingTexts& texts = alerting_texts_in(GetParam());
  const values::Timestamp next_day = kNow + std::chrono::days{200};
  for (const std::string& text :
       {texts.over_already(), texts.silenced_already(next_day, kNow), texts.not_silenced(), texts.forgotten()}) {
    EXPECT_LE(values::count_code_points(text), 200U) << "answerCallbackQuery, text";
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, EveryAlertingText,
                         testing::Values(shop::Language::english, shop::Language::russian),
                         [](const auto& language) { return std::string(shop::to_string(language.param)); });

TEST(AlertingTexts, DifferBetweenLanguagesButNameTheSameCommands) {
  const Named english = everything(shop::Language::english);
  const Named russian = everything(shop::Language::russian);
  ASSERT_EQ(english.size(), russian.size());
  for (const auto& [name, text] : english) {
    EXPECT_NE(text, russian.at(name)) << name;
    EXPECT_EQ(commands_in(text), commands_in(russian.at(name))) << name;
  }
}

TEST(AlertingTexts, TellHowLongItTook) {
  using namespace std::chrono;
  const AlertingTexts& texts = alerting_texts_in(shop::Language::english);
  for (const auto& [time, text] : std::map<seconds, std::string>{{seconds{0}, "(0 s)"},
                                                                 {seconds{59}, "(59 s)"},
                                                                 {seconds{60}, "(1 min)"},
                                                                 {minutes{59}, "(59 min)"},
                                                                 {minutes{60}, "(1 h)"},
                                                                 {minutes{125}, "(2 h 5 min)"},
                                                                 {hours{24}, "(1 d)"},
                                                                 {hours{77}, "(3 d 5 h)"}}) {
    EXPECT_THAT(texts.lasted(kNow, kNow + time), testing::HasSubstr(text));
  }
}

}  // namespace
}  // namespace bot
