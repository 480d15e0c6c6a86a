// What a message about an alert looks like, whatever others have written into it.

#include <gmock/gmock.h>

#include "alert_scene.hpp"
#include "alerts.hpp"
#include "charts.hpp"
#include "runbooks.hpp"
#include "shown_text.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

using std::chrono::days;
using std::chrono::hours;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

const Customer kReader{.id = kOwen.id(), .language = shop::Language::english};
const Customer kRussian{.id = kOlga.id(), .language = shop::Language::russian};
const values::Timestamp kNow = high_load().began_at + hours{1};

std::string repeated(std::string_view letter, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += letter;
  return text;
}

std::vector<std::string> button_texts(const AlertView& view) {
  std::vector<std::string> texts;
  for (const auto& row : view.keyboard) {
    for (const telegram::InlineButton& button : row) texts.push_back(button.text);
  }
  return texts;
}

/// As Telegram wants it: it takes nothing else, and the owner would hear of nothing.
void expect_sendable(const AlertView& view) {
  const std::string& text = view.text.text;
  ASSERT_TRUE(values::is_valid_utf8(text));
  EXPECT_LE(values::count_code_points(text), telegram::kMaxMessageText);
  const auto units = static_cast<std::int64_t>(values::count_utf16_units(text));
  for (const shop::StyledRange& range : view.text.ranges) {
    EXPECT_GE(range.offset, 0);
    EXPECT_GT(range.length, 0);
    EXPECT_LE(range.offset + range.length, units);
  }
  for (const char c : text) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= ' ') << "a control character";
  for (const auto& row : view.keyboard) {
    EXPECT_THAT(row, Not(IsEmpty()));
    for (const telegram::InlineButton& button : row) {
      EXPECT_FALSE(button.text.empty());
      EXPECT_NE(button.callback_data.empty(), button.url.empty());
      EXPECT_LE(button.callback_data.size(), telegram::kMaxCallbackData);
    }
  }
}

