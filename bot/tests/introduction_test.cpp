#include <gmock/gmock.h>

#include "scene.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

TEST(Introduction, GreetsInTheUsersLanguage) {
  Scene scene;
  EXPECT_THAT(scene.says(kAnna, "/start").only().text(), HasSubstr("Hello!"));
  EXPECT_THAT(scene.says(kIvan, "/start").only().text(), HasSubstr("Здравствуйте!"));
}

TEST(Introduction, CountsEachGreetingAndNothingElse) {
  Scene scene;
  EXPECT_THAT(scene.says(kAnna, "/start").effects<shop::ConversationStarted>(), SizeIs(1));
  EXPECT_THAT(scene.says(kAnna, "/START@CourseBot campaign_42").effects<shop::ConversationStarted>(), SizeIs(1));
  for (const char* text : {"/help", "start", "/plans", "/started"}) {
    EXPECT_THAT(scene.says(kAnna, text).effects<shop::ConversationStarted>(), IsEmpty()) << text;
  }
}

TEST(Introduction, IgnoresTheArgumentOfADeepLink) {
  Scene scene;
  EXPECT_EQ(scene.says(kAnna, "/start campaign_42").only().text(), scene.says(kAnna, "/start").only().text());
}

TEST(Introduction, NotesFirstThatTheUserWasSeen) {
  Scene scene;
  const Answers answers = scene.says(kIvan, "/buy lite");
  const auto* seen = std::get_if<shop::UserSeen>(&answers.decision.effects.at(0));
  ASSERT_NE(seen, nullptr);
  EXPECT_EQ(seen->bot, kBot);
  EXPECT_EQ(seen->user, kIvan.id());
  EXPECT_EQ(seen->language, shop::Language::russian);
  EXPECT_EQ(seen->at, scene.now);
}

TEST(Introduction, RemembersTheLanguageWhenTelegramDoesNotTellIt) {
  Scene scene;
  Person silent = kIvan;
  silent.language.reset();
  EXPECT_THAT(scene.says(silent, "/start").only().text(), HasSubstr("Hello!"));
  scene.says(kIvan, "/start");
  EXPECT_THAT(scene.says(silent, "/start").only().text(), HasSubstr("Здравствуйте!"));
}

TEST(Introduction, HelpNamesTheOwnersCommandsToOwnersOnly) {
  Scene scene;
  EXPECT_THAT(scene.says(kOlga, "/help").only().text(), HasSubstr("/stats"));
  EXPECT_THAT(scene.says(kAnna, "/help").only().text(), Not(HasSubstr("/stats")));
}

TEST(Introduction, AnswersWhateverElseIsSaidWithAHint) {
  Scene scene;
  for (const std::string& text : {std::string("hi"), std::string("/nonsense"), std::string("/"), std::string("😀"),
                                  std::string("مرحبا"), std::string(4096, 'x'), std::string()}) {
    EXPECT_THAT(scene.says(kAnna, text).only().text(), HasSubstr("/help")) << text;
  }
}

TEST(Introduction, AnswersAStickerWithTheSameHint) {
  Scene scene;
  const Answers sticker = scene.receives(message_from(kAnna, std::nullopt));
  EXPECT_EQ(sticker.only().text(), scene.says(kAnna, "hi").only().text());
}

TEST(Introduction, SaysNothingOutsideOfPrivateChats) {
  Scene scene;
  for (const char* type : {"group", "supergroup", "channel"}) {
    telegram::Message message = message_from(kAnna, "/start");
    message.chat = {.id = values::ChatId{-100}, .type = type};
    const Answers answers = scene.receives(message);
    EXPECT_THAT(answers.all, IsEmpty()) << type;
    EXPECT_THAT(answers.decision.effects, IsEmpty()) << type;
  }
}

TEST(Introduction, SaysNothingToBotsAndToNobody) {
  Scene scene;
  telegram::Message from_bot = message_from(kAnna, "/start");
  from_bot.from->is_bot = true;
  telegram::Message from_nobody = message_from(kAnna, "/start");
  from_nobody.from.reset();
  for (const telegram::Message& message : {from_bot, from_nobody}) {
    const Answers answers = scene.receives(message);
    EXPECT_THAT(answers.all, IsEmpty());
    EXPECT_THAT(answers.decision.effects, IsEmpty());
  }
}

TEST(Introduction, IgnoresUnknownUpdates) {
  Scene scene;
  const Answers answers = scene.receives(telegram::UnknownUpdate{});
  EXPECT_THAT(answers.all, IsEmpty());
  EXPECT_THAT(answers.decision.effects, IsEmpty());
}

}  // namespace
}  // namespace bot
