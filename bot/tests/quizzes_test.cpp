#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scene.hpp"

namespace bot {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const values::CourseId kSql{"sql"};

class Quizzes : public testing::Test {
 protected:
  Quizzes() {
    scene.buys(kAnna, kSql);
    scene.now += std::chrono::days{2};
  }

  Answer pressed(const std::string& data) { return scene.presses(kAnna, data).of("editMessageText").at(0); }

  Scene scene;
};

TEST_F(Quizzes, ComeWithAButtonForEachOption) {
  const std::vector<Answer> messages = scene.presses(kAnna, "lesson:sql:joins").of("sendMessage");
  ASSERT_EQ(messages.size(), 4U);
  EXPECT_EQ(messages[1].text(), "❓ What does JOIN do?");
  ASSERT_EQ(messages[1].buttons().size(), 2U);
  EXPECT_EQ(messages[1].buttons()[1].text, "It combines");
  EXPECT_EQ(messages[1].buttons()[1].callback_data, "quiz:sql:joins:0:1");
}

TEST_F(Quizzes, AWrongAnswerMayBeCorrected) {
  scene.presses(kAnna, "lesson:sql:joins");
  const Answer wrong = pressed("quiz:sql:joins:0:0");
  EXPECT_THAT(wrong.text(), HasSubstr("❌ It sorts"));
  EXPECT_EQ(wrong.buttons().size(), 2U);
  const Answer right = pressed("quiz:sql:joins:0:1");
  EXPECT_THAT(right.text(), testing::AllOf(HasSubstr("✅ It combines"), HasSubstr("By a condition.")));
  EXPECT_THAT(right.buttons(), IsEmpty());
  EXPECT_TRUE(shop::QuizAnswer({.lesson = values::LessonId{"joins"}, .quiz = 0, .choice = 1, .correct = true}) ==
              scene.store.progress(kBot, kAnna.id(), kSql).answers.at(0));
}

TEST_F(Quizzes, AnswersOfSomebodyWithoutTheCourseAreNotTaken) {
  const Answers answers = scene.presses(kIvan, "quiz:sql:joins:0:1");
  EXPECT_EQ(answers.all.size(), 1U);
  EXPECT_THAT(answers.effects<shop::QuizAnswered>(), IsEmpty());
}

TEST_F(Quizzes, AQuestionThatIsGoneIsSaidToBe) {
  scene.changes([](shop::Course& course) { course.lessons.erase(course.lessons.begin() + 2); });
  const Answers answers = scene.presses(kAnna, "quiz:sql:joins:0:1");
  EXPECT_EQ(answers.all.size(), 1U);
  EXPECT_FALSE(answers.all[0].text().empty());
}

}  // namespace
}  // namespace bot
