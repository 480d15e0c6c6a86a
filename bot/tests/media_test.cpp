#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_courses.hpp"
#include "scene.hpp"

namespace bot {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const values::CourseId kSql{"sql"};
constexpr const char* kSent =
    R"({"message_id":5,"photo":[{"file_id":"small","width":90,"height":60},{"file_id":"large","width":900,"height":600}]})";

class Media : public testing::Test {
 protected:
  Media() {
    for (const Person& person : {kAnna, kIvan}) scene.buys(person, kSql);
  }

  Answer picture_for(const Person& person) { return scene.presses(person, "lesson:sql:select").of("sendPhoto").at(0); }

  Answers is_taken(const Answer& picture) { return scene.is_answered("sendPhoto", picture.subject, kSent); }

  Scene scene;
};

TEST_F(Media, IsUploadedOnceAndThenSentByTelegramsNameForIt) {
  const Answer first = picture_for(kAnna);
  ASSERT_TRUE(first.document);
  EXPECT_EQ(first.document->path, "courses/sql/table.png");
  EXPECT_EQ(first.document->parameter, "photo");
  EXPECT_EQ(first.string("caption"), "A table");
  is_taken(first);
  const Answer second = picture_for(kIvan);
  EXPECT_FALSE(second.document);
  EXPECT_EQ(second.string("photo"), "large");
}

TEST_F(Media, AChangedFileIsUploadedAnew) {
  is_taken(picture_for(kAnna));
  scene.changes([](shop::Course& course) { course.files[1].version = "2"; });
  EXPECT_TRUE(picture_for(kAnna).document);
}

TEST_F(Media, WhatTelegramNoLongerKnowsIsUploadedAgainNextTime) {
  is_taken(picture_for(kAnna));
  const Answer by_name = picture_for(kIvan);
  const Answers refused = scene.is_refused(by_name, false, "Bad Request: wrong file identifier");
  EXPECT_THAT(refused.to(kIvan).at(0).text(), HasSubstr("table.png"));
  EXPECT_THAT(refused.to(kOwen).at(0).text(),
              testing::AllOf(HasSubstr("wrong file identifier"), HasSubstr("/editcourse sql")));
  EXPECT_TRUE(picture_for(kAnna).document);
}

TEST_F(Media, ARefusedUploadIsToldAndTheLessonGoesOn) {
  const Answers refused = scene.is_refused(picture_for(kAnna), false, "Bad Request: PHOTO_INVALID_DIMENSIONS");
  EXPECT_EQ(refused.to(kAnna).size(), 1U);
  EXPECT_THAT(refused.effects<shop::MediaForgotten>(), IsEmpty());
}

TEST_F(Media, WhoHasBlockedTheBotIsNotTold) {
  EXPECT_THAT(scene.is_refused(picture_for(kAnna), true, "Forbidden: bot was blocked by the user").to(kAnna),
              IsEmpty());
}

TEST_F(Media, WhatWasSentToTheBotInTheChatIsSentByItsName) {
  scene.changes([](shop::Course& course) {
    course.lessons[1] = lesson_of("select", "# Asking\n\n![How](telegram:video:BAAD-video)\n\nText");
  });
  const Answer video = scene.presses(kAnna, "lesson:sql:select").of("sendVideo").at(0);
  EXPECT_EQ(video.string("video"), "BAAD-video");
  EXPECT_EQ(video.string("caption"), "How");
  EXPECT_THAT(scene.is_refused(video, false, "Bad Request: wrong file identifier").to(kAnna).at(0).text(),
              HasSubstr("can't be shown"));
}

TEST_F(Media, AnAnswerThatMakesNoSenseChangesNothing) {
  const Answer picture = picture_for(kAnna);
  for (const char* result : {"true", "{}", R"({"message_id":5})", "[]"}) {
    EXPECT_THAT(scene.is_answered("sendPhoto", picture.subject, result).decision.effects, IsEmpty()) << result;
  }
  for (const char* subject : {"media:", "media:x:sql/a@1", "media:101", "media:101:sql"}) {
    EXPECT_THAT(scene.is_answered("sendPhoto", subject, kSent).decision.effects, IsEmpty()) << subject;
  }
}

}  // namespace
}  // namespace bot
