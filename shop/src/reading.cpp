#include "shop/reading.hpp"

#include <algorithm>

#include "shop/subscription.hpp"

namespace shop {
namespace {

bool given_by_plan(const Course& course, const std::optional<Subscription>& subscription, const PlanRules& rules,
                   values::Timestamp now) {
  return subscription && course.included_in(subscription->plan) &&
         stage_of(*subscription, rules, now) != PlanStage::over;
}

std::size_t place_of(const Course& course, const values::LessonId& lesson) {
  return static_cast<std::size_t>(std::ranges::find(course.lessons, lesson, &Lesson::id) - course.lessons.begin());
}

std::size_t quizzes_in(const Lesson& lesson) {
  if (!lesson.english) return lesson.russian->quizzes;
  if (!lesson.russian) return lesson.english->quizzes;
  return std::min(lesson.english->quizzes, lesson.russian->quizzes);
}

}  // namespace

bool has_course(const Course& course, const Holdings& holdings, const PlanRules& rules, values::Timestamp now) {
  const bool owned = holdings.enrolment && holdings.enrolment->owned;
  return owned || given_by_plan(course, holdings.subscription, rules, now);
}

values::Timestamp opens_at(const Lesson& lesson, const Enrolment& enrolment) {
  return enrolment.enrolled_at + lesson.after;
}

LessonAccess access_to(const Lesson& lesson, const Course& course, const Holdings& holdings, const PlanRules& rules,
                       values::Timestamp now) {
  if (lesson.preview) return LessonAccess::open;
  if (!has_course(course, holdings, rules, now)) return LessonAccess::not_theirs;
  // Who reads by a plan is enrolled with the first lesson that they open.
  const bool open = holdings.enrolment ? opens_at(lesson, *holdings.enrolment) <= now : lesson.after.count() == 0;
  return open ? LessonAccess::open : LessonAccess::opens_later;
}

std::optional<values::Timestamp> next_opening(const Course& course, const Enrolment& enrolment, values::Timestamp now) {
  std::optional<values::Timestamp> next;
  for (const Lesson& lesson : course.lessons) {
    const values::Timestamp opening = opens_at(lesson, enrolment);
    if (!lesson.preview && opening > now && (!next || opening < *next)) next = opening;
  }
  return next;
}

bool has_read(const Progress& progress, const values::LessonId& lesson) {
  return std::ranges::find(progress.read, lesson) != progress.read.end();
}

bool has_passed(const Progress& progress, const values::LessonId& lesson, std::size_t quiz) {
  return std::ranges::any_of(progress.answers, [&](const QuizAnswer& answer) {
    return answer.correct && answer.lesson == lesson && answer.quiz == quiz;
  });
}

std::size_t open_quizzes(const Lesson& lesson, const Progress& progress) {
  std::size_t open = 0;
  for (std::size_t quiz = 0; quiz < quizzes_in(lesson); ++quiz) {
    if (!has_passed(progress, lesson.id, quiz)) ++open;
  }
  return open;
}

int Standing::percent() const {
  if (complete()) return 100;
  if (lessons == 0) return 0;
  return static_cast<int>(std::min<std::size_t>(100 * read / lessons, 99));
}

Standing standing_in(const Course& course, const Progress& progress) {
  Standing standing{.lessons = course.lessons.size()};
  for (const Lesson& lesson : course.lessons) {
    if (!has_read(progress, lesson.id)) continue;
    ++standing.read;
    standing.open_quizzes += open_quizzes(lesson, progress);
  }
  return standing;
}

const Lesson* next_to_read(const Course& course, const Progress& progress) {
  const auto unread =
      std::ranges::find_if(course.lessons, [&](const Lesson& lesson) { return !has_read(progress, lesson.id); });
  if (unread != course.lessons.end()) return &*unread;
  const auto unanswered =
      std::ranges::find_if(course.lessons, [&](const Lesson& lesson) { return open_quizzes(lesson, progress) > 0; });
  return unanswered == course.lessons.end() ? nullptr : &*unanswered;
}

const Lesson* lesson_after(const Course& course, const values::LessonId& lesson) {
  const std::size_t place = place_of(course, lesson);
  return place + 1 < course.lessons.size() ? &course.lessons[place + 1] : nullptr;
}

const Lesson* lesson_before(const Course& course, const values::LessonId& lesson) {
  const std::size_t place = place_of(course, lesson);
  return place > 0 && place < course.lessons.size() ? &course.lessons[place - 1] : nullptr;
}

Progress with_lesson(Progress progress, const values::LessonId& lesson) {
  if (!has_read(progress, lesson)) progress.read.push_back(lesson);
  return progress;
}

Progress with_answer(Progress progress, const QuizAnswer& answer) {
  if (has_passed(progress, answer.lesson, answer.quiz)) return progress;
  std::erase_if(progress.answers,
                [&](const QuizAnswer& old) { return old.lesson == answer.lesson && old.quiz == answer.quiz; });
  progress.answers.push_back(answer);
  return progress;
}

}  // namespace shop
