#include <algorithm>

#include <gmock/gmock.h>

#include "broadcast_scene.hpp"

namespace bot {
namespace {

using namespace std::chrono_literals;
using shop::BroadcastState;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

telegram::Message reply_from(const Person& person, std::string text, telegram::RepliedMessage to) {
  telegram::Message message = message_from(person, std::move(text));
  message.reply_to_message = std::move(to);
  return message;
}

std::string button(const Answer& answer, std::size_t index) {
  return answer.buttons().at(index).callback_data;
}

TEST(Broadcasting, IsForOwnersOnly) {
  BroadcastScene scene(3);
  EXPECT_EQ(scene.says(kAnna, "/broadcast all\nHello").only().text(), scene.says(kAnna, "/nonsense").only().text());
  EXPECT_THAT(scene.store.broadcasts, IsEmpty());
  const std::string send = button(scene.drafts("/broadcast all\nHello"), 0);
  const Answers forged = scene.presses(kAnna, send);
  EXPECT_EQ(forged.only().method, "answerCallbackQuery");
  EXPECT_EQ(scene.only_broadcast().state, BroadcastState::drafted);
}

TEST(Broadcasting, SaysHowItIsUsed) {
  BroadcastScene scene(3);
  const std::string help = scene.says(kOwen, "/broadcast").only().text();
  EXPECT_THAT(help, HasSubstr("/broadcast all"));
  EXPECT_EQ(scene.says(kOwen, "/broadcast all").only().text(), help) << "neither a text nor a message to copy";
  EXPECT_THAT(scene.says(kOwen, "/broadcast nobody\nHello").only().text(), HasSubstr("nobody"));
  EXPECT_THAT(scene.says(kOwen, "/broadcast unlimited\nHello").only().text(), HasSubstr("plan unlimited"));
  EXPECT_THAT(scene.store.broadcasts, IsEmpty());
}

TEST(Broadcasting, ShowsTheTextBeforeItIsSent) {
  BroadcastScene scene(100);
  const Answers preview = scene.says(kOwen, "/broadcast ALL\nHello,\nworld");
  EXPECT_EQ(preview.only().text(), "Hello,\nworld");
  EXPECT_EQ(preview.only().chat, kOwen.chat());
  const Answer draft = scene.is_answered("sendMessage", preview.only().subject, R"({"message_id":400})").only();
  EXPECT_THAT(draft.text(), HasSubstr("100 people"));
  EXPECT_THAT(draft.text(), HasSubstr("4 s"));
  EXPECT_THAT(draft.buttons(), SizeIs(2));
  EXPECT_THAT(scene.store.awaited_recipients, IsEmpty());
}

TEST(Broadcasting, CopiesTheMessageThatIsRepliedTo) {
  BroadcastScene scene(2);
  const Answers preview = scene.receives(
      reply_from(kOwen, "/broadcast en", {.message_id = values::MessageId{77}, .text = {}, .caption = "A photo"}));
  EXPECT_EQ(preview.only().method, "copyMessage");
  EXPECT_EQ(preview.only().parameters.at("chat_id"), kOwen.number);
  EXPECT_EQ(preview.only().parameters.at("from_chat_id"), kOwen.number);
  EXPECT_EQ(preview.only().parameters.at("message_id"), 77);
  const Answer draft = scene.is_answered("copyMessage", preview.only().subject, R"({"message_id":400})").only();
  const std::vector<Answer> messages = messages_in(scene.presses(kOwen, button(draft, 0), 401));
  ASSERT_THAT(messages, SizeIs(2)) << "to Owen and to 1001";
  EXPECT_EQ(messages[1].method, "copyMessage");
  EXPECT_EQ(messages[1].parameters.at("chat_id"), 1'001);
  EXPECT_EQ(messages[1].parameters.at("from_chat_id"), kOwen.number);
  EXPECT_EQ(scene.only_broadcast().text, "A photo");
}

TEST(Broadcasting, ATextGoesBeforeTheMessageThatIsRepliedTo) {
  BroadcastScene scene(2);
  const Answers preview = scene.receives(
      reply_from(kOwen, "/broadcast all Hello", {.message_id = values::MessageId{77}, .text = "Another"}));
  EXPECT_EQ(preview.only().text(), "Hello");
}

TEST(Broadcasting, IsCancelledIfTelegramRefusesThePreview) {
  BroadcastScene scene(2);
  const Answers preview = scene.says(kOwen, "/broadcast all\nHello");
  const Answers refused = scene.is_refused(preview.only(), false, "Bad Request: can't be copied");
  EXPECT_THAT(refused.only().text(), HasSubstr("can't be copied"));
  EXPECT_EQ(scene.only_broadcast().state, BroadcastState::cancelled);
}

TEST(Broadcasting, IsCancelledByItsOwner) {
  BroadcastScene scene(2);
  const Answer draft = scene.drafts("/broadcast all\nHello");
  const Answers cancelled = scene.presses(kOwen, button(draft, 1), BroadcastScene::kPanel);
  EXPECT_THAT(cancelled.of("editMessageText"), SizeIs(1));
  EXPECT_EQ(scene.only_broadcast().state, BroadcastState::cancelled);
  EXPECT_THAT(scene.presses(kOwen, button(draft, 0)).all, SizeIs(1)) << "nothing but a notice";
  EXPECT_THAT(scene.presses(kOwen, button(draft, 1)).all, SizeIs(1));
}

TEST(Broadcasting, IsNotSentADayLater) {
  BroadcastScene scene(2);
  const std::string send = button(scene.drafts("/broadcast all\nHello"), 0);
  scene.now += shop::kDraftLife;
  EXPECT_EQ(scene.presses(kOwen, send).only().method, "answerCallbackQuery");
  EXPECT_EQ(scene.only_broadcast().state, BroadcastState::drafted);
}

TEST(Broadcasting, IsNotSentByAnotherOwner) {
  BroadcastScene scene(2);
  const std::string send = button(scene.drafts("/broadcast all\nHello"), 0);
  EXPECT_EQ(scene.presses(kOlga, send).only().method, "answerCallbackQuery");
  EXPECT_EQ(scene.only_broadcast().state, BroadcastState::drafted);
}

TEST(Broadcasting, SendsSixtyAtATime) {
  BroadcastScene scene(100);
  const Answers sent = scene.sends("/broadcast all\nHello");
  const std::vector<Answer> messages = messages_in(sent);
  ASSERT_THAT(messages, SizeIs(60));
  for (const Answer& message : messages) {
    EXPECT_EQ(message.text(), "Hello");
    EXPECT_EQ(message.chat, values::ChatId{message.parameters.at("chat_id").as_int64()});
    EXPECT_EQ(message.deadline, std::nullopt);
  }
  EXPECT_EQ(messages[0].chat, kOwen.chat()) << "in the order of their numbers";
  EXPECT_EQ(messages[59].chat, values::ChatId{1'059});
  EXPECT_EQ(scene.only_broadcast().cursor, values::UserId{1'059});
  EXPECT_EQ(scene.only_broadcast().total, 101);
  const std::vector<Answer> panel = sent.of("editMessageText");
  ASSERT_THAT(panel, SizeIs(1));
  EXPECT_EQ(panel[0].parameters.at("message_id"), BroadcastScene::kPanel);

  const std::vector<Answer> next = messages_in(scene.is_sent(messages[7], 501));
  ASSERT_THAT(next, SizeIs(1));
  EXPECT_EQ(next[0].chat, values::ChatId{1'060});
}

TEST(Broadcasting, CountsEveryAnswerOnce) {
  BroadcastScene scene(100);
  const std::vector<Answer> messages = messages_in(scene.sends("/broadcast all\nHello"));
  scene.is_sent(messages[1], 502);
  scene.is_sent(messages[2], 501);
  EXPECT_THAT(messages_in(scene.is_sent(messages[2], 501)), IsEmpty()) << "the same answer again";
  EXPECT_THAT(
      scene.is_refused(messages[3], true, "Forbidden: bot was blocked by the user").effects<shop::UserBlockedBot>(),
      SizeIs(1));
  scene.is_refused(messages[4], false, "Bad Request: chat not found");
  const shop::Broadcast broadcast = scene.only_broadcast();
  EXPECT_EQ(broadcast.sent, 2);
  EXPECT_EQ(broadcast.blocked, 1);
  EXPECT_EQ(broadcast.failed, 1);
  EXPECT_EQ(broadcast.last_message, values::MessageId{502});
  EXPECT_EQ(scene.store.awaited(broadcast.id), 60);
}

TEST(Broadcasting, NeverWritesToWhoBlockedTheBot) {
  BroadcastScene scene(3);
  scene.store.apply(shop::Effects{shop::UserBlockedBot{.bot = kBot, .user = values::UserId{1'002}}});
  for (const Answer& message : messages_in(scene.sends("/broadcast all\nHello"))) {
    EXPECT_NE(message.chat, values::ChatId{1'002});
  }
}

TEST(Broadcasting, ShowsItsProgressEveryFewSeconds) {
  BroadcastScene scene(100);
  const std::vector<Answer> messages = messages_in(scene.sends("/broadcast all\nHello"));
  EXPECT_THAT(scene.is_sent(messages[0], 501).of("editMessageText"), IsEmpty());
  scene.now += shop::kProgressInterval - 1ms;
  EXPECT_THAT(scene.is_sent(messages[1], 502).of("editMessageText"), IsEmpty());
  scene.now += 1ms;
  const std::vector<Answer> shown = scene.is_sent(messages[2], 503).of("editMessageText");
  ASSERT_THAT(shown, SizeIs(1));
  EXPECT_THAT(shown[0].text(), HasSubstr("░░░░░░░░░░ 2 %"));
  EXPECT_THAT(shown[0].buttons(), SizeIs(2));
  scene.now -= 1h;
  EXPECT_THAT(scene.is_sent(messages[3], 504).of("editMessageText"), SizeIs(1)) << "a clock that was set back";
}

TEST(Broadcasting, EndsWithANewMessage) {
  BroadcastScene scene(2);
  const std::vector<Answer> messages = messages_in(scene.sends("/broadcast all\nHello"));
  ASSERT_THAT(messages, SizeIs(3));
  scene.is_sent(messages[0], 501);
  scene.is_sent(messages[1], 502);
  const Answers last = scene.is_refused(messages[2], true, "Forbidden: user is deactivated");
  ASSERT_THAT(last.of("editMessageText"), SizeIs(1));
  EXPECT_THAT(last.of("editMessageText")[0].text(), HasSubstr("100 %"));
  EXPECT_THAT(last.of("editMessageText")[0].buttons(), IsEmpty());
  ASSERT_THAT(last.of("sendMessage"), SizeIs(1));
  EXPECT_THAT(last.of("sendMessage")[0].text(), HasSubstr("2 people got it, 1 blocked"));
  EXPECT_EQ(scene.only_broadcast().state, BroadcastState::finished);
  EXPECT_EQ(scene.only_broadcast().ended_at, scene.now);
}

TEST(Broadcasting, TakesNobodyWhilePaused) {
  BroadcastScene scene(100);
  const std::vector<Answer> messages = messages_in(scene.sends("/broadcast all\nHello"));
  const Answers paused = scene.presses(kOwen, "broadcast:pause:1", BroadcastScene::kPanel);
  ASSERT_THAT(paused.of("editMessageText"), SizeIs(1));
  EXPECT_THAT(paused.of("editMessageText")[0].text(), HasSubstr("On their way already: 60"));
  for (const Answer& message : messages) EXPECT_THAT(messages_in(scene.is_sent(message, 501)), IsEmpty());
  EXPECT_EQ(scene.only_broadcast().sent, 60);
  EXPECT_EQ(scene.only_broadcast().ended_at, std::nullopt);
  EXPECT_EQ(scene.presses(kOwen, "broadcast:pause:1").only().method, "answerCallbackQuery") << "it is paused";

  const Answers resumed = scene.presses(kOwen, "broadcast:resume:1", BroadcastScene::kPanel);
  EXPECT_THAT(messages_in(resumed), SizeIs(41));
  EXPECT_EQ(scene.presses(kOwen, "broadcast:resume:1").only().method, "answerCallbackQuery");
}

TEST(Broadcasting, StopsForGood) {
  BroadcastScene scene(100);
  const std::vector<Answer> messages = messages_in(scene.sends("/broadcast all\nHello"));
  EXPECT_THAT(scene.presses(kOwen, "broadcast:stop:1", BroadcastScene::kPanel).of("sendMessage"), IsEmpty());
  for (const Answer& message : std::span(messages).first(59)) scene.is_sent(message, 501);
  EXPECT_EQ(scene.only_broadcast().ended_at, std::nullopt) << "one is on its way";
  const Answers last = scene.is_sent(messages[59], 501);
  EXPECT_THAT(last.of("sendMessage").at(0).text(), HasSubstr("stopped"));
  EXPECT_EQ(scene.only_broadcast().state, BroadcastState::stopped);
  EXPECT_TRUE(scene.only_broadcast().ended_at);
  for (const char* action : {"send", "cancel", "pause", "resume", "stop", "burn", ""}) {
    EXPECT_EQ(scene.presses(kOwen, "broadcast:" + std::string(action) + ":1").only().method, "answerCallbackQuery")
        << action;
  }
}

TEST(Broadcasting, StopsAtOnceIfNothingIsOnItsWay) {
  BroadcastScene scene(100);
  const std::vector<Answer> messages = messages_in(scene.sends("/broadcast all\nHello"));
  scene.presses(kOwen, "broadcast:pause:1");
  for (const Answer& message : messages) scene.is_sent(message, 501);
  scene.presses(kOwen, "broadcast:stop:1");
  EXPECT_TRUE(scene.only_broadcast().ended_at);
}

TEST(Broadcasting, IsOneAtATime) {
  BroadcastScene scene(2);
  const Answer second = scene.drafts("/broadcast all\nAnother");
  const std::vector<Answer> messages = messages_in(scene.sends("/broadcast all\nHello"));
  const Answers hint = scene.says(kOlga, "/broadcast all\nMine");
  EXPECT_THAT(hint.only().buttons(), SizeIs(2));
  EXPECT_THAT(hint.only().text(), HasSubstr("%"));
  const Answers refused = scene.presses(kOwen, button(second, 0));
  EXPECT_THAT(messages_in(refused), IsEmpty());
  EXPECT_THAT(refused.of("sendMessage"), SizeIs(1));
  for (const Answer& message : messages) scene.is_sent(message, 501);
  EXPECT_THAT(messages_in(scene.presses(kOwen, button(second, 0))), Not(IsEmpty()));
}

TEST(Broadcasting, MayBePausedByAnotherOwner) {
  BroadcastScene scene(100);
  scene.sends("/broadcast all\nHello");
  const Answers hint = scene.says(kOlga, "/broadcast all\nMine");
  const Answers paused = scene.presses(kOlga, button(hint.only(), 0), 700);
  EXPECT_EQ(scene.only_broadcast().state, BroadcastState::paused);
  EXPECT_THAT(paused.to(kOlga), SizeIs(1));
  ASSERT_THAT(paused.to(kOwen), SizeIs(1));
  EXPECT_EQ(paused.to(kOwen)[0].parameters.at("message_id"), BroadcastScene::kPanel);
}

TEST(Broadcasting, IsWrittenDown) {
  BroadcastScene scene(100);
  scene.sends("/broadcast all\nHello");
  for (const char* action : {"pause", "resume", "stop"}) {
    scene.presses(kOwen, "broadcast:" + std::string(action) + ":1", BroadcastScene::kPanel);
  }
  std::vector<std::string> details;
  for (const shop::AuditEntry& entry : scene.store.audit) {
    EXPECT_EQ(entry.action, "broadcast");
    EXPECT_EQ(entry.subject, "#1");
    details.push_back(entry.details);
  }
  EXPECT_THAT(details, ElementsAre("sent: all, 0 of 101", "paused: all, 0 of 101", "resumed: all, 0 of 101",
                                   "stopped: all, 0 of 101"));
}

TEST(Broadcasting, GoesOnWhenARecipientIsForgotten) {
  BroadcastScene scene(100);
  const std::vector<Answer> messages = messages_in(scene.sends("/broadcast all\nHello"));
  const Person third{.number = 1'003, .name = "Third", .language = "en"};
  const Answers forgotten = scene.presses(third, "forget:yes");
  EXPECT_THAT(messages_in(forgotten), SizeIs(1)) << "the next one takes the place";
  EXPECT_EQ(scene.store.awaited(scene.only_broadcast().id), 60);
  EXPECT_THAT(scene.is_sent(messages[3], 501).all, IsEmpty()) << "an answer about nobody";
  EXPECT_EQ(scene.only_broadcast().sent, 0);
}

TEST(Broadcasting, EndsWhenTheLastRecipientIsForgotten) {
  BroadcastScene scene(1);
  const std::vector<Answer> messages = messages_in(scene.sends("/broadcast all\nHello"));
  scene.is_sent(messages[0], 501);
  EXPECT_THAT(scene.presses({.number = 1'001, .name = "First", .language = "en"}, "forget:yes").to(kOwen), SizeIs(2));
  EXPECT_EQ(scene.only_broadcast().state, BroadcastState::finished);
}

TEST(Broadcasting, EndsAtOnceIfEverybodyHasGone) {
  BroadcastScene scene(2);
  const Answer draft = scene.drafts("/broadcast ru\nHello");
  scene.store.apply(shop::Effects{shop::UserBlockedBot{.bot = kBot, .user = values::UserId{1'002}}});
  const Answers sent = scene.presses(kOwen, button(draft, 0));
  EXPECT_THAT(messages_in(sent), IsEmpty());
  EXPECT_EQ(scene.only_broadcast().state, BroadcastState::finished);
}

TEST(Broadcasting, TakesAnswersAboutNothingCalmly) {
  BroadcastScene scene(2);
  for (const char* subject : {"broadcast:", "broadcast:1", "broadcast:1:", "broadcast:99:1001", "broadcast:x:1001",
                              "broadcast:1:probe:1001:5", "broadcast:1:probe:1001:5:x", "broadcast:-1:preview"}) {
    EXPECT_THAT(scene.is_answered("sendMessage", subject, "{}").all, IsEmpty()) << subject;
  }
  for (const char* data : {"broadcast:", "broadcast:send", "broadcast:send:", "broadcast:send:0", "broadcast:send:9",
                           "broadcast:send:99999999999999999999"}) {
    EXPECT_EQ(scene.presses(kOwen, data).only().method, "answerCallbackQuery") << data;
  }
}

TEST(Broadcasting, ToTheStudentsOfACourseReachesThemAlone) {
  BroadcastScene scene(3);
  const values::CourseId sql{"sql"};
  const auto enrol = [&](std::int64_t user, bool owned, std::optional<values::OrderId> order) {
    scene.store.apply(shop::Effects{shop::EnrolmentChanged{.enrolment = {.bot = kBot,
                                                                         .user = values::UserId{user},
                                                                         .course = sql,
                                                                         .owned = owned,
                                                                         .order = order,
                                                                         .enrolled_at = scene.now}}});
  };
  enrol(1'001, true, std::nullopt);
  enrol(1'002, false, std::nullopt);
  enrol(1'003, false, values::OrderId{9});
  const Answer draft = scene.drafts("/broadcast Students:SQL\nA new lesson is out!");
  EXPECT_THAT(draft.text(), testing::HasSubstr("the students of the course sql: 2 people"));
  const Answers sent = scene.presses(kOwen, draft.buttons().at(0).callback_data, BroadcastScene::kPanel);
  EXPECT_EQ(messages_in(sent).size(), 2U) << "by a plan too, but not who gave it back";
  EXPECT_EQ(scene.only_broadcast().course, sql);
  EXPECT_THAT(scene.store.audit.at(0).details, testing::HasSubstr("students:sql"));
  for (const Answer& message : messages_in(sent)) scene.is_sent(message, 501);
  EXPECT_EQ(scene.only_broadcast().state, shop::BroadcastState::finished);
}

TEST(Broadcasting, ToTheStudentsOfNoCourseIsExplained) {
  BroadcastScene scene(3);
  EXPECT_THAT(scene.says(kOwen, "/broadcast students:none Hello").only().text(), testing::HasSubstr("“none”"));
  EXPECT_THAT(scene.says(kOwen, "/broadcast students:sql Hello").only().text(), testing::HasSubstr("Nobody"));
  for (const char* text : {"/broadcast students Hello", "/broadcast students: Hello", "/broadcast all:sql Hello",
                           "/broadcast students:../x Hello", "/broadcast :sql Hello"}) {
    EXPECT_THAT(scene.says(kOwen, text).only().text(), testing::HasSubstr("students:sql — ")) << text;
  }
  EXPECT_TRUE(scene.store.broadcasts.empty());
}

}  // namespace
}  // namespace bot
