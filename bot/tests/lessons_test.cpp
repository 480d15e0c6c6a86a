#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_courses.hpp"
#include "scene.hpp"

namespace bot {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const values::CourseId kSql{"sql"};

std::vector<std::string> data_of(const Answer& answer) {
  std::vector<std::string> data;
  for (const telegram::InlineButton& button : answer.buttons()) data.push_back(button.callback_data);
  return data;
}

Answer last_of(const Answers& answers) {
  return answers.all.back();
}

TEST(Lessons, ShowALessonWithItsFormattingItsPlaceAndTheWaysOn) {
  Scene scene;
  scene.buys(kAnna, kSql);
  const Answers shown = scene.presses(kAnna, "read:sql");
  const std::vector<Answer> messages = shown.of("sendMessage");
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[0].text(), "Tables\n\nA table has rows and columns.");
  const boost::json::array& entities = messages[0].parameters.at("entities").as_array();
  ASSERT_EQ(entities.size(), 2U);
  EXPECT_EQ(entities[0].at("type"), "bold");
  EXPECT_EQ(entities[0].at("length"), 6);
  EXPECT_EQ(entities[1].at("offset"), 20);
  EXPECT_EQ(entities[1].at("length"), 4);
  EXPECT_THAT(messages[1].text(), testing::AllOf(HasSubstr("lesson 1 of 4"), HasSubstr("25 %")));
  EXPECT_THAT(data_of(messages[1]), ElementsAre("next:sql:tables", "lessons:sql:1"));
  EXPECT_EQ(shown.effects<shop::LessonRead>().at(0).lesson, values::LessonId{"tables"});
}

TEST(Lessons, GoOnInTheStudentsLanguage) {
  Scene scene;
  scene.buys(kIvan, kSql);
  EXPECT_THAT(scene.presses(kIvan, "next:sql:tables").of("sendMessage").at(0).text(), HasSubstr("Вопросы"));
  EXPECT_THAT(scene.presses(kIvan, "prev:sql:select").of("sendMessage").at(0).text(), HasSubstr("Таблицы"));
}

TEST(Lessons, APreviewIsOpenToAnybodyAndCountsForNobody) {
  Scene scene;
  const Answers shown = scene.presses(kAnna, "lesson:sql:tables");
  EXPECT_THAT(shown.effects<shop::LessonRead>(), IsEmpty());
  EXPECT_THAT(last_of(shown).text(), HasSubstr("free lesson"));
  EXPECT_THAT(data_of(last_of(shown)), Contains("course:sql"));
  const Answers next = scene.presses(kAnna, "next:sql:tables");
  EXPECT_THAT(last_of(next).text(), HasSubstr("belongs to"));
  EXPECT_THAT(data_of(last_of(next)), ElementsAre("course:sql"));
}

TEST(Lessons, ALessonThatOpensLaterSaysWhen) {
  Scene scene;
  scene.buys(kAnna, kSql);
  const Answers early = scene.presses(kAnna, "lesson:sql:joins");
  EXPECT_THAT(last_of(early).text(), HasSubstr("2 February 2026"));
  EXPECT_THAT(early.effects<shop::LessonRead>(), IsEmpty());
  scene.now += std::chrono::days{2};
  EXPECT_EQ(scene.presses(kAnna, "lesson:sql:joins").effects<shop::LessonRead>().size(), 1U);
}

TEST(Lessons, APlanThatIncludesTheCourseEnrolsWithTheFirstLesson) {
  Scene scene;
  scene.buys(kAnna, shop::PlanId::unlimited);
  EXPECT_FALSE(scene.store.enrolment(kBot, kAnna.id(), kSql));
  scene.presses(kAnna, "read:sql");
  ASSERT_TRUE(scene.store.enrolment(kBot, kAnna.id(), kSql));
  EXPECT_FALSE(scene.store.enrolment(kBot, kAnna.id(), kSql)->owned);
  scene.waits(std::chrono::days{34});  // The plan's month and its grace are over.
  EXPECT_THAT(last_of(scene.presses(kAnna, "lesson:sql:select")).text(), HasSubstr("belongs to"));
}

