#pragma once
// Getting a course, and giving it back.

#include <optional>
#include <string>

#include "answer.hpp"
#include "course_texts.hpp"
#include "shop/learning.hpp"

namespace bot {

/// `before`: what was known of the payer and the course.
Decision course_bought(const Customer& payer, const values::CourseId& course, values::OrderId order,
                       const std::optional<shop::Enrolment>& before, const shop::Payment& payment,
                       const Context& context);

/// What to do first with a course that one has got.
telegram::InlineKeyboard first_steps(const shop::Course& course, const CourseTexts& texts);

/// The course bought with `order` is given back; what to tell the payer about it, to be put behind something else.
/// Nothing if they have it by something else.
std::string take_course_back(Decision& decision, const Customer& payer, const values::CourseId& course,
                             values::OrderId order, const Context& context);

}  // namespace bot
