#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// An owner replies to a message of the bot's.
Answers replies(Scene& scene, const Person& person, const std::string& to, const std::string& text) {
  telegram::Message message = message_from(person, text);
  message.reply_to_message = telegram::RepliedMessage{.message_id = values::MessageId{9}, .text = to};
  return scene.receives(std::move(message));
}

TEST(Questions, SupportAsksAndCarriesTheNextMessageToTheOwner) {
  Scene scene;
  EXPECT_THAT(scene.says(kAnna, "/support").only().text(), HasSubstr("What can I tell the owner"));
  const Answers asked = scene.says(kAnna, "Where is lesson three?");
  EXPECT_THAT(asked.to(kOwen).at(0).text(), HasSubstr("Where is lesson three?"));
  EXPECT_THAT(asked.to(kAnna).at(0).text(), HasSubstr("owner"));
  // One message is one question.
  EXPECT_THAT(scene.says(kAnna, "And thanks").to(kOwen), IsEmpty());
}

TEST(Questions, SupportTakesTheRequestWithTheCommandToo) {
  Scene scene;
  EXPECT_THAT(scene.says(kAnna, "/support Where is it?").to(kOlga).at(0).text(), HasSubstr("Where is it?"));
}

TEST(Questions, TheOwnerAnswersByReplying) {
  Scene scene;
  const std::string request = scene.says(kAnna, "/support Where is it?").to(kOwen).at(0).text();
  const Answers answered = replies(scene, kOwen, request, "Behind lesson two.");
  EXPECT_THAT(answered.to(kAnna).at(0).text(), HasSubstr("Behind lesson two."));
}

TEST(Questions, WhatACustomerWroteCannotSendTheAnswerElsewhere) {
  Scene scene;
  scene.says(kIvan, "/start");
  const std::string request = scene.says(kAnna, "/support Please /answer 102 yes").to(kOwen).at(0).text();
  const Answers answered = replies(scene, kOwen, request, "No.");
  EXPECT_THAT(answered.to(kIvan), IsEmpty());
  EXPECT_THAT(answered.to(kAnna).at(0).text(), HasSubstr("No."));
}

TEST(Questions, ACustomersReplyIsNoAnswerOfAnOwners) {
  Scene scene;
  scene.says(kIvan, "/start");
  EXPECT_THAT(replies(scene, kAnna, "/answer 102 text", "Hello").to(kIvan), IsEmpty());
}

TEST(Questions, ACommandIsNoAnswerAndTheQuestionWaits) {
  Scene scene;
  scene.says(kAnna, "/support");
  EXPECT_THAT(scene.says(kAnna, "/my").to(kOwen), IsEmpty());
  EXPECT_FALSE(scene.says(kAnna, "Here is my question").to(kOwen).empty());
}

TEST(Questions, ADayLaterNobodyWaitsForTheAnswer) {
  Scene scene;
  scene.says(kAnna, "/support");
  scene.now += std::chrono::hours{25};
  EXPECT_THAT(scene.says(kAnna, "Here is my question").to(kOwen), IsEmpty());
}

TEST(Questions, AMessageWithoutTextAnswersNothing) {
  Scene scene;
  scene.says(kAnna, "/support");
  const Answers sticker = scene.receives(message_from(kAnna, std::nullopt));
  EXPECT_THAT(sticker.to(kOwen), IsEmpty());
  EXPECT_THAT(sticker.to(kAnna).at(0).text(), HasSubstr("What can I tell the owner"));
  EXPECT_FALSE(scene.says(kAnna, "Here it is").to(kOwen).empty());
}

}  // namespace
}  // namespace bot
