// Finding a course: the list, a course's page, the search.

#include <algorithm>

#include "course_texts.hpp"
#include "courses.hpp"
#include "paging.hpp"
#include "shop/checkout.hpp"

namespace bot {
namespace {

constexpr std::size_t kCoursesAPage = 8;
constexpr std::size_t kMostFound = 10;
constexpr std::size_t kMaxQuery = 100;  // code points

std::string data(std::string_view prefix, std::string_view rest) {
  return std::string(prefix) + std::string(rest);
}

/// What anybody may find.
std::vector<const shop::Course*> published(const shop::Catalogue& catalogue) {
  std::vector<const shop::Course*> found;
  for (const shop::Course& course : catalogue.courses()) {
    if (course.published) found.push_back(&course);
  }
  return found;
}

telegram::InlineKeyboard buttons_for(std::span<const shop::Course* const> courses, const Customer& customer,
                                     const Context& context) {
  const CourseTexts& texts = course_texts_in(customer.language);
  telegram::InlineKeyboard keyboard;
  for (const shop::Course* course : courses) {
    keyboard.push_back({{.text = texts.course_button(view_of(*course, customer, context)),
                         .callback_data = data(kCourseData, course->id.value())}});
  }
  return keyboard;
}

/// What somebody who has the course may do with it.
void add_reading_buttons(telegram::InlineKeyboard& keyboard, const CourseView& view, const CourseTexts& texts) {
  const std::string& id = view.course.id.value();
  if (!view.course.lessons.empty()) {
    const bool begun = view.standing.read > 0;
    keyboard.push_back(
        {{.text = begun ? texts.read_on_button() : texts.start_button(), .callback_data = data(kReadOnData, id)},
         {.text = texts.lessons_button(), .callback_data = data(kLessonsData, id + ":1")}});
  }
  if (view.course.channel) {
    keyboard.push_back({{.text = texts.enter_button(), .callback_data = data(kEnterData, id)}});
  }
  if (view.completed && view.course.certificate) {
    keyboard.push_back({{.text = texts.certificate_button(), .callback_data = data(kCertificateData, id)}});
  }
}

/// What somebody may do who thinks about getting it.
void add_buying_buttons(telegram::InlineKeyboard& keyboard, const shop::Course& course, const CourseTexts& texts) {
  constexpr std::size_t kMostPreviews = 5;
  std::size_t previews = 0;
  for (const shop::Lesson& lesson : course.lessons) {
    if (!lesson.preview || ++previews > kMostPreviews) continue;
    keyboard.push_back({{.text = texts.preview_button(lesson),
                         .callback_data = data(kLessonData, course.id.value() + ":" + lesson.id.value())}});
  }
  if (course.can_be_bought()) {
    keyboard.push_back(
        {{.text = texts.buy_button(*course.price), .callback_data = data(kBuyCourseData, course.id.value())}});
  }
}

}  // namespace

Decision show_courses(const Customer& customer, std::size_t number, const telegram::CallbackQuery* pressed,
                      const Context& context) {
  const CourseTexts& texts = course_texts_in(customer.language);
  const std::vector<const shop::Course*> courses = published(context.situation.catalogue);
  if (courses.empty()) return reply(customer, texts.no_courses());
  const Page page = page_of(courses.size(), kCoursesAPage, number);
  telegram::InlineKeyboard keyboard = buttons_for(part_of(courses, page, kCoursesAPage), customer, context);
  add_paging(keyboard, page, kCoursesData, texts);
  Decision decision;
  decision.outgoing.push_back(screen_for(customer, texts.courses(page), std::move(keyboard), pressed));
  return decision;
}

Decision show_course(const Customer& customer, const values::CourseId& id, const telegram::CallbackQuery* pressed,
                     const Context& context) {
  const CourseTexts& texts = course_texts_in(customer.language);
  const shop::Course* const course = context.situation.catalogue.course(id);
  const CourseView* view = nullptr;
  std::optional<CourseView> seen;
  if (course != nullptr) view = &seen.emplace(view_of(*course, customer, context));
  if (view == nullptr || (!course->published && !view->theirs)) return reply(customer, texts.course_gone());

  telegram::InlineKeyboard keyboard;
  if (view->theirs) {
    add_reading_buttons(keyboard, *view, texts);
  } else {
    add_buying_buttons(keyboard, *course, texts);
  }
  keyboard.push_back({{.text = texts.all_courses_button(), .callback_data = data(kCoursesData, "1")}});
  Decision decision;
  decision.outgoing.push_back(screen_for(customer, texts.course(*view), std::move(keyboard), pressed));
  decision.effects.push_back(shop::CourseViewed{.bot = context.situation.bot, .course = id});
  return decision;
}

Decision search_courses(const Customer& customer, std::string_view words, const Context& context) {
  const CourseTexts& texts = course_texts_in(customer.language);
  if (words.empty()) return reply(customer, texts.how_to_search());
  const std::string query = bounded(words, kMaxQuery);
  const std::vector<const shop::Course*> found =
      context.situation.catalogue.search(query, customer.language, kMostFound);
  if (found.empty()) return reply(customer, texts.nothing_found(query));
  return reply(customer, texts.found(query, found.size()), buttons_for(found, customer, context));
}

}  // namespace bot
