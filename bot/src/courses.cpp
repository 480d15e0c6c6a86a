#include "courses.hpp"

#include <algorithm>

#include "course_texts.hpp"
#include "english_course_texts.hpp"
#include "russian_course_texts.hpp"
#include "values/utf8.hpp"

namespace bot {

const CourseTexts& course_texts_in(shop::Language language) {
  return language == shop::Language::russian ? russian_course_texts() : english_course_texts();
}

std::int64_t readers_of(const values::LessonId& lesson, const shop::CourseStatistics& statistics) {
  const auto found = std::ranges::find(statistics.readers, lesson, [](const auto& entry) { return entry.first; });
  return found == statistics.readers.end() ? 0 : found->second;
}

std::string title_of(const shop::Product& product, shop::Language language, const shop::Catalogue& catalogue) {
  const values::CourseId* const id = shop::course_in(product);
  if (id == nullptr) return catalogue.plan(std::get<shop::PlanId>(product)).title.in(language);
  const shop::Course* const course = catalogue.course(*id);
  return course != nullptr ? course->title.in(language) : id->value();
}

shop::Holdings holdings_of(values::UserId user, const values::CourseId& course, const Context& context) {
  const values::BotId bot = context.situation.bot;
  return {.enrolment = context.reader.enrolment(bot, user, course),
          .subscription = context.reader.subscription(bot, user)};
}

Outgoing screen_for(const Customer& customer, std::string text, telegram::InlineKeyboard keyboard,
                    const telegram::CallbackQuery* pressed) {
  // Of a message that has grown too old for it, Telegram tells no date, and changes nothing.
  const bool there = pressed != nullptr && pressed->message && pressed->message->date != values::Timestamp{};
  return there ? screen_in(pressed->message->message_id, customer, std::move(text), std::move(keyboard))
               : message_to(customer.chat(), std::move(text), store::Lane::reply, std::move(keyboard));
}

Outgoing screen_in(values::MessageId message, const Customer& customer, std::string text,
                   telegram::InlineKeyboard keyboard) {
  return {.call = telegram::to_call(
              telegram::EditMessageText{.chat_id = customer.chat(),
                                        .message_id = message,
                                        .text = values::truncate_code_points(text, telegram::kMaxMessageText),
                                        .keyboard = std::move(keyboard)}),
          .chat = customer.chat(),
          .lane = store::Lane::reply,
          .deadline = std::nullopt};
}

std::vector<Outgoing> tell_owners_of_courses(const Context& context,
                                             const std::function<std::string(const CourseTexts&)>& message) {
  std::vector<Outgoing> messages;
  for (const values::UserId id : context.situation.owners) {
    const Customer owner = customer_of(id, context);
    messages.push_back(message_to(owner.chat(), message(course_texts_in(owner.language))));
  }
  return messages;
}

CourseView view_of(const shop::Course& course, const Customer& customer, const Context& context) {
  const Situation& situation = context.situation;
  const shop::Holdings holdings = holdings_of(customer.id, course.id, context);
  CourseView view{
      .course = course,
      .theirs = shop::has_course(course, holdings, situation.catalogue.rules(), situation.now),
      .standing = shop::standing_in(course, context.reader.progress(situation.bot, customer.id, course.id))};
  view.completed = holdings.enrolment && holdings.enrolment->completed_at;
  return view;
}

}  // namespace bot
