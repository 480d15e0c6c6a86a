#include "course_editing_texts.hpp"

#include "english_course_editing_texts.hpp"
#include "russian_course_editing_texts.hpp"

namespace bot {

const CourseEditingTexts& course_editing_texts_in(shop::Language language) {
  return language == shop::Language::russian ? russian_course_editing_texts() : english_course_editing_texts();
}

}  // namespace bot