TEST(AlertMessage, CanBeSentWhateverStandsInIt) {
  const std::vector<std::string> foreign{"",
                                         "x",
                                         repeated("Щ", 10'000),
                                         repeated("😀", 10'000),
                                         repeated("👩‍👩‍👧", 3'000),
                                         repeated("\n", 10'000),
                                         repeated("\u202Eمرحبا", 2'000),
                                         std::string(10'000, '\0'),
                                         "a\0b",
                                         "\xFF\xFE\xFD",
                                         repeated("e\u0301", 9'000),
                                         " <b>&amp;</b> _*`[]()~ ",
                                         "\r\n\t\v\f",
                                         "\u2028\u2029"};
  for (const std::string& text : foreign) {
    shop::Alert alert{.id = values::AlertId{std::numeric_limits<std::int64_t>::max()}, .began_at = kNow - days{400}};
    for (int i = 0; i < 64; ++i) alert.labels.emplace_back(text, text);
    alert.texts = {text, text, text, text, text, text, text, text};
    for (const int state : {0, 1, 2, 3}) {
      if (state % 2 == 1) alert.silence = shop::AlertSilence{.id = "x", .by = kReader.id, .until = kNow + days{1}};
      if (state >= 2) alert.over_at = kNow;
      expect_sendable(view_of(alert, kReader, kNow));
      expect_sendable(view_of(alert, kRussian, kNow));
    }
  }
}

TEST(AlertMessage, OfWhichNothingIsSaidStillSaysWhich) {
  shop::Alert alert{.began_at = kNow};
  EXPECT_THAT(view_of(alert, kReader, kNow).text.text, StartsWith("🟡 An alert without a name\n\nSince"));
  alert.labels = {{"alertname", "CustomAlert"}, {"severity", "critical"}};
  EXPECT_THAT(view_of(alert, kReader, kNow).text.text, StartsWith("🔴 CustomAlert\n\nSince"));
  EXPECT_THAT(button_texts(view_of(alert, kReader, kNow)), SizeIs(3)) << "neither chart nor runbook";
}

TEST(AlertMessage, LeadsToTheRunbook) {
  shop::Alert alert = high_load();
  const auto url = [&] { return view_of(alert, kReader, kNow).keyboard.at(1).back(); };
  EXPECT_EQ(url().callback_data, "alert:runbook:0");
  alert.texts.runbook_url = "https://example.org/x";
  EXPECT_EQ(url().url, "https://example.org/x");
  for (const std::string unusable : {"http://localhost/x", "javascript:alert(1)", "https://", "https://a b.example/",
                                     "x", "https://example.org/\n"}) {
    alert.texts.runbook_url = unusable;
    EXPECT_EQ(url().callback_data, "alert:runbook:0") << "Telegram would refuse the message: " << unusable;
  }
  alert.texts.runbook_url = {};
  for (const std::string unknown : {"", "docs/runbooks/Nothing.md", "../../etc/passwd", "docs/runbooks/"}) {
    alert.texts.runbook = unknown;
    EXPECT_THAT(button_texts(view_of(alert, kReader, kNow)), Not(Contains("Runbook"))) << unknown;
  }
}

TEST(AlertMessage, ADayLaterNamesTheDay) {
  shop::Alert alert = high_load();
  alert.silence = shop::AlertSilence{.id = "x", .by = kReader.id, .until = kNow + hours{24}};
  EXPECT_THAT(view_of(alert, kReader, kNow).text.text, HasSubstr("until 1 February 2026, 13:00 UTC by you"));
  alert.over_at = alert.began_at + days{3} + hours{4};
  EXPECT_THAT(view_of(alert, kReader, kNow).text.text,
              HasSubstr("31 January 2026, 12:00 UTC – 3 February 2026, 16:00 UTC (3 d 4 h)"));
}

TEST(AlertMessage, ASilenceWhoseTimeHasPassedIsNotShown) {
  shop::Alert alert = high_load();
  alert.silence = shop::AlertSilence{.id = "x", .by = kReader.id, .until = kNow};
  EXPECT_THAT(view_of(alert, kReader, kNow).text.text, Not(HasSubstr("🔕")));
}

TEST(Runbooks, AreThoseOfTheDocumentsAndCanBeSent) {
  EXPECT_THAT(runbooks(), SizeIs(testing::Ge(5U)));
  for (const Runbook& runbook : runbooks()) {
    const std::vector<shop::FormattedText> messages = runbook_messages(runbook.markdown);
    ASSERT_THAT(messages, Not(IsEmpty())) << runbook.name;
    EXPECT_THAT(messages[0].text, StartsWith(std::string(runbook.name) + "\n\n"));
    for (const shop::FormattedText& message : messages) {
      EXPECT_LE(values::count_utf16_units(message.text), telegram::kMaxMessageText);
      EXPECT_THAT(message.text, Not(HasSubstr("](")));
    }
  }
}

TEST(Runbooks, AreFoundByTheirFile) {
  for (const std::string_view name : {"docs/runbooks/BotStuck.md", "BotStuck.md", "BotStuck"}) {
    ASSERT_TRUE(runbook_named(name)) << name;
    EXPECT_THAT(*runbook_named(name), StartsWith("# BotStuck"));
  }
  EXPECT_FALSE(runbook_named("botstuck"));
}

TEST(Runbooks, AreSentWhenAskedFor) {
  AlertScene scene;
  scene.begins(high_load());
  const Answers answers = scene.presses(kOwen, "alert:runbook:1");
  const Answer first = answers.of("sendMessage").at(0);
  EXPECT_THAT(first.text(), StartsWith("HighUserLoad\n\nSeverity: warning."));
  EXPECT_EQ(first.parameters.at("entities").at(0).at("type"), "bold");
  scene.begins(failing_payments());
  EXPECT_THAT(scene.presses(kOwen, "alert:runbook:2").all, SizeIs(1)) << "it has a link instead";
}

TEST(ShownText, IsOneLineOrSome) {
  EXPECT_EQ(shown_line("  a \r\n\t b\0c ", 80), "a b");
  EXPECT_EQ(shown_line(std::string("a\0b", 3), 80), "a b");
  EXPECT_EQ(shown_lines("a \n\n\n b\n", 80), "a\nb");
  EXPECT_EQ(shown_line("\u202Eabc\u2066", 80), "abc");
  EXPECT_EQ(shown_line("👩‍👧", 80), "👩‍👧");
  EXPECT_EQ(shown_line("abcdef", 4), "abc…");
  EXPECT_EQ(shown_line("\xFF", 80), "\uFFFD");
  EXPECT_EQ(shown_line("", 80), "");
}

}  // namespace
}  // namespace bot
