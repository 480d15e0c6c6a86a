#include "shop/reading.hpp"

#include <memory>

#include <gtest/gtest.h>

#include "printing.hpp"

namespace shop {
namespace {

using namespace std::chrono_literals;

const values::Timestamp kNow = std::chrono::sys_days{std::chrono::January / 31 / 2026};
const values::CourseId kSql{"sql"};

values::LessonId id(const std::string& name) {
  return values::LessonId{name};
}

std::shared_ptr<const LessonText> text_with(std::size_t quizzes) {
  return std::make_shared<const LessonText>(
      LessonText{.title = "Title", .markdown = "# Title\n\nText", .quizzes = quizzes});
}

Lesson lesson(const std::string& name, std::size_t quizzes = 0) {
  return {.id = id(name), .english = text_with(quizzes)};
}

Course course() {
  Course sql{.id = kSql, .plans = {PlanId::pro}, .published = true};
  sql.lessons = {lesson("one"), lesson("two", 1), lesson("three")};
  sql.lessons[0].preview = true;
  sql.lessons[2].after = std::chrono::days{5};
  return sql;
}

Enrolment enrolled(bool owned, values::Timestamp at = kNow) {
  return {.user = values::UserId{1}, .course = kSql, .owned = owned, .enrolled_at = at};
}

Subscription subscribed(PlanId plan, values::Timestamp ends_at) {
  return {.user = values::UserId{1},
          .plan = plan,
          .started_at = kNow - 24h,
          .ends_at = ends_at,
          .worth = values::Nanostars{1},
          .valued_at = kNow - 24h};
}

const PlanRules kRules{.grace = std::chrono::days{3}};

bool has(const Holdings& holdings, values::Timestamp now = kNow) {
  return has_course(course(), holdings, kRules, now);
}

TEST(Reading, WhoBoughtACourseHasItAndWhoGaveItBackHasNot) {
  EXPECT_TRUE(has({.enrolment = enrolled(true)}));
  EXPECT_FALSE(has({.enrolment = enrolled(false)}));
  EXPECT_FALSE(has({}));
}

TEST(Reading, APlanThatIncludesACourseGivesItWhileItRunsAndInItsGrace) {
  const values::Timestamp end = kNow + 24h;
  EXPECT_TRUE(has({.subscription = subscribed(PlanId::pro, end)}));
  EXPECT_TRUE(has({.subscription = subscribed(PlanId::pro, end)}, end + std::chrono::days{3} - 1ms));
  EXPECT_FALSE(has({.subscription = subscribed(PlanId::pro, end)}, end + std::chrono::days{3}));
  EXPECT_FALSE(has({.subscription = subscribed(PlanId::lite, end)}));
}

TEST(Reading, AWithdrawnCourseStaysWithThoseWhoHaveIt) {
  Course withdrawn = course();
  withdrawn.published = false;
  EXPECT_TRUE(has_course(withdrawn, {.enrolment = enrolled(true)}, kRules, kNow));
}

TEST(Reading, LessonsOpenAsTimePassesSinceTheEnrolment) {
  const Course sql = course();
  const Holdings holdings{.enrolment = enrolled(true)};
  const auto access = [&](std::size_t place, values::Timestamp now) {
    return access_to(sql.lessons.at(place), sql, holdings, kRules, now);
  };
  EXPECT_EQ(access(1, kNow), LessonAccess::open);
  EXPECT_EQ(access(2, kNow + std::chrono::days{5} - 1ms), LessonAccess::opens_later);
  EXPECT_EQ(access(2, kNow + std::chrono::days{5}), LessonAccess::open);
  EXPECT_EQ(next_opening(sql, *holdings.enrolment, kNow), kNow + std::chrono::days{5});
  EXPECT_EQ(next_opening(sql, *holdings.enrolment, kNow + std::chrono::days{5}), std::nullopt);
}

TEST(Reading, APreviewIsOpenToAnybodyAndTheRestIsNot) {
  const Course sql = course();
  EXPECT_EQ(access_to(sql.lessons[0], sql, {}, kRules, kNow), LessonAccess::open);
  EXPECT_EQ(access_to(sql.lessons[1], sql, {}, kRules, kNow), LessonAccess::not_theirs);
}

TEST(Reading, WhoReadsByAPlanBeginsWithTheLessonsThatAreOpenAtOnce) {
  const Course sql = course();
  const Holdings holdings{.subscription = subscribed(PlanId::pro, kNow + 24h)};
  EXPECT_EQ(access_to(sql.lessons[1], sql, holdings, kRules, kNow), LessonAccess::open);
  EXPECT_EQ(access_to(sql.lessons[2], sql, holdings, kRules, kNow), LessonAccess::opens_later);
}

TEST(Reading, ACourseIsCompleteWhenAllIsReadAndAnswered) {
  const Course sql = course();
  Progress progress;
  EXPECT_EQ(standing_in(sql, progress).percent(), 0);
  for (const char* name : {"one", "two", "three"}) progress = with_lesson(progress, id(name));
  EXPECT_EQ(standing_in(sql, progress).percent(), 99);
  EXPECT_FALSE(standing_in(sql, progress).complete());
  progress = with_answer(progress, {.lesson = id("two"), .choice = 1});
  EXPECT_FALSE(standing_in(sql, progress).complete());
  progress = with_answer(progress, {.lesson = id("two"), .choice = 0, .correct = true});
  EXPECT_TRUE(standing_in(sql, progress).complete());
  EXPECT_EQ(standing_in(sql, progress).percent(), 100);
}

TEST(Reading, ARightAnswerStays) {
  Progress progress = with_answer({}, {.lesson = id("two"), .choice = 0, .correct = true});
  progress = with_answer(progress, {.lesson = id("two"), .choice = 1});
  EXPECT_TRUE(has_passed(progress, id("two"), 0));
  EXPECT_EQ(progress.answers.size(), 1U);
}

TEST(Reading, LessonsThatMoveStayReadAndNewOnesAreStillToBeRead) {
  Course sql = course();
  Progress progress = with_lesson({}, id("one"));
  EXPECT_EQ(next_to_read(sql, progress)->id, id("two"));
  std::swap(sql.lessons[0], sql.lessons[2]);
  EXPECT_EQ(next_to_read(sql, progress)->id, id("three"));
  EXPECT_EQ(standing_in(sql, progress).read, 1U);
  sql.lessons.insert(sql.lessons.begin(), lesson("zero"));
  EXPECT_EQ(next_to_read(sql, progress)->id, id("zero"));
}

TEST(Reading, ALessonThatIsGoneIsNotAskedForAnyMore) {
  Course sql = course();
  Progress progress;
  for (const char* name : {"one", "three"}) progress = with_lesson(progress, id(name));
  EXPECT_FALSE(standing_in(sql, progress).complete());
  sql.lessons.erase(sql.lessons.begin() + 1);
  EXPECT_TRUE(standing_in(sql, progress).complete());
  EXPECT_EQ(lesson_after(sql, id("two")), nullptr);
  EXPECT_EQ(lesson_before(sql, id("two")), nullptr);
}

TEST(Reading, GoesBackToAQuestionThatIsStillOpen) {
  const Course sql = course();
  Progress progress;
  for (const char* name : {"one", "two", "three"}) progress = with_lesson(progress, id(name));
  EXPECT_EQ(next_to_read(sql, progress)->id, id("two"));
  EXPECT_EQ(next_to_read(sql, with_answer(progress, {.lesson = id("two"), .correct = true})), nullptr);
}

TEST(Reading, OfLanguagesThatDifferTheFewestQuestionsCount) {
  Lesson both = lesson("two", 2);
  both.russian = text_with(1);
  EXPECT_EQ(open_quizzes(both, {}), 1U);
  EXPECT_EQ(open_quizzes(both, with_answer({}, {.lesson = id("two"), .correct = true})), 0U);
}

TEST(Reading, LessonsHaveTheirNeighbours) {
  const Course sql = course();
  EXPECT_EQ(lesson_before(sql, id("one")), nullptr);
  EXPECT_EQ(lesson_after(sql, id("one"))->id, id("two"));
  EXPECT_EQ(lesson_before(sql, id("three"))->id, id("two"));
  EXPECT_EQ(lesson_after(sql, id("three")), nullptr);
}

TEST(Reading, ACourseWithoutLessonsIsNeverComplete) {
  Course channel = course();
  channel.lessons.clear();
  EXPECT_FALSE(standing_in(channel, {}).complete());
  EXPECT_EQ(standing_in(channel, {}).percent(), 0);
  EXPECT_EQ(next_to_read(channel, {}), nullptr);
}

}  // namespace
}  // namespace shop
