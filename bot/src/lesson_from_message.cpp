#include "lesson_from_message.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "formatted_message.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

std::optional<shop::MediaFile> media_in(const telegram::Message& message) {
  if (message.photo)
    return shop::MediaFile{.kind = shop::MediaKind::photo, .file = {}, .telegram_file = *message.photo};
  if (message.video)
    return shop::MediaFile{.kind = shop::MediaKind::video, .file = {}, .telegram_file = *message.video};
  if (!message.document) return std::nullopt;
  return shop::MediaFile{.kind = shop::MediaKind::document, .file = {}, .telegram_file = message.document->file_id};
}

bool fits(const telegram::Quiz& quiz) {
  const auto short_enough = [](const std::string& option) {
    return values::count_code_points(option) <= shop::kMaxQuizOption;
  };
  return quiz.options.size() >= 2 && quiz.options.size() <= 10 && std::ranges::all_of(quiz.options, short_enough) &&
         values::count_code_points(quiz.question) <= shop::kMaxQuizQuestion &&
         values::count_code_points(quiz.explanation) <= shop::kMaxQuizExplanation;
}

PartMessage part_of(const telegram::Quiz& quiz) {
  if (quiz.correct_options.empty()) return MessageProblem::answer_unknown;
  if (quiz.correct_options.size() > 1) return MessageProblem::several_answers;
  if (!fits(quiz) || quiz.correct_options.front() >= quiz.options.size()) return MessageProblem::quiz_too_large;
  return shop::LessonPart{shop::Quiz{.question = quiz.question,
                                     .options = quiz.options,
                                     .correct = quiz.correct_options.front(),
                                     .explanation = quiz.explanation}};
}

/// The message's words: its text, or what stands under its picture.
shop::FormattedText words_of(const telegram::Message& message) {
  if (message.text) return formatted(*message.text, message.entities);
  if (message.caption) return formatted(*message.caption, message.caption_entities);
  return {.text = "", .ranges = {}};
}

}  // namespace

std::optional<MessageProblem> problem_with(const shop::LessonContent& content) {
  const auto is_quiz = [](const shop::LessonPart& part) { return std::holds_alternative<shop::Quiz>(part); };
  const auto quizzes = static_cast<std::size_t>(std::ranges::count_if(content.parts, is_quiz));
  if (content.parts.size() > shop::kMaxLessonParts || quizzes > shop::kMaxQuizzes) return MessageProblem::too_long;
  const std::string markdown = shop::write_lesson(content);
  if (markdown.size() > shop::kMaxLessonBytes) return MessageProblem::too_long;
  if (!shop::parse_lesson("lesson", markdown)) return MessageProblem::cannot_be_formatted;
  return std::nullopt;
}

PartMessage part_in(const telegram::Message& message) {
  if (message.quiz) return part_of(*message.quiz);
  shop::FormattedText words = words_of(message);
  if (std::optional<shop::MediaFile> media = media_in(message)) {
    return shop::LessonPart{shop::MediaPart{.media = *std::move(media), .caption = std::move(words)}};
  }
  if (words.text.empty()) return MessageProblem::nothing_to_show;
  return shop::LessonPart{std::move(words)};
}

LessonMessage lesson_in(const telegram::Message& message) {
  const std::optional<shop::MediaFile> media = media_in(message);
  HeadedText headed = split_heading(words_of(message), shop::kMaxLessonTitle);
  if (headed.heading.empty()) {
    return std::visit([](auto part) -> LessonMessage { return part; }, part_in(message));
  }
  if (!media && headed.text.text.empty()) return MessageProblem::no_text;
  shop::LessonContent content{.title = std::move(headed.heading), .parts = {}};
  if (media) {
    content.parts.emplace_back(shop::MediaPart{.media = *media, .caption = std::move(headed.text)});
  } else {
    content.parts.emplace_back(std::move(headed.text));
  }
  if (const std::optional<MessageProblem> problem = problem_with(content)) return *problem;
  return content;
}

}  // namespace bot
