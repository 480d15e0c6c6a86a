#pragma once
// What the bot says about courses in Russian.

#include "course_texts.hpp"

namespace bot {

const CourseTexts& russian_course_texts();

}  // namespace bot
