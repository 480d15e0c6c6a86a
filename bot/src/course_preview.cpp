// A course as its students will see it. Nothing of it is counted, and nobody is enrolled by it.

#include "course_editing.hpp"
#include "course_texts.hpp"
#include "courses.hpp"
#include "lesson_messages.hpp"
#include "shop/reading.hpp"

namespace bot {
namespace {

Customer student_of(const Editing& editing) {
  return {.id = editing.owner.id, .language = editing.language};
}

}  // namespace

Decision show_as_student(const Editing& editing) {
  const shop::Course& course = editing.course;
  const CourseView view{.course = course, .standing = shop::standing_in(course, {})};
  telegram::InlineKeyboard keyboard;
  if (!course.lessons.empty()) {
    keyboard.push_back({edit_button(editing.texts().button(EditDeed::lesson_as_student),
                                    editing.action(EditDeed::lesson_as_student, course.lessons.front().id.value()))});
  }
  keyboard.push_back({edit_button(editing.texts().button(EditDeed::course), editing.action(EditDeed::course))});
  return reply(editing.owner, course_texts_in(editing.language).course(view), std::move(keyboard));
}

Decision show_lesson_as_student(const Editing& editing, const shop::Lesson& lesson) {
  const shop::Course& course = editing.course;
  Decision decision;
  add(decision, lesson_messages(lesson, course, student_of(editing), editing.context));
  telegram::InlineKeyboard keyboard;
  if (const shop::Lesson* const next = shop::lesson_after(course, lesson.id)) {
    keyboard.push_back({edit_button(editing.texts().next_lesson_button(),
                                    editing.action(EditDeed::lesson_as_student, next->id.value()))});
  }
  keyboard.push_back(
      {edit_button(editing.texts().button(EditDeed::lesson), editing.action(EditDeed::lesson, lesson.id.value())),
       edit_button(editing.texts().button(EditDeed::course), editing.action(EditDeed::course))});
  const auto place = static_cast<std::size_t>(&lesson - course.lessons.data()) + 1;
  decision.outgoing.push_back(message_to(editing.owner.chat(), editing.texts().end_of_lesson(course, place),
                                         store::Lane::reply, std::move(keyboard)));
  return decision;
}

}  // namespace bot
