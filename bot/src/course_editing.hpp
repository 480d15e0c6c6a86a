#pragma once
// Courses made in the chat: what the conversation's parts share. Whatever an owner presses or writes is judged by the
// catalogue in force by then. A change is a call (bot/catalogue_call.hpp) that whoever has the files carries out; what
// came of it is shown once it is answered.

#include <cstddef>
#include <optional>
#include <string>

#include "answer.hpp"
#include "course_editing_texts.hpp"
#include "edit_action.hpp"
#include "shop/course_edit.hpp"
#include "telegram/types.hpp"

namespace bot {

/// An owner at work on a course of the catalogue.
struct Editing {
  const Customer& owner;
  const shop::Course& course;
  shop::Language language;  ///< Of the course's texts that are shown and changed.
  const Context& context;

  const CourseEditingTexts& texts() const { return course_editing_texts_in(owner.language); }
  EditAction action(EditDeed deed, std::string detail = {}) const {
    return {.deed = deed, .language = language, .course = course.id, .detail = std::move(detail)};
  }
};

struct Screen {
  std::string text;
  telegram::InlineKeyboard keyboard;
};

// course_panel.cpp
Screen courses_screen(const Customer& owner, std::size_t page, const Context& context);
Screen course_screen(const Editing& editing);
Screen lessons_screen(const Editing& editing, std::size_t page);
Screen lesson_screen(const Editing& editing, const shop::Lesson& lesson);
Screen plans_screen(const Editing& editing);
Screen removal_screen(const Editing& editing, const shop::Lesson& lesson);
/// What `action` shows, or a change leads back to; of what isn't there any more, the nearest that is.
Screen screen_of(const EditAction& action, const Customer& owner, const Context& context);
/// `note` stands above it.
Screen noted(const std::string& note, Screen screen);
telegram::InlineButton edit_button(std::string text, const EditAction& action);
/// The course's texts in the owner's language, if it has them.
shop::Language language_to_edit(const shop::Course& course, const Customer& owner);

/// A screen in place of that message, or as one of its own.
Outgoing show(const Customer& owner, Screen screen, std::optional<values::MessageId> in_place_of = std::nullopt);
/// The message whose button was pressed, if Telegram still lets it be changed.
std::optional<values::MessageId> message_of(const telegram::CallbackQuery& query);

// course_questions.cpp
/// Asks for what `action` needs; of the course as it stands now.
Decision ask_about(const EditAction& action, const Editing& editing);
/// Asks for the title of a new course.
Decision ask_for_course(const Customer& owner, const Context& context);
/// Nothing is waited for any more, if it was something about courses.
void stop_asking(Decision& decision, const Customer& owner, const Context& context);
/// What the owner's next message is about, if it is about a course.
std::optional<EditAction> edit_in_question(const Customer& owner, const Context& context);

// course_changes.cpp
/// A change on its way to the files. Then `next` is shown, in place of that message or as one of its own.
Outgoing change(const Customer& owner, const shop::CourseEdit& edit, const EditAction& next,
                std::optional<values::MessageId> in_place_of = std::nullopt);

// course_preview.cpp
/// As those who don't have the course yet see its page.
Decision show_as_student(const Editing& editing);
Decision show_lesson_as_student(const Editing& editing, const shop::Lesson& lesson);

}  // namespace bot