TEST(Lessons, ListsThemWithWhatIsReadAndWhatIsClosed) {
  Scene scene;
  scene.buys(kAnna, kSql);
  scene.presses(kAnna, "read:sql");
  std::vector<std::string> labels;
  for (const auto& button : scene.presses(kAnna, "lessons:sql:1").of("editMessageText").at(0).buttons()) {
    labels.push_back(button.text);
  }
  EXPECT_THAT(labels, ElementsAre("✓ 1. Tables", "2. Asking", "⏳ 3. Joins", "4. The end", "SQL in an evening"));
  EXPECT_EQ(scene.presses(kIvan, "lessons:sql:1").of("editMessageText").at(0).buttons().at(1).text, "🔒 2. Вопросы");
}

TEST(Lessons, AButtonKeepsItsMeaningWhenTheAuthorReordersLessons) {
  Scene scene;
  scene.buys(kAnna, kSql);
  scene.changes([](shop::Course& course) { std::swap(course.lessons[1], course.lessons[3]); });
  EXPECT_THAT(scene.presses(kAnna, "lesson:sql:select").of("sendMessage").at(0).text(), HasSubstr("Asking"));
  EXPECT_THAT(scene.presses(kAnna, "next:sql:tables").of("sendMessage").at(0).text(), HasSubstr("The end"));
}

TEST(Lessons, AButtonOfALessonThatIsGoneLeadsBackToTheCourse) {
  Scene scene;
  scene.buys(kAnna, kSql);
  scene.changes([](shop::Course& course) { course.lessons.erase(course.lessons.begin() + 1); });
  for (const char* data : {"lesson:sql:select", "next:sql:select", "prev:sql:select"}) {
    const std::vector<Answer> told = scene.presses(kAnna, data).of("sendMessage");
    ASSERT_EQ(told.size(), 2U) << data;
    EXPECT_THAT(told[0].text(), HasSubstr("author has changed"));
    EXPECT_THAT(data_of(told[1]), Contains("read:sql"));
  }
}

TEST(Lessons, ProtectsWhatTheCatalogueWantsProtected) {
  Scene scene;
  scene.buys(kAnna, kSql);
  EXPECT_FALSE(scene.presses(kAnna, "read:sql").of("sendMessage").at(0).parameters.contains("protect_content"));
  scene.changes([](shop::Course& course) { course.protect_content = true; });
  const Answers shown = scene.presses(kAnna, "lesson:sql:select");
  EXPECT_EQ(shown.of("sendMessage").at(0).parameters.at("protect_content"), true);
  EXPECT_EQ(shown.of("sendPhoto").at(0).parameters.at("protect_content"), true);
}

TEST(Lessons, ALongLessonComesInSeveralMessages) {
  Scene scene;
  std::string text = "# Long\n";
  for (int i = 0; i < 60; ++i) text += "\n" + std::string(150, static_cast<char>('a' + i % 26)) + "\n";
  scene.changes([&](shop::Course& course) { course.lessons[0] = lesson_of("tables", text); });
  scene.buys(kAnna, kSql);
  const std::vector<Answer> messages = scene.presses(kAnna, "read:sql").of("sendMessage");
  ASSERT_EQ(messages.size(), 4U);  // Three of text, and where it stands.
  for (const Answer& message : messages) EXPECT_LE(message.text().size(), 4096U);
}

TEST(Lessons, ReadingOnIsWhereOneHasGotTo) {
  Scene scene;
  scene.buys(kAnna, kSql);
  scene.now += std::chrono::days{3};
  for (const char* title : {"Tables", "Asking", "Joins", "The end"}) {
    EXPECT_THAT(scene.presses(kAnna, "read:sql").of("sendMessage").at(0).text(), testing::StartsWith(title));
  }
  // All is read, but the questions are open.
  EXPECT_THAT(scene.presses(kAnna, "read:sql").of("sendMessage").at(0).text(), testing::StartsWith("Joins"));
}

}  // namespace
}  // namespace bot
