#pragma once
// What the bot says about courses in English.

#include "course_texts.hpp"

namespace bot {

const CourseTexts& english_course_texts();

}  // namespace bot
