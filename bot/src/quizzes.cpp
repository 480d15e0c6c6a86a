// Questions in lessons: a button an option, as often as it takes.

#include "course_texts.hpp"
#include "courses.hpp"
#include "lesson_messages.hpp"

namespace bot {
namespace {

/// A digit each: there are at most ten questions in a lesson, and ten options of one.
struct Choice {
  std::size_t quiz = 0;
  std::size_t option = 0;
};

std::optional<Choice> parse_choice(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != 3 || !digit(text[0]) || text[1] != ':' || !digit(text[2])) return std::nullopt;
  return Choice{.quiz = static_cast<std::size_t>(text[0] - '0'), .option = static_cast<std::size_t>(text[2] - '0')};
}

/// The question of that place, in the customer's language.
std::optional<shop::Quiz> quiz_of(const shop::Lesson& lesson, std::size_t place, shop::Language language) {
  const auto content = shop::parse_lesson(lesson.id.value(), lesson.in(language).markdown);
  if (!content) return std::nullopt;
  for (const shop::LessonPart& part : content->parts) {
    if (const auto* quiz = std::get_if<shop::Quiz>(&part); quiz != nullptr && place-- == 0) return *quiz;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Decision> answer_quiz(const Customer& customer, const values::CourseId& id,
                                    const values::LessonId& lesson_id, std::string_view choice_text,
                                    const telegram::CallbackQuery& query, const Context& context) {
  const Situation& situation = context.situation;
  const shop::Course* const course = situation.catalogue.course(id);
  const shop::Lesson* const lesson = course != nullptr ? course->lesson(lesson_id) : nullptr;
  const std::optional<Choice> choice = parse_choice(choice_text);
  if (lesson == nullptr || !choice) return std::nullopt;
  const std::optional<shop::Quiz> quiz = quiz_of(*lesson, choice->quiz, customer.language);
  if (!quiz || choice->option >= quiz->options.size()) return std::nullopt;
  const shop::Holdings holdings = holdings_of(customer.id, id, context);
  const bool open = shop::access_to(*lesson, *course, holdings, situation.catalogue.rules(), situation.now) ==
                    shop::LessonAccess::open;
  // Owners look at what students will see.
  if (!open && !is_owner(situation, customer.id)) return std::nullopt;

  const CourseTexts& texts = course_texts_in(customer.language);
  const bool correct = choice->option == quiz->correct;
  telegram::InlineKeyboard keyboard;
  if (!correct) keyboard = quiz_buttons(*quiz, quiz_data(id, lesson_id, choice->quiz));
  Decision decision;
  decision.outgoing.push_back(
      screen_for(customer, correct ? texts.quiz_right(*quiz, choice->option) : texts.quiz_wrong(*quiz, choice->option),
                 std::move(keyboard), &query));
  // A preview's questions are for trying out.
  if (!shop::has_course(*course, holdings, situation.catalogue.rules(), situation.now) || !holdings.enrolment) {
    return decision;
  }
  const shop::QuizAnswer answer{
      .lesson = lesson_id, .quiz = choice->quiz, .choice = choice->option, .correct = correct};
  const shop::Progress before = context.reader.progress(situation.bot, customer.id, id);
  decision.effects.push_back(shop::QuizAnswered{
      .bot = situation.bot, .user = customer.id, .course = id, .answer = answer, .at = situation.now});
  add(decision, complete(customer, *course, *holdings.enrolment, shop::with_answer(before, answer), context));
  return decision;
}

}  // namespace bot
