#include "lesson_messages.hpp"

#include <iterator>
#include <stdexcept>
#include <utility>

#include "course_texts.hpp"
#include "courses.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

/// Writes a lesson's parts as messages, one after the other.
class Messages {
 public:
  Messages(const shop::Lesson& lesson, const shop::Course& course, const Customer& customer, const Context& context)
      : lesson_(lesson), course_(course), customer_(customer), context_(context) {}

  std::vector<Outgoing> write(shop::LessonContent content) {
    if (auto* first = content.parts.empty() ? nullptr : std::get_if<shop::FormattedText>(&content.parts.front())) {
      *first = titled(content.title, std::move(*first));
    } else {
      content.parts.insert(content.parts.begin(), titled(content.title, {.text = ""}));
    }
    for (const shop::LessonPart& part : content.parts) std::visit(*this, part);
    return std::move(messages_);
  }

  void operator()(const shop::FormattedText& text) {
    for (const shop::FormattedText& part : shop::split(text, telegram::kMaxMessageText)) {
      messages_.push_back({.call = telegram::to_call(telegram::SendMessage{.chat_id = customer_.chat(),
                                                                           .text = part.text,
                                                                           .entities = entities_of(part),
                                                                           .protect_content = course_.protect_content}),
                           .chat = customer_.chat(),
                           .lane = store::Lane::reply,
                           .deadline = std::nullopt});
    }
  }

  void operator()(const shop::MediaPart& part) { messages_.push_back(media_to(customer_, course_, part, context_)); }

  void operator()(const shop::Quiz& quiz) {
    const std::string data = quiz_data(course_.id, lesson_.id, quizzes_++);
    messages_.push_back(message_to(customer_.chat(), course_texts_in(customer_.language).quiz(quiz), store::Lane::reply,
                                   quiz_buttons(quiz, data)));
  }

 private:
  const shop::Lesson& lesson_;
  const shop::Course& course_;
  const Customer& customer_;
  const Context& context_;
  std::vector<Outgoing> messages_;
  std::size_t quizzes_ = 0;
};

}  // namespace

shop::FormattedText titled(const std::string& title, shop::FormattedText text) {
  const std::string heading = title + "\n\n";
  const auto shift = static_cast<std::int64_t>(values::count_utf16_units(heading));
  for (shop::StyledRange& range : text.ranges) range.offset += shift;
  text.text.insert(0, heading);
  text.ranges.insert(text.ranges.begin(), {.style = shop::Style::bold,
                                           .length = static_cast<std::int64_t>(values::count_utf16_units(title))});
  return text;
}

std::vector<telegram::TextEntity> entities_of(const shop::FormattedText& text) {
  std::vector<telegram::TextEntity> entities;
  for (const shop::StyledRange& range : text.ranges) {
    telegram::TextEntity entity{
        .type = std::string(shop::to_string(range.style)), .offset = range.offset, .length = range.length};
    if (range.style == shop::Style::link) entity.url = range.argument;
    if (range.style == shop::Style::pre) entity.language = range.argument;
    entities.push_back(std::move(entity));
  }
  return entities;
}

std::string quiz_data(const values::CourseId& course, const values::LessonId& lesson, std::size_t quiz) {
  return std::string(kQuizData) + course.value() + ":" + lesson.value() + ":" + std::to_string(quiz) + ":";
}

telegram::InlineKeyboard quiz_buttons(const shop::Quiz& quiz, const std::string& data) {
  telegram::InlineKeyboard keyboard;
  for (std::size_t option = 0; option < quiz.options.size(); ++option) {
    keyboard.push_back({{.text = quiz.options[option], .callback_data = data + std::to_string(option)}});
  }
  return keyboard;
}

std::vector<Outgoing> lesson_messages(const shop::Lesson& lesson, const shop::Course& course, const Customer& customer,
                                      const Context& context) {
  const values::Result<shop::LessonContent> content =
      shop::parse_lesson(lesson.id.value(), lesson.in(customer.language).markdown);
  // The catalogue takes no lesson that can't be read.
  if (!content) throw std::logic_error(content.error().message);
  return Messages(lesson, course, customer, context).write(*content);
}

}  // namespace bot
