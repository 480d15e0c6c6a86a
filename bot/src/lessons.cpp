// Reading a course, lesson by lesson. A button knows its lesson by name, so that it keeps its meaning when the author
// puts the lessons into another order.

#include <algorithm>

#include "course_texts.hpp"
#include "courses.hpp"
#include "lesson_messages.hpp"
#include "paging.hpp"

namespace bot {
namespace {

constexpr std::size_t kLessonsAPage = 10;

/// A course, and what the customer has of it.
struct Reading {
  const shop::Course& course;
  shop::Holdings holdings;
  shop::Progress progress;
};

std::optional<Reading> reading_of(const Customer& customer, const values::CourseId& id, const Context& context) {
  const Situation& situation = context.situation;
  const shop::Course* const course = situation.catalogue.course(id);
  if (course == nullptr) return std::nullopt;
  return Reading{.course = *course,
                 .holdings = holdings_of(customer.id, id, context),
                 .progress = context.reader.progress(situation.bot, customer.id, id)};
}

bool is_theirs(const Reading& reading, const Situation& situation) {
  return shop::has_course(reading.course, reading.holdings, situation.catalogue.rules(), situation.now);
}

/// Somebody who never had the course sees nothing of one that isn't published.
bool is_visible(const Reading& reading, const Situation& situation) {
  return reading.course.published || is_theirs(reading, situation);
}

std::optional<values::Timestamp> still_closed_until(const shop::Lesson& lesson, const Reading& reading,
                                                    const Situation& situation) {
  const shop::LessonAccess access =
      shop::access_to(lesson, reading.course, reading.holdings, situation.catalogue.rules(), situation.now);
  if (access != shop::LessonAccess::opens_later) return std::nullopt;
  return reading.holdings.enrolment ? shop::opens_at(lesson, *reading.holdings.enrolment)
                                    : situation.now + lesson.after;
}

telegram::InlineKeyboard lesson_buttons(const Reading& reading, const Page& page, const Customer& customer,
                                        const Context& context) {
  const CourseTexts& texts = course_texts_in(customer.language);
  const Situation& situation = context.situation;
  const bool theirs = is_theirs(reading, situation);
  telegram::InlineKeyboard keyboard;
  std::size_t number = (page.number - 1) * kLessonsAPage;
  for (const shop::Lesson& lesson : part_of(reading.course.lessons, page, kLessonsAPage)) {
    keyboard.push_back(
        {{.text = texts.lesson_button(++number, lesson, shop::has_read(reading.progress, lesson.id),
                                      theirs || lesson.preview, still_closed_until(lesson, reading, situation)),
          .callback_data = std::string(kLessonData) + reading.course.id.value() + ":" + lesson.id.value()}});
  }
  return keyboard;
}

/// Where the lesson stands, and the ways on from it.
Outgoing position_of(const shop::Lesson& lesson, const Reading& reading, const Customer& customer,
                     const Context& context) {
  const CourseTexts& texts = course_texts_in(customer.language);
  const shop::Course& course = reading.course;
  const std::string names = course.id.value() + ":" + lesson.id.value();
  const bool theirs = is_theirs(reading, context.situation);
  std::vector<telegram::InlineButton> ways;
  if (shop::lesson_before(course, lesson.id) != nullptr) {
    ways.push_back({.text = texts.previous_button(), .callback_data = std::string(kPreviousData) + names});
  }
  if (shop::lesson_after(course, lesson.id) != nullptr) {
    ways.push_back({.text = texts.next_button(), .callback_data = std::string(kNextData) + names});
  }
  telegram::InlineKeyboard keyboard;
  if (!ways.empty()) keyboard.push_back(std::move(ways));
  keyboard.push_back(
      {theirs ? telegram::InlineButton{.text = texts.lessons_button(),
                                       .callback_data = std::string(kLessonsData) + course.id.value() + ":1"}
              : telegram::InlineButton{.text = course.title.in(customer.language),
                                       .callback_data = std::string(kCourseData) + course.id.value()}});
  const auto number = static_cast<std::size_t>(&lesson - course.lessons.data()) + 1;
  const CourseView view{.course = course,
                        .theirs = theirs,
                        .standing = shop::standing_in(course, reading.progress),
                        .completed = reading.holdings.enrolment && reading.holdings.enrolment->completed_at};
  std::string text = theirs ? texts.position(view, number) : texts.preview_ends(course);
  return message_to(customer.chat(), std::move(text), store::Lane::reply, std::move(keyboard));
}

/// The reader goes on from here: also somebody's first lesson of a course that a plan includes.
shop::Enrolment enrolment_after(const Reading& reading, const Customer& customer, const Situation& situation) {
  shop::Enrolment enrolment = reading.holdings.enrolment.value_or(shop::Enrolment{
      .bot = situation.bot, .user = customer.id, .course = reading.course.id, .enrolled_at = situation.now});
  // Who gave the course back and reads it by a plan is a student again.
  if (!enrolment.owned) enrolment.order.reset();
  enrolment.last_read_at = situation.now;
  enrolment.reminders = 0;
  return enrolment;
}

Decision open(const shop::Lesson& lesson, Reading reading, const Customer& customer, const Context& context) {
  const Situation& situation = context.situation;
  Decision decision;
  const bool theirs = is_theirs(reading, situation);
  if (theirs) {
    const shop::Enrolment enrolment = enrolment_after(reading, customer, situation);
    reading.holdings.enrolment = enrolment;
    reading.progress = shop::with_lesson(std::move(reading.progress), lesson.id);
    decision.effects.push_back(shop::EnrolmentChanged{enrolment});
    decision.effects.push_back(shop::LessonRead{.bot = situation.bot,
                                                .user = customer.id,
                                                .course = reading.course.id,
                                                .lesson = lesson.id,
                                                .at = situation.now});
    schedule_reading(decision, enrolment, context);
  }
  add(decision, lesson_messages(lesson, reading.course, customer, context));
  decision.outgoing.push_back(position_of(lesson, reading, customer, context));
  if (theirs) add(decision, complete(customer, reading.course, *reading.holdings.enrolment, reading.progress, context));
  return decision;
}

Decision open_if_allowed(const shop::Lesson& lesson, Reading reading, const Customer& customer,
                         const Context& context) {
  const CourseTexts& texts = course_texts_in(customer.language);
  const Situation& situation = context.situation;
  if (const auto opens = still_closed_until(lesson, reading, situation)) {
    return reply(customer, texts.lesson_opens_at(lesson, *opens));
  }
  if (!lesson.preview && !is_theirs(reading, situation)) {
    const telegram::InlineButton course{.text = reading.course.title.in(customer.language),
                                        .callback_data = std::string(kCourseData) + reading.course.id.value()};
    return reply(customer, texts.not_theirs(reading.course), {{course}});
  }
  return open(lesson, std::move(reading), customer, context);
}

/// What to do about a lesson that is gone: the reader goes on where they have got to.
Decision lesson_gone(const Customer& customer, const values::CourseId& id, const Context& context) {
  Decision decision = reply(customer, course_texts_in(customer.language).lesson_gone());
  add(decision, show_course(customer, id, nullptr, context));
  return decision;
}

/// The lesson that `find` finds from the one that is named.
template <class Find>
Decision show_from(const Customer& customer, const values::CourseId& id, const values::LessonId& from, Find find,
                   const Context& context) {
  std::optional<Reading> reading = reading_of(customer, id, context);
  if (!reading || !is_visible(*reading, context.situation)) {
    return reply(customer, course_texts_in(customer.language).course_gone());
  }
  const shop::Lesson* const lesson = find(reading->course, from);
  if (lesson == nullptr) return lesson_gone(customer, id, context);
  return open_if_allowed(*lesson, *std::move(reading), customer, context);
}

}  // namespace

Decision show_lessons(const Customer& customer, const values::CourseId& id, std::size_t number,
                      const telegram::CallbackQuery* pressed, const Context& context) {
  const CourseTexts& texts = course_texts_in(customer.language);
  const std::optional<Reading> reading = reading_of(customer, id, context);
  if (!reading || !is_visible(*reading, context.situation)) return reply(customer, texts.course_gone());
  const Page page = page_of(reading->course.lessons.size(), kLessonsAPage, number);
  telegram::InlineKeyboard keyboard = lesson_buttons(*reading, page, customer, context);
  add_paging(keyboard, page, std::string(kLessonsData) + id.value() + ":", texts);
  keyboard.push_back(
      {{.text = reading->course.title.in(customer.language), .callback_data = std::string(kCourseData) + id.value()}});
  const CourseView view{.course = reading->course,
                        .theirs = is_theirs(*reading, context.situation),
                        .standing = shop::standing_in(reading->course, reading->progress)};
  Decision decision;
  decision.outgoing.push_back(screen_for(customer, texts.lessons(view, page), std::move(keyboard), pressed));
  return decision;
}

Decision show_lesson(const Customer& customer, const values::CourseId& id, const values::LessonId& lesson,
                     const Context& context) {
  const auto find = [](const shop::Course& course, const values::LessonId& wanted) { return course.lesson(wanted); };
  return show_from(customer, id, lesson, find, context);
}

Decision show_next(const Customer& customer, const values::CourseId& id, const values::LessonId& lesson,
                   const Context& context) {
  return show_from(customer, id, lesson, shop::lesson_after, context);
}

Decision show_previous(const Customer& customer, const values::CourseId& id, const values::LessonId& lesson,
                       const Context& context) {
  return show_from(customer, id, lesson, shop::lesson_before, context);
}

Decision read_on(const Customer& customer, const values::CourseId& id, const Context& context) {
  std::optional<Reading> reading = reading_of(customer, id, context);
  if (!reading || !is_visible(*reading, context.situation)) {
    return reply(customer, course_texts_in(customer.language).course_gone());
  }
  const shop::Lesson* const lesson = shop::next_to_read(reading->course, reading->progress);
  if (lesson == nullptr) return show_lessons(customer, id, 1, nullptr, context);
  return open_if_allowed(*lesson, *std::move(reading), customer, context);
}

}  // namespace bot
