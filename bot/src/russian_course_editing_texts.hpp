#pragma once
// What the bot says in Russian to owners who make courses in the chat.

#include "course_editing_texts.hpp"

namespace bot {

const CourseEditingTexts& russian_course_editing_texts();

}  // namespace bot
