#pragma once
// What the bot says to owners who make courses in the chat, as one function a message; a language is a class, as in
// texts.hpp.
//
// Plain text without markup. Parameters that come from outside are bounded by whoever passes them. Thread-safe: the
// objects have no state.

#include <cstddef>
#include <string>
#include <string_view>

#include "course_texts.hpp"
#include "edit_action.hpp"
#include "shop/course.hpp"

namespace bot {

/// Why a message can't be a lesson, or a part of one.
enum class MessageProblem {
  nothing_to_show,      ///< A sticker, a voice message, a place, a poll that is no quiz.
  no_text,              ///< A title alone.
  no_title,             ///< A picture without words, where a lesson is needed.
  no_lesson_before,     ///< A picture or a quiz, where nothing is that it could belong to.
  answer_unknown,       ///< A quiz whose right answer Telegram doesn't tell.
  several_answers,      ///< A quiz with more than one.
  quiz_too_large,       ///< More options, or longer ones, than a lesson's have.
  too_long,             ///< The lesson would become too long.
  too_many_lessons,     ///< In the course.
  cannot_be_formatted,  ///< What it says can't be written down so that it can be read again.
};

class CourseEditingTexts {
 public:
  virtual ~CourseEditingTexts() = default;

  // Buttons.
  virtual std::string button(EditDeed deed) const = 0;
  virtual std::string course_button(const shop::Course& course) const = 0;
  virtual std::string lesson_button(std::size_t number, const shop::Lesson& lesson, shop::Language language) const = 0;
  virtual std::string plan_button(const shop::PlanOffer& offer, bool included) const = 0;
  virtual std::string language_button(shop::Language language) const = 0;
  virtual std::string next_lesson_button() const = 0;

  // Screens. `language`: of the texts that are shown and changed. `number` counts from 1.
  virtual std::string courses(const Page& page) const = 0;
  virtual std::string no_courses() const = 0;
  virtual std::string course(const shop::Course& course, shop::Language language) const = 0;
  virtual std::string lessons(const shop::Course& course, const Page& page) const = 0;
  virtual std::string lesson(const shop::Course& course, std::size_t number, shop::Language language) const = 0;
  virtual std::string plans(const shop::Course& course) const = 0;
  virtual std::string really_remove(const shop::Lesson& lesson, bool published) const = 0;
  virtual std::string end_of_lesson(const shop::Course& course, std::size_t number) const = 0;

  // Questions.
  virtual std::string ask_new_title() const = 0;
  virtual std::string ask_title(const shop::Course& course, shop::Language language) const = 0;
  virtual std::string ask_description(const shop::Course& course, shop::Language language) const = 0;
  virtual std::string ask_price(const shop::Course& course) const = 0;
  virtual std::string ask_channel(const shop::Course& course) const = 0;
  virtual std::string ask_opening(const shop::Lesson& lesson) const = 0;
  virtual std::string ask_lessons(const shop::Course& course, shop::Language language) const = 0;
  virtual std::string ask_replacement(const shop::Lesson& lesson, shop::Language language) const = 0;
  virtual std::string ask_more(const shop::Lesson& lesson) const = 0;

  // What can't be an answer to them. The question stays.
  virtual std::string bad_title() const = 0;
  virtual std::string bad_description() const = 0;
  virtual std::string bad_price() const = 0;
  virtual std::string bad_channel() const = 0;
  virtual std::string channel_taken(const shop::Course& by) const = 0;
  virtual std::string bad_opening() const = 0;
  virtual std::string unusable(MessageProblem problem) const = 0;

  // What came of it. `going_on`: more may follow.
  virtual std::string lesson_added(std::size_t number, std::string_view title, bool going_on) const = 0;
  virtual std::string lesson_extended(std::size_t number, std::string_view title, bool going_on) const = 0;
  virtual std::string published(const shop::Course& course) const = 0;
  virtual std::string done() const = 0;
  virtual std::string cancelled() const = 0;
  virtual std::string already_so() const = 0;
  virtual std::string changed_meanwhile() const = 0;
  virtual std::string cannot_be_published(const shop::Course& course) const = 0;
  virtual std::string not_saved(std::string_view reason) const = 0;
  virtual std::string saved_but_not_in_force(std::string_view reason) const = 0;
  virtual std::string course_gone() const = 0;
  virtual std::string lesson_gone() const = 0;
  virtual std::string no_such_course(std::string_view id) const = 0;
  virtual std::string too_many_courses() const = 0;
};

const CourseEditingTexts& course_editing_texts_in(shop::Language language);

}  // namespace bot
