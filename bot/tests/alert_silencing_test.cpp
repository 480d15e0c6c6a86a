// Silences from the chat: asked for, put in force, shown, revoked, ended.

#include <gmock/gmock.h>

#include "alert_scene.hpp"
#include "texts.hpp"

namespace bot {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

class AlertSilencing : public testing::Test {
 protected:
  AlertSilencing() { scene.arrive(scene.begins(high_load())); }

  /// Owen silences it for an hour.
  Answers silence() { return scene.asked(scene.presses(kOwen, "alert:silence:1:1h")); }

  AlertScene scene;
};

/// What stands where the button was pressed.
std::string notice(const Answers& answers) {
  return answers.of("answerCallbackQuery").at(0).text();
}

TEST_F(AlertSilencing, AsksAlertmanager) {
  const Answers pressed = scene.presses(kOwen, "alert:silence:1:4h");
  const Answer call = pressed.of(kSilenceAlert).at(0);
  EXPECT_EQ(call.chat, std::nullopt);
  EXPECT_EQ(call.lane, store::Lane::reply);
  const SilenceRequest request = parse_silence_request(call.body).value();
  EXPECT_EQ(request.labels, high_load().labels);
  EXPECT_EQ(request.until, scene.now + hours{4});
  EXPECT_EQ(request.created_by, "CourseBot (owner 2)");
  EXPECT_THAT(request.comment, HasSubstr("alert 1 for 4h"));
  EXPECT_EQ(notice(pressed), "");
  EXPECT_FALSE(scene.known().silence) << "not before Alertmanager has it";
}

TEST_F(AlertSilencing, IsShownToAllOwnersOnceItIsInForce) {
  const Answers answers = silence();
  ASSERT_THAT(answers.of("editMessageText"), SizeIs(2));
  const Answer to_owen = answers.to(kOwen).at(0);
  EXPECT_THAT(to_owen.text(), HasSubstr("🔕 Silenced until 13:01 UTC by you"));
  EXPECT_THAT(answers.to(kOlga).at(0).text(), HasSubstr("🔕 Без звука до 13:01 UTC, так решил владелец 2"));
  std::vector<std::string> data;
  for (const auto& button : to_owen.buttons()) data.push_back(button.callback_data);
  EXPECT_THAT(data, ElementsAre("alert:revoke:1", "alert:chart:1", "alert:runbook:1"));
  ASSERT_TRUE(scene.known().silence);
  EXPECT_EQ(scene.known().silence->by, kOwen.id());
  const auto acted = answers.effects<shop::OwnerActed>();
  ASSERT_THAT(acted, SizeIs(1));
  EXPECT_EQ(acted[0].entry.action, "silence");
  EXPECT_EQ(acted[0].entry.subject, "HighUserLoad");
  EXPECT_EQ(scene.store.next_timer_due(), scene.now + seconds{30});
}

TEST_F(AlertSilencing, AskedTwiceIsOne) {
  const Answers first = scene.presses(kOwen, "alert:silence:1:1h");
  const Answers second = scene.presses(kOwen, "alert:silence:1:1h");
  EXPECT_THAT(scene.asked(first).of("editMessageText"), SizeIs(2));
  EXPECT_THAT(scene.asked(second).all, IsEmpty());
  EXPECT_THAT(scene.alertmanager.silences, SizeIs(1));
}

TEST_F(AlertSilencing, ByTwoOwnersAtOnceLeavesOne) {
  const Answers one = scene.presses(kOwen, "alert:silence:1:1h");
  const Answers other = scene.presses(kOlga, "alert:silence:1:1d");
  scene.asked(one);
  scene.asked(scene.asked(other));
  EXPECT_THAT(scene.alertmanager.silences, SizeIs(1));
  EXPECT_EQ(scene.known().silence->by, kOwen.id());
}

TEST_F(AlertSilencing, OfWhatIsSilencedOrOverOrForgottenSaysSo) {
  silence();
  const Answers again = scene.presses(kOlga, "alert:silence:1:1d", 501);
  EXPECT_THAT(notice(again), HasSubstr("до 13:01 UTC"));
  EXPECT_THAT(again.of("editMessageText"), SizeIs(1)) << "her message is brought up to date";
  EXPECT_THAT(again.of(kSilenceAlert), IsEmpty());
  shop::Alert over = high_load();
  over.over_at = scene.now;
  scene.hears_of({over});
  EXPECT_THAT(notice(scene.presses(kOwen, "alert:silence:1:1h")), HasSubstr("over already"));
  EXPECT_THAT(notice(scene.presses(kOwen, "alert:silence:77:1h")), HasSubstr("over long ago"));
}

TEST_F(AlertSilencing, IsNotForStrangers) {
  for (const std::string data : {"alert:silence:1:1h", "alert:revoke:1", "alert:chart:1", "alert:runbook:1",
                                 "silence:revoke:0b0f-1", "chart:users_online:6h", "dashboard::6h"}) {
    const Answers answers = scene.presses(kAnna, data);
    EXPECT_EQ(notice(answers), texts_in(shop::Language::english).button_out_of_date()) << data;
    EXPECT_THAT(answers.all, SizeIs(1)) << data;
  }
}

TEST_F(AlertSilencing, ForgedButtonsDoNothing) {
  for (const std::string data :
       {"alert:", "alert:silence", "alert:silence:", "alert:silence:1", "alert:silence:1:", "alert:silence:1:2h",
        "alert:silence:1:1h:1", "alert:silence:-1:1h", "alert:silence:99999999999999999999:1h", "alert:delete:1",
        "alert:revoke:", "alert:revoke:1:1", "alert:chart:", "alert::1", "silence:revoke:", "silence:revoke:a b",
        "silence:revoke:../../x", "silence:revoke:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "alert:\xFF"}) {
    const Answers answers = scene.presses(kOwen, data);
    EXPECT_THAT(answers.all, SizeIs(1)) << data;
    EXPECT_FALSE(notice(answers).empty()) << data;
  }
}

TEST_F(AlertSilencing, ThatFailsIsToldToWhoPressed) {
  scene.alertmanager.away = true;
  const Answers answers = silence();
  EXPECT_THAT(answers.only().text(), AllOf(HasSubstr("“More than 1000 users are online” could not be silenced"),
                                           HasSubstr(AlertmanagerModel::kAway)));
  EXPECT_EQ(answers.only().chat, kOwen.chat());
  EXPECT_FALSE(scene.known().silence);
  const Answers nonsense = scene.is_answered(std::string(kSilenceAlert), "alert:silence:1:2:1769868000000", "<html>");
  EXPECT_THAT(nonsense.only().text(), HasSubstr("answers nonsense"));
  const Answers endless = scene.is_answered(std::string(kSilenceAlert), "alert:silence:1:2:1769868000000", std::nullopt,
                                            std::string(100'000, '\n') + std::string(100'000, 'x'));
  EXPECT_LT(endless.only().text().size(), 1'000U);
}

TEST_F(AlertSilencing, IsRevokedByAnyOwner) {
  silence();
  const Answers pressed = scene.presses(kOlga, "alert:revoke:1");
  EXPECT_EQ(pressed.of(kExpireSilence).at(0).body, "0b0f-1");
  const Answers answers = scene.asked(pressed);
  ASSERT_THAT(answers.of("editMessageText"), SizeIs(2));
  EXPECT_THAT(answers.to(kOwen).at(0).text(), Not(HasSubstr("🔕")));
  EXPECT_THAT(answers.to(kOwen).at(0).buttons(), SizeIs(5));
  EXPECT_EQ(answers.effects<shop::OwnerActed>().at(0).entry.action, "revoke");
  EXPECT_THAT(scene.alertmanager.silences, IsEmpty());
  EXPECT_THAT(notice(scene.presses(kOwen, "alert:revoke:1")), HasSubstr("not silenced any more"));
}

TEST_F(AlertSilencing, ThatCannotBeRevokedStays) {
  silence();
  scene.alertmanager.away = true;
  const Answers answers = scene.asked(scene.presses(kOlga, "alert:revoke:1"));
  EXPECT_THAT(answers.only().text(), HasSubstr("Не удалось снять тишину"));
  EXPECT_TRUE(scene.known().silence);
}

TEST_F(AlertSilencing, EndsWhenItsTimeHasCome) {
  silence();
  EXPECT_THAT(scene.looks(minutes{59}).all, IsEmpty());
  scene.looks(minutes{2});
  EXPECT_FALSE(scene.known().silence);
  EXPECT_TRUE(scene.known().is_firing());
  EXPECT_GE(scene.store.next_timer_due(), scene.now + minutes{8}) << "Alertmanager tells of it from now on";
}

TEST_F(AlertSilencing, OfWhichAlertmanagerKnowsNothingAnyMoreEnds) {
  silence();
  scene.alertmanager.silences.clear();
  const Answers answers = scene.looks(seconds{31});
  ASSERT_THAT(answers.of("editMessageText"), SizeIs(2));
  EXPECT_THAT(answers.to(kOwen).at(0).text(), Not(HasSubstr("🔕")));
}

TEST_F(AlertSilencing, AnAlertThatIsOverMeanwhileIsFoundOut) {
  silence();
  scene.ends(high_load());
  scene.looks(minutes{2});
  EXPECT_FALSE(scene.known().is_firing());
  const Answers edits = scene.presses(kOwen, "alert:silence:1:1h", 502);
  EXPECT_THAT(edits.of("editMessageText").at(0).text(),
              AllOf(StartsWith("✅ Over:"), HasSubstr("🔕 Still silenced until 13:01 UTC: /alerts")));
  EXPECT_EQ(scene.store.next_timer_due(), std::nullopt);
}

TEST_F(AlertSilencing, NothingIsConcludedFromAnAlertmanagerThatHasJustStarted) {
  silence();
  scene.alertmanager.firing.clear();
  scene.alertmanager.running_since = scene.now;
  scene.looks(minutes{4});
  EXPECT_TRUE(scene.known().is_firing());
  scene.looks(minutes{2});
  EXPECT_FALSE(scene.known().is_firing());
}

TEST_F(AlertSilencing, LooksGoOnWhileAlertmanagerIsAway) {
  silence();
  scene.alertmanager.away = true;
  scene.ends(high_load());
  EXPECT_THAT(scene.looks(minutes{10}).all, IsEmpty());
  EXPECT_TRUE(scene.known().is_firing());
  EXPECT_TRUE(scene.store.next_timer_due());
  scene.alertmanager.away = false;
  scene.looks(minutes{2});
  EXPECT_FALSE(scene.known().is_firing());
}

TEST_F(AlertSilencing, ALookAtMoreThanCanBeReadConcludesNothing) {
  silence();
  AlertOverview overview{
      .firing = {}, .silences = {}, .running_since = scene.alertmanager.running_since, .left_out = 1};
  scene.now += minutes{5};
  const Answers answers = scene.is_answered(std::string(kReadAlerts), "alert:look:1", to_text(overview));
  EXPECT_THAT(answers.all, IsEmpty());
  EXPECT_THAT(answers.effects<shop::TimerSet>(), SizeIs(1));
  EXPECT_TRUE(scene.known().silence);
}

TEST_F(AlertSilencing, AnswersNobodyAskedForChangeNothing) {
  for (const std::string_view method : {kSilenceAlert, kExpireSilence, kReadAlerts}) {
    for (const char* subject :
         {"", "alert:", "alert:look:", "alert:look:9", "alert:silence:1", "alert:silence:9:2:1", "alert:silence:1:x:1",
          "alert:revoke:1", "silence:revoke:", "silence:revoke:x:1:a", "alerts:", "alerts:x", "alerts:101", "\xFF"}) {
      for (const bool worked : {true, false}) {
        const Answers answers =
            scene.is_answered(std::string(method), subject, worked ? std::optional("abc") : std::nullopt, "no");
        EXPECT_THAT(answers.all, IsEmpty()) << method << " " << subject;
        EXPECT_THAT(answers.decision.effects, IsEmpty()) << method << " " << subject;
      }
    }
  }
}

}  // namespace
}  // namespace bot
