// What an owner sees of a course and of its lessons, with a button for whatever can be done about them.

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "course_editing.hpp"
#include "courses.hpp"
#include "paging.hpp"
#include "positive_number.hpp"

namespace bot {
namespace {

constexpr std::size_t kCoursesAPage = 8;
constexpr std::size_t kLessonsAPage = 8;

/// Buttons for a course, beside each other.
std::vector<telegram::InlineButton> row_of(const Editing& editing, std::initializer_list<EditDeed> deeds,
                                           const std::string& detail = {}) {
  std::vector<telegram::InlineButton> row;
  for (const EditDeed deed : deeds)
    row.push_back(edit_button(editing.texts().button(deed), editing.action(deed, detail)));
  return row;
}

/// To the same in the other language of a course.
std::vector<telegram::InlineButton> language_row(const Editing& editing, const EditAction& here) {
  const bool russian = editing.language == shop::Language::russian;
  EditAction there = here;
  there.language = russian ? shop::Language::english : shop::Language::russian;
  return {edit_button(editing.texts().language_button(there.language), there)};
}

std::size_t place_of(const shop::Course& course, const shop::Lesson& lesson) {
  return static_cast<std::size_t>(&lesson - course.lessons.data());
}

std::size_t page_number(const std::string& detail) {
  return static_cast<std::size_t>(parse_positive(detail).value_or(1));
}

}  // namespace

telegram::InlineButton edit_button(std::string text, const EditAction& action) {
  return {.text = std::move(text), .callback_data = std::string(kEditData) + to_string(action)};
}

shop::Language language_to_edit(const shop::Course& course, const Customer& owner) {
  return course.title.has(owner.language) ? owner.language : course.languages().front();
}

Screen noted(const std::string& note, Screen screen) {
  screen.text = note + "\n\n" + screen.text;
  return screen;
}

Screen courses_screen(const Customer& owner, std::size_t number, const Context& context) {
  const CourseEditingTexts& texts = course_editing_texts_in(owner.language);
  const std::span<const shop::Course> all = context.situation.catalogue.courses();
  if (all.empty()) return {.text = texts.no_courses(), .keyboard = {}};
  const Page page = page_of(all.size(), kCoursesAPage, number);
  Screen screen{.text = texts.courses(page), .keyboard = {}};
  const std::size_t first = (page.number - 1) * kCoursesAPage;
  for (const shop::Course& course : all.subspan(first, std::min(kCoursesAPage, all.size() - first))) {
    screen.keyboard.push_back(
        {edit_button(texts.course_button(course),
                     {.deed = EditDeed::course, .language = language_to_edit(course, owner), .course = course.id})});
  }
  const EditAction pages{.deed = EditDeed::courses, .language = owner.language};
  add_paging(screen.keyboard, page, std::string(kEditData) + to_string(pages) + ":", course_texts_in(owner.language));
  return screen;
}

Screen course_screen(const Editing& editing) {
  const shop::Course& course = editing.course;
  if (!course.title.has(editing.language)) {
    return {.text = editing.texts().course(course, editing.language),
            .keyboard = {row_of(editing, {EditDeed::title}), language_row(editing, editing.action(EditDeed::course)),
                         row_of(editing, {EditDeed::courses})}};
  }
  telegram::InlineKeyboard keyboard{
      course.lessons.empty() ? row_of(editing, {EditDeed::add}) : row_of(editing, {EditDeed::add, EditDeed::lessons}),
      row_of(editing, {EditDeed::title, EditDeed::description}),
      row_of(editing, {EditDeed::price, EditDeed::plans}),
      row_of(editing, {EditDeed::channel, course.protect_content ? EditDeed::unprotect : EditDeed::protect}),
      row_of(editing, {EditDeed::as_student}),
      row_of(editing, {course.published ? EditDeed::unpublish : EditDeed::publish}),
      language_row(editing, editing.action(EditDeed::course))};
  keyboard.push_back(row_of(editing, {EditDeed::courses}));
  return {.text = editing.texts().course(course, editing.language), .keyboard = std::move(keyboard)};
}

Screen lessons_screen(const Editing& editing, std::size_t number) {
  const shop::Course& course = editing.course;
  const Page page = page_of(course.lessons.size(), kLessonsAPage, number);
  Screen screen{.text = editing.texts().lessons(course, page), .keyboard = {}};
  for (const shop::Lesson& lesson : part_of(course.lessons, page, kLessonsAPage)) {
    const std::size_t place = static_cast<std::size_t>(std::ranges::find(course.lessons, lesson.id, &shop::Lesson::id) -
                                                       course.lessons.begin());
    screen.keyboard.push_back({edit_button(editing.texts().lesson_button(place + 1, lesson, editing.language),
                                           editing.action(EditDeed::lesson, lesson.id.value()))});
  }
  add_paging(screen.keyboard, page, std::string(kEditData) + to_string(editing.action(EditDeed::lessons)) + ":",
             course_texts_in(editing.owner.language));
  screen.keyboard.push_back(row_of(editing, {EditDeed::add, EditDeed::course}));
  return screen;
}

Screen lesson_screen(const Editing& editing, const shop::Lesson& lesson) {
  const std::string& name = lesson.id.value();
  const std::size_t place = place_of(editing.course, lesson);
  telegram::InlineKeyboard keyboard;
  if (editing.course.lessons.size() > 1) {
    const bool first = place == 0;
    const bool last = place + 1 == editing.course.lessons.size();
    keyboard.push_back(first  ? row_of(editing, {EditDeed::down}, name)
                       : last ? row_of(editing, {EditDeed::up}, name)
                              : row_of(editing, {EditDeed::up, EditDeed::down}, name));
  }
  keyboard.push_back(
      row_of(editing, {lesson.preview ? EditDeed::close_to_all : EditDeed::open_to_all, EditDeed::opening}, name));
  const bool written = lesson.text(editing.language) != nullptr;
  keyboard.push_back(written ? row_of(editing, {EditDeed::extend, EditDeed::replace}, name)
                             : row_of(editing, {EditDeed::replace}, name));
  keyboard.push_back(row_of(editing, {EditDeed::lesson_as_student, EditDeed::removal}, name));
  keyboard.push_back(language_row(editing, editing.action(EditDeed::lesson, name)));
  const std::string page = std::to_string(place / kLessonsAPage + 1);
  std::vector<telegram::InlineButton> back = row_of(editing, {EditDeed::lessons}, page);
  back.push_back(edit_button(editing.texts().button(EditDeed::course), editing.action(EditDeed::course)));
  keyboard.push_back(std::move(back));
  return {.text = editing.texts().lesson(editing.course, place + 1, editing.language), .keyboard = std::move(keyboard)};
}

Screen plans_screen(const Editing& editing) {
  Screen screen{.text = editing.texts().plans(editing.course), .keyboard = {}};
  for (const shop::PlanOffer& offer : editing.context.situation.catalogue.plans()) {
    const bool included = editing.course.included_in(offer.id);
    screen.keyboard.push_back({edit_button(
        editing.texts().plan_button(offer, included),
        editing.action(included ? EditDeed::exclude : EditDeed::include, std::string(shop::to_string(offer.id))))});
  }
  screen.keyboard.push_back(row_of(editing, {EditDeed::course}));
  return screen;
}

Screen removal_screen(const Editing& editing, const shop::Lesson& lesson) {
  return {.text = editing.texts().really_remove(lesson, editing.course.published),
          .keyboard = {row_of(editing, {EditDeed::remove, EditDeed::lesson}, lesson.id.value())}};
}

Screen screen_of(const EditAction& action, const Customer& owner, const Context& context) {
  const CourseEditingTexts& texts = course_editing_texts_in(owner.language);
  if (action.deed == EditDeed::courses) return courses_screen(owner, page_number(action.detail), context);
  const shop::Course* const course = context.situation.catalogue.course(action.course);
  if (course == nullptr) return noted(texts.course_gone(), courses_screen(owner, 1, context));
  const Editing editing{.owner = owner, .course = *course, .language = action.language, .context = context};
  if (action.deed == EditDeed::lessons) return lessons_screen(editing, page_number(action.detail));
  if (action.deed == EditDeed::plans) return plans_screen(editing);
  if (action.deed != EditDeed::lesson && action.deed != EditDeed::removal) return course_screen(editing);
  const shop::Lesson* const lesson = course->lesson(values::LessonId{action.detail});
  if (lesson == nullptr) return noted(texts.lesson_gone(), lessons_screen(editing, 1));
  return action.deed == EditDeed::removal ? removal_screen(editing, *lesson) : lesson_screen(editing, *lesson);
}

Outgoing show(const Customer& owner, Screen screen, std::optional<values::MessageId> in_place_of) {
  return in_place_of ? screen_in(*in_place_of, owner, std::move(screen.text), std::move(screen.keyboard))
                     : message_to(owner.chat(), std::move(screen.text), store::Lane::reply, std::move(screen.keyboard));
}

std::optional<values::MessageId> message_of(const telegram::CallbackQuery& query) {
  // Of a message that has grown too old, Telegram tells no date.
  const bool there = query.message && query.message->date != values::Timestamp{};
  return there ? std::optional(query.message->message_id) : std::nullopt;
}

}  // namespace bot
