#pragma once
// Who may read what of a course, in what order, and when it has been read to its end. Pure functions.
//
//   if (has_course(course, holdings, rules, now)) show(next_to_read(course, progress));
//
// A course changes under its readers: what they have read is known by the lessons' names, so a lesson that moves stays
// read, one that is gone is not asked for any more, and a new one is still to be read.

#include <cstddef>
#include <optional>

#include "shop/catalogue.hpp"
#include "shop/course.hpp"
#include "shop/learning.hpp"
#include "shop/records.hpp"

namespace shop {

/// What somebody has that may give them a course.
struct Holdings {
  std::optional<Enrolment> enrolment;
  std::optional<Subscription> subscription;
};

/// Bought, granted, or included in a plan that runs or is in its grace.
bool has_course(const Course& course, const Holdings& holdings, const PlanRules& rules, values::Timestamp now);

/// From when on the lesson is open to somebody enrolled then.
values::Timestamp opens_at(const Lesson& lesson, const Enrolment& enrolment);

enum class LessonAccess {
  open,
  opens_later,  ///< Theirs, at `opens_at`.
  not_theirs,
};

/// A preview is open to everybody.
LessonAccess access_to(const Lesson& lesson, const Course& course, const Holdings& holdings, const PlanRules& rules,
                       values::Timestamp now);

/// When the next lesson opens that isn't open at `now`.
std::optional<values::Timestamp> next_opening(const Course& course, const Enrolment& enrolment, values::Timestamp now);

bool has_read(const Progress& progress, const values::LessonId& lesson);
/// Whether the question was answered rightly.
bool has_passed(const Progress& progress, const values::LessonId& lesson, std::size_t quiz);
/// How many of the lesson's questions are still to be answered rightly. Its languages may differ: the fewest count.
std::size_t open_quizzes(const Lesson& lesson, const Progress& progress);

/// How far somebody is, of the lessons that the course has now.
struct Standing {
  std::size_t lessons = 0;
  std::size_t read = 0;
  std::size_t open_quizzes = 0;  ///< Of the lessons that were read.

  /// 0 to 100; 100 only when all is done.
  int percent() const;
  /// False for a course without lessons.
  bool complete() const { return lessons > 0 && read == lessons && open_quizzes == 0; }
};

Standing standing_in(const Course& course, const Progress& progress);

/// The first lesson that isn't read, or else the first with a question that isn't answered rightly; nullptr when all is
/// done.
const Lesson* next_to_read(const Course& course, const Progress& progress);

/// The lesson behind that one, or before it; nullptr at the end, and for one that is gone.
const Lesson* lesson_after(const Course& course, const values::LessonId& lesson);
const Lesson* lesson_before(const Course& course, const values::LessonId& lesson);

/// With everything that `lesson`, shown now, adds to it.
Progress with_lesson(Progress progress, const values::LessonId& lesson);
Progress with_answer(Progress progress, const QuizAnswer& answer);

}  // namespace shop
