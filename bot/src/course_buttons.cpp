// The buttons of courses, taken apart.

#include "courses.hpp"
#include "positive_number.hpp"

namespace bot {
namespace {

/// "sql:tables": a course, and what stands behind the colon.
struct Named {
  values::CourseId course;
  std::string_view rest;
};

std::optional<Named> parse_named(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !shop::is_slug(text.substr(0, colon))) return std::nullopt;
  return Named{.course = values::CourseId{std::string(text.substr(0, colon))}, .rest = text.substr(colon + 1)};
}

std::optional<std::size_t> parse_page(std::string_view text) {
  const std::optional<std::int64_t> number = parse_positive(text);
  return number ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
}

/// Buttons that name nothing, or a course.
std::optional<Decision> press_of_course(const Customer& customer, std::string_view prefix,
                                        const values::CourseId& course, const telegram::CallbackQuery& query,
                                        const Context& context) {
  if (prefix == kCourseData) return show_course(customer, course, &query, context);
  if (prefix == kBuyCourseData) return buy_course(customer, course, context);
  if (prefix == kReadOnData) return read_on(customer, course, context);
  if (prefix == kCertificateData) return certify_sender(customer, course, query, context);
  if (prefix == kEnterData) return enter_channel(customer, course, context);
  return std::nullopt;
}

/// Buttons that name a lesson.
std::optional<Decision> press_of_lesson(const Customer& customer, std::string_view prefix, const Named& named,
                                        const telegram::CallbackQuery& query, const Context& context) {
  if (prefix == kLessonsData) {
    const std::optional<std::size_t> page = parse_page(named.rest);
    if (!page) return std::nullopt;
    return show_lessons(customer, named.course, *page, &query, context);
  }
  const std::string_view name = named.rest.substr(0, named.rest.find(':'));
  if (!shop::is_slug(name)) return std::nullopt;
  const values::LessonId lesson{std::string(name)};
  if (prefix == kLessonData) return show_lesson(customer, named.course, lesson, context);
  if (prefix == kNextData) return show_next(customer, named.course, lesson, context);
  if (prefix == kPreviousData) return show_previous(customer, named.course, lesson, context);
  if (prefix == kQuizData && name.size() < named.rest.size()) {
    return answer_quiz(customer, named.course, lesson, named.rest.substr(name.size() + 1), query, context);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Decision> press_course_button(const Customer& customer, std::string_view data,
                                            const telegram::CallbackQuery& query, const Context& context) {
  const std::size_t colon = data.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view prefix = data.substr(0, colon + 1);
  const std::string_view rest = data.substr(colon + 1);
  if (prefix == kCoursesData) {
    const std::optional<std::size_t> page = parse_page(rest);
    if (!page) return std::nullopt;
    return show_courses(customer, *page, &query, context);
  }
  if (prefix == kLanguageData) return choose_language(customer, rest, context);
  if (prefix == kRemindersData && (rest == "on" || rest == "off")) {
    return switch_reminders(customer, rest == "on", context);
  }
  if (shop::is_slug(rest)) {
    return press_of_course(customer, prefix, values::CourseId{std::string(rest)}, query, context);
  }
  const std::optional<Named> named = parse_named(rest);
  return named ? press_of_lesson(customer, prefix, *named, query, context) : std::nullopt;
}

}  // namespace bot
