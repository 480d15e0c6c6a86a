#pragma once
// A lesson as Telegram shows it.

#include <string>
#include <vector>

#include "answer.hpp"
#include "shop/course.hpp"

namespace bot {

/// The lesson in the customer's language, message by message: texts that fit, pictures and files, and its questions
/// with their options as buttons.
std::vector<Outgoing> lesson_messages(const shop::Lesson& lesson, const shop::Course& course, const Customer& customer,
                                      const Context& context);

/// The buttons under a question; those of `data` begin the same for each option.
telegram::InlineKeyboard quiz_buttons(const shop::Quiz& quiz, const std::string& data);
/// What those begin with: "quiz:sql:tables:0:".
std::string quiz_data(const values::CourseId& course, const values::LessonId& lesson, std::size_t quiz);

/// With `title` in bold above it.
shop::FormattedText titled(const std::string& title, shop::FormattedText text);

/// As Telegram's methods take it.
std::vector<telegram::TextEntity> entities_of(const shop::FormattedText& text);

}  // namespace bot
