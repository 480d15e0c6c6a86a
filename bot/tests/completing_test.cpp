#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_courses.hpp"
#include "scene.hpp"

namespace bot {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const values::CourseId kSql{"sql"};

class Completing : public testing::Test {
 protected:
  Completing() {
    scene.buys(kAnna, kSql);
    scene.now += std::chrono::days{2};
  }

  void reads_all() {
    for (int lesson = 0; lesson < 4; ++lesson) scene.presses(kAnna, "read:sql");
  }

  /// The last thing that was to be done.
  Answers completes() {
    reads_all();
    scene.presses(kAnna, "quiz:sql:joins:0:1");
    return scene.presses(kAnna, "quiz:sql:joins:1:0");
  }

  Scene scene;
};

TEST_F(Completing, HappensWithTheLastAnswer) {
  reads_all();
  EXPECT_FALSE(scene.store.enrolment(kBot, kAnna.id(), kSql)->completed_at);
  scene.presses(kAnna, "quiz:sql:joins:0:1");
  const Answers done = scene.presses(kAnna, "quiz:sql:joins:1:0");
  EXPECT_EQ(done.effects<shop::CourseCompleted>().size(), 1U);
  EXPECT_EQ(scene.store.enrolment(kBot, kAnna.id(), kSql)->completed_at, scene.now);
  const Answer told = done.of("sendMessage").at(0);
  EXPECT_THAT(told.text(), HasSubstr("Congratulations"));
}

TEST_F(Completing, HappensOnce) {
  completes();
  EXPECT_THAT(scene.presses(kAnna, "lesson:sql:end").effects<shop::CourseCompleted>(), IsEmpty());
  scene.changes([](shop::Course& course) { course.lessons.push_back(lesson_of("more", "# More\n\nText")); });
  EXPECT_THAT(scene.presses(kAnna, "read:sql").effects<shop::CourseCompleted>(), IsEmpty());
}

TEST_F(Completing, TheNextMessageIsTheNameOnTheCertificate) {
  completes();
  const Answers named = scene.says(kAnna, "  Anna Karenina ");
  const Answer certificate = named.of("sendDocument").at(0);
  EXPECT_EQ(certificate.document.value().name, "sql-certificate.pdf");
  EXPECT_TRUE(certificate.document->content.starts_with("%PDF-"));
  EXPECT_THAT(certificate.string("caption"), HasSubstr(scene.store.enrolment(kBot, kAnna.id(), kSql)->certificate));
  // What comes next is no name any more.
  EXPECT_THAT(scene.says(kAnna, "Thanks").of("sendDocument"), IsEmpty());
}

TEST_F(Completing, AButtonTakesTheNameFromTelegramAlsoLater) {
  completes();
  scene.now += std::chrono::days{400};
  EXPECT_EQ(scene.presses(kAnna, "certificate:sql").of("sendDocument").size(), 1U);
}

TEST_F(Completing, AsksAgainForWhatIsNoName) {
  completes();
  EXPECT_THAT(scene.says(kAnna, std::string(61, 'A')).only().text(), HasSubstr("60"));
  EXPECT_THAT(scene.says(kAnna, "Anna\nKarenina").only().text(), HasSubstr("one line"));
  EXPECT_EQ(scene.says(kAnna, "Anna").of("sendDocument").size(), 1U);
}

TEST_F(Completing, ThereIsNoCertificateBeforeTheEnd) {
  scene.presses(kAnna, "read:sql");
  const Answers refused = scene.presses(kAnna, "certificate:sql");
  EXPECT_THAT(refused.of("sendDocument"), IsEmpty());
  EXPECT_THAT(refused.of("sendMessage").at(0).text(), HasSubstr("1 of 4"));
  EXPECT_THAT(scene.presses(kIvan, "certificate:sql").of("sendDocument"), IsEmpty());
}

TEST_F(Completing, ACourseWithoutCertificateAsksForNoName) {
  scene.changes([](shop::Course& course) { course.certificate = false; });
  const Answer told = completes().of("sendMessage").at(0);
  EXPECT_THAT(told.buttons(), IsEmpty());
  EXPECT_THAT(scene.says(kAnna, "Anna").of("sendDocument"), IsEmpty());
  EXPECT_THAT(scene.presses(kAnna, "certificate:sql").of("sendDocument"), IsEmpty());
}

}  // namespace
}  // namespace bot
