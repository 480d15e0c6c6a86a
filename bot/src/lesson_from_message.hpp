#pragma once
// What an owner sends or forwards, as a lesson or as a part of one. Pure functions.

#include <variant>

#include "course_editing_texts.hpp"
#include "shop/lesson.hpp"
#include "telegram/types.hpp"

namespace bot {

/// A message that has words is a lesson, and its first line the title. A quiz, or a picture, a video or a file without
/// words, is a part of the lesson before it.
using LessonMessage = std::variant<shop::LessonContent, shop::LessonPart, MessageProblem>;
LessonMessage lesson_in(const telegram::Message& message);

/// All of the message as a part of a lesson.
using PartMessage = std::variant<shop::LessonPart, MessageProblem>;
PartMessage part_in(const telegram::Message& message);

/// Why the lesson can't be written down; nothing if it can.
std::optional<MessageProblem> problem_with(const shop::LessonContent& content);

}  // namespace bot
