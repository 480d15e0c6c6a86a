// Which owners are told of which alerts, and how their messages are kept up to date.

#include <gmock/gmock.h>

#include "alert_scene.hpp"

namespace bot {
namespace {

using std::chrono::minutes;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

shop::Alert over(shop::Alert alert, values::Timestamp at) {
  alert.over_at = at;
  return alert;
}

std::vector<std::string> data_of(const Answer& message) {
  std::vector<std::string> data;
  for (const telegram::InlineButton& button : message.buttons()) data.push_back(button.callback_data + button.url);
  return data;
}

TEST(AlertTelling, TellsEachOwnerInTheirLanguage) {
  AlertScene scene;
  const Answers told = scene.begins(high_load());
  ASSERT_THAT(told.all, SizeIs(2));
  const Answer english = told.to(kOwen).at(0);
  EXPECT_EQ(english.method, "sendMessage");
  EXPECT_EQ(english.lane, store::Lane::receipt);
  EXPECT_EQ(english.subject, "alert:1:2");
  EXPECT_THAT(english.text(), AllOf(StartsWith("🟡 More than 1000 users are online\n1543 users"),
                                    HasSubstr("Value: 1543"), HasSubstr("Since 31 January 2026, 12:00 UTC"),
                                    HasSubstr("HighUserLoad job=coursebot"), Not(HasSubstr("severity"))));
  EXPECT_THAT(told.to(kOlga).at(0).text(), StartsWith("🟡 Более 1000 пользователей онлайн\nПользователей онлайн"));
  EXPECT_THAT(data_of(english), testing::ElementsAre("alert:silence:1:1h", "alert:silence:1:4h", "alert:silence:1:1d",
                                                     "alert:chart:1", "alert:runbook:1"));
  EXPECT_EQ(scene.known().bot, kBot);
  EXPECT_THAT(scene.store.messages_of_alerts, SizeIs(2));
}

TEST(AlertTelling, ShowsTheSummaryInBoldAndTheLabelsAsCode) {
  AlertScene scene;
  const Answer message = scene.begins(high_load()).to(kOwen).at(0);
  const boost::json::array& entities = message.parameters.at("entities").as_array();
  ASSERT_EQ(entities.size(), 2U);
  EXPECT_EQ(entities[0], (boost::json::object{{"type", "bold"}, {"offset", 3}, {"length", 31}}));
  EXPECT_EQ(entities[1].at("type"), "code");
}

TEST(AlertTelling, TellsOnceHoweverOftenItHears) {
  AlertScene scene;
  EXPECT_THAT(scene.hears_of({high_load(), high_load()}).all, SizeIs(2));
  EXPECT_THAT(scene.hears_of({high_load()}).all, IsEmpty());
  EXPECT_THAT(scene.hears_of({high_load()}).decision.effects, IsEmpty());
  shop::Alert later = high_load();
  later.began_at += minutes{30};
  EXPECT_THAT(scene.hears_of({later}).all, SizeIs(2)) << "another time";
}

TEST(AlertTelling, OfWhatIsOverAndWasNeverToldItTellsNothing) {
  AlertScene scene;
  const Answers answers = scene.hears_of({over(high_load(), scene.now)});
  EXPECT_THAT(answers.all, IsEmpty());
  EXPECT_THAT(answers.decision.effects, IsEmpty());
}

TEST(AlertTelling, EditsEachMessageWhenItIsOver) {
  AlertScene scene;
  scene.arrive(scene.begins(high_load()));
  const Answers answers = scene.hears_of({over(high_load(), high_load().began_at + minutes{45})});
  ASSERT_THAT(answers.of("editMessageText"), SizeIs(2));
  const Answer edit = answers.to(kOwen).at(0);
  EXPECT_THAT(edit.text(), AllOf(StartsWith("✅ Over: More than 1000 users are online\n"),
                                 HasSubstr("31 January 2026, 12:00 – 12:45 UTC (45 min)"), Not(HasSubstr("Value"))));
  EXPECT_EQ(edit.parameters.at("message_id"), 502);
  EXPECT_THAT(data_of(edit), testing::ElementsAre("alert:chart:1"));
  EXPECT_FALSE(scene.known().is_firing());
}

TEST(AlertTelling, ShowsTheLatestValue) {
  AlertScene scene;
  scene.arrive(scene.begins(high_load()));
  shop::Alert risen = high_load();
  risen.texts.value = "2000";
  const Answers answers = scene.hears_of({risen});
  EXPECT_THAT(answers.of("editMessageText"), SizeIs(2));
  EXPECT_THAT(answers.to(kOwen).at(0).text(), HasSubstr("Value: 2000"));
  risen.texts.runbook_url = "no link";
  EXPECT_THAT(scene.hears_of({risen}).all, IsEmpty()) << "the message is the same";
  EXPECT_EQ(scene.known().texts.runbook_url, "no link");
}

TEST(AlertTelling, OpensItAgainWhenItFiresStill) {
  AlertScene scene;
  scene.arrive(scene.begins(high_load()));
  scene.hears_of({over(high_load(), scene.now)});
  const Answers answers = scene.hears_of({high_load()});
  ASSERT_THAT(answers.of("editMessageText"), SizeIs(2));
  EXPECT_THAT(answers.to(kOwen).at(0).text(), StartsWith("🟡 More"));
  EXPECT_TRUE(scene.known().is_firing());
}

TEST(AlertTelling, EditsAMessageThatArrivesAfterTheAlertChanged) {
  AlertScene scene;
  const Answers told = scene.begins(high_load());
  EXPECT_THAT(scene.hears_of({over(high_load(), scene.now)}).all, IsEmpty()) << "there is no message to edit";
  const Answers late = scene.arrives(told.to(kOwen).at(0), 7);
  EXPECT_THAT(late.only().text(), StartsWith("✅ Over:"));
  EXPECT_EQ(late.only().parameters.at("message_id"), 7);
  scene.hears_of({high_load()});
  EXPECT_THAT(scene.arrives(told.to(kOlga).at(0), 8).all, IsEmpty()) << "it is as it was";
}

TEST(AlertTelling, LeavesAloneWhoBlockedTheBotOrIsNoOwnerAnyMore) {
  AlertScene scene;
  scene.arrive(scene.begins(failing_payments()));
  scene.store.apply(shop::Effects{shop::UserBlockedBot{.bot = kBot, .user = kOlga.id()}});
  EXPECT_THAT(scene.begins(high_load()).all, SizeIs(1));
  scene.owners = {kOlga.id()};
  EXPECT_THAT(scene.hears_of({over(failing_payments(), scene.now)}).all, IsEmpty());
  EXPECT_FALSE(scene.known(1).is_firing());
}

TEST(AlertTelling, AnOwnerWhoIsAddedLaterGetsNewAlertsOnly) {
  AlertScene scene;
  scene.owners = {kOlga.id()};
  scene.arrive(scene.begins(failing_payments()));
  scene.owners = {kOlga.id(), kOwen.id()};
  EXPECT_THAT(scene.hears_of({failing_payments()}).all, IsEmpty());
  EXPECT_THAT(scene.hears_of({over(failing_payments(), scene.now)}).to(kOwen), IsEmpty());
  EXPECT_THAT(scene.begins(high_load()).to(kOwen), SizeIs(1));
}

TEST(AlertTelling, WithoutOwnersKeepsWhatItHeard) {
  AlertScene scene;
  scene.owners.clear();
  EXPECT_THAT(scene.begins(high_load()).all, IsEmpty());
  EXPECT_TRUE(scene.known().is_firing());
}

TEST(AlertTelling, OfAFloodTellsTwentyAndHowManyMoreThereAre) {
  AlertScene scene;
  std::vector<shop::Alert> flood;
  for (int i = 0; i < 25; ++i) {
    flood.push_back(high_load());
    flood.back().fingerprint = std::to_string(i);
  }
  const Answers told = scene.hears_of(flood);
  ASSERT_THAT(told.to(kOwen), SizeIs(21));
  EXPECT_THAT(told.to(kOwen).back().text(), AllOf(HasSubstr("5 alerts more fire"), HasSubstr("/alerts")));
  EXPECT_THAT(told.to(kOlga).back().text(), HasSubstr("5 алертов"));
  EXPECT_THAT(scene.hears_of(flood).all, IsEmpty());
  EXPECT_THAT(scene.store.alerts, SizeIs(25));
}

TEST(AlertTelling, ForgetsMessagesOfWhoWantsToBeForgotten) {
  AlertScene scene;
  const Answers told = scene.begins(high_load());
  scene.presses(kOwen, "forget:yes");
  const Answers late = scene.arrives(told.to(kOwen).at(0), 7);
  EXPECT_THAT(late.decision.effects, IsEmpty());
}

TEST(AlertTelling, AnOwnerWhoCannotBeReachedIsNoNewsForTheOthers) {
  AlertScene scene;
  const Answers told = scene.begins(high_load());
  EXPECT_THAT(scene.is_refused(told.to(kOlga).at(0), true, "Forbidden: bot was blocked by the user").all, IsEmpty());
  EXPECT_THAT(scene.is_refused(told.to(kOwen).at(0), false, "Bad Request: chat not found").to(kOlga), SizeIs(1));
}

TEST(AlertTelling, ForeignAnswersChangeNothing) {
  AlertScene scene;
  scene.begins(high_load());
  for (const char* subject : {"alert:", "alert:1", "alert:1:", "alert:x:2", "alert:1:x", "alert:9:2", "alert:1:2:3",
                              "alert:1:999", "alert:-1:2"}) {
    const Answers answers = scene.is_answered("sendMessage", subject, R"({"message_id":7})");
    EXPECT_THAT(answers.decision.effects, IsEmpty()) << subject;
    EXPECT_THAT(answers.all, IsEmpty()) << subject;
  }
  EXPECT_THAT(scene.is_answered("sendMessage", "alert:1:2", "no JSON").decision.effects, IsEmpty());
}

}  // namespace
}  // namespace bot
