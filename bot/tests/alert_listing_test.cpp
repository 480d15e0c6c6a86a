// /alerts

#include <gmock/gmock.h>

#include "alert_scene.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class AlertListing : public testing::Test {
 protected:
  Answer listed() { return scene.asked(scene.says(kOwen, "/alerts")).all.at(0); }

  AlertScene scene;
};

TEST_F(AlertListing, IsForOwnersOnly) {
  EXPECT_THAT(scene.says(kAnna, "/alerts").of(kReadAlerts), IsEmpty());
  const Answers answers = scene.says(kOwen, "/alerts");
  EXPECT_EQ(answers.only().method, kReadAlerts);
  EXPECT_EQ(answers.only().body, "");
  EXPECT_EQ(answers.only().subject, "alerts:2");
  scene.owners.clear();
  EXPECT_THAT(scene.asked(answers).all, IsEmpty()) << "an owner no more";
}

TEST_F(AlertListing, SaysThatAllIsQuiet) {
  EXPECT_EQ(listed().text(), "✅ All quiet: nothing fires, and nothing is silenced.");
}

TEST_F(AlertListing, NamesWhatFiresAndWhatIsSilencedTheNewestFirst) {
  scene.begins(failing_payments());
  scene.begins(high_load());
  scene.asked(scene.presses(kOwen, "alert:silence:2:1h"));
  const Answer answer = listed();
  EXPECT_EQ(
      answer.text(),
      "🔔 What fires:\n\n"
      "🟡 More than 1000 users are online\njob=coursebot\nsince 31 January 2026, 12:00 UTC (1 min)\n🔕 silenced\n\n"
      "🔴 Many payments fail\nsince 31 January 2026, 11:00 UTC (1 h 1 min)\n\n"
      "🔕 What is silenced:\n\n"
      "1. alertname=\"HighUserLoad\", job=\"coursebot\", severity=\"warning\"\n"
      "until 13:01 UTC, by CourseBot (owner 2)\n"
      "alert 2 for 1h, 2026-01-31 12:01 UTC");
  ASSERT_THAT(answer.buttons(), SizeIs(1));
  EXPECT_EQ(answer.buttons()[0].callback_data, "silence:revoke:0b0f-1");
}

TEST_F(AlertListing, EndsSilencesOfWhoeverMadeThem) {
  scene.arrive(scene.begins(high_load()));
  scene.alertmanager.silences.emplace(
      "ab-cd", SilenceRequest{.labels = {{"job", "other"}}, .until = scene.now + hours{30}, .created_by = "amtool"});
  scene.asked(scene.presses(kOwen, "alert:silence:1:1h"));
  EXPECT_THAT(listed().text(), HasSubstr("until 1 February 2026, 18:01 UTC, by amtool"));

  const Answers ended = scene.asked(scene.presses(kOwen, "silence:revoke:0b0f-1", 77));
  EXPECT_FALSE(scene.known().silence);
  EXPECT_THAT(ended.of("editMessageText"), SizeIs(2)) << "the messages about the alert";
  const Answers list = scene.asked(ended);
  EXPECT_EQ(list.only().method, "editMessageText");
  EXPECT_EQ(list.only().parameters.at("message_id"), 77);
  EXPECT_THAT(list.only().text(), Not(HasSubstr("0b0f")));
  scene.asked(scene.presses(kOwen, "silence:revoke:ab-cd", 77));
  EXPECT_THAT(scene.alertmanager.silences, IsEmpty());
  EXPECT_THAT(scene.asked(scene.presses(kOwen, "silence:revoke:ab-cd", 77)).of(kReadAlerts), SizeIs(1))
      << "what is over already needs no end";
}

TEST_F(AlertListing, WithoutAlertmanagerTellsWhatTheBotKnows) {
  scene.alertmanager.away = true;
  EXPECT_THAT(listed().text(), AllOf(HasSubstr(AlertmanagerModel::kAway), HasSubstr("I know of no alert")));
  scene.begins(high_load());
  EXPECT_THAT(listed().text(), AllOf(HasSubstr("What I was told of"), HasSubstr("More than 1000 users")));
  const Answers nonsense = scene.is_answered(std::string(kReadAlerts), "alerts:1", "<html>");
  EXPECT_THAT(nonsense.only().text(), AllOf(HasSubstr("Не у кого спросить"), HasSubstr("Более 1000")));
}

TEST_F(AlertListing, FindsOutWhatWasOverUnnoticed) {
  scene.arrive(scene.begins(high_load()));
  scene.ends(high_load());
  EXPECT_TRUE(scene.known().is_firing());
  listed();
  EXPECT_FALSE(scene.known().is_firing()) << "Alertmanager had ended meanwhile";
}

TEST_F(AlertListing, DoesNotTakeForOverWhatHasJustBegun) {
  scene.now = high_load().began_at + std::chrono::seconds{20};
  scene.hears_of({high_load()});
  listed();
  EXPECT_TRUE(scene.known().is_firing());
}

TEST_F(AlertListing, FitsIntoAMessageWhateverThereIs) {
  const std::string longest = [] {
    std::string text;
    for (int i = 0; i < 5'000; ++i) text += "Щ";
    return text;
  }();
  AlertOverview overview{.running_since = scene.now, .left_out = 1'000'000};
  for (std::size_t i = 0; i < kMaxAlertsInOverview; ++i) {
    shop::Alert alert = high_load();
    alert.fingerprint = std::to_string(i);
    alert.texts.summary = longest;
    alert.texts.summary_in_russian = longest;
    alert.labels = {{"a", longest}};
    overview.firing.push_back({.alert = alert, .silenced_by = {"x"}, .inhibited = true});
    overview.silences.push_back({.id = std::string(36, 'a'),
                                 .until = scene.now + hours{100},
                                 .created_by = longest,
                                 .comment = longest,
                                 .matchers = longest});
  }
  for (const Person& owner : {kOlga, kOwen}) {
    const Answers answers =
        scene.is_answered(std::string(kReadAlerts), "alerts:" + std::to_string(owner.number), to_text(overview));
    const Answer& answer = answers.only();
    EXPECT_LT(values::count_code_points(answer.text()), telegram::kMaxMessageText) << "nothing was cut off";
    EXPECT_THAT(answer.text(), AllOf(HasSubstr("90"), HasSubstr("1000000")));
    EXPECT_THAT(answer.buttons(), SizeIs(10));
    for (const telegram::InlineButton& button : answer.buttons()) EXPECT_LE(button.callback_data.size(), 64U);
  }
}

}  // namespace
}  // namespace bot
