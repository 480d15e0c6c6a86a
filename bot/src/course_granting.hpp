#pragma once
// An owner gives somebody a course, or takes it from them.

#include <optional>
#include <string_view>

#include "answer.hpp"

namespace bot {

/// Whom an owner names, and which course.
struct CourseArgument {
  values::UserId user;
  values::CourseId course;
};

/// "123456789 course:sql". The course may be one that there isn't.
std::optional<CourseArgument> parse_course_argument(std::string_view arguments);

Decision grant_course(const Customer& owner, values::UserId user, const values::CourseId& course,
                      const Context& context);
/// Who has the course by a plan as well, keeps it.
Decision revoke_course(const Customer& owner, values::UserId user, const values::CourseId& course,
                       const Context& context);

}  // namespace bot
