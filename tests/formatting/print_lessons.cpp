// Prints what becomes of lessons, one line of JSON each:   print_lessons FILE...
//
//   {"title": "…", "parts": [{"type": "text", "messages": [{"text": "…", "entities": […]}]}, …], "written": "…"}
//   {"error": "…"}
//
// Messages are as they go to Telegram: a text's at most 4096 long, a caption's 1024. `written` is the lesson as
// write_lesson writes it. Without arguments the files' contents come from the standard input, each ended by a NUL.

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <variant>

#include <boost/json.hpp>

#include "shop/lesson.hpp"

namespace {

namespace json = boost::json;

json::object message(const shop::FormattedText& text) {
  json::array entities;
  for (const shop::StyledRange& range : text.ranges) {
    json::object entity{{"type", shop::to_string(range.style)}, {"offset", range.offset}, {"length", range.length}};
    if (range.style == shop::Style::link) entity["url"] = range.argument;
    if (range.style == shop::Style::pre && !range.argument.empty()) entity["language"] = range.argument;
    entities.push_back(std::move(entity));
  }
  return {{"text", text.text}, {"entities", std::move(entities)}};
}

json::object part_as_json(const shop::FormattedText& text) {
  json::array messages;
  for (const shop::FormattedText& part : shop::split(text, shop::kMaxMessageText)) messages.push_back(message(part));
  return {{"type", "text"}, {"messages", std::move(messages)}};
}

json::object part_as_json(const shop::MediaPart& part) {
  return {{"type", shop::to_string(part.media.kind)},
          {"file", part.media.file},
          {"telegram_file", part.media.telegram_file},
          {"caption", message(part.caption)}};
}

json::object part_as_json(const shop::Quiz& quiz) {
  return {{"type", "quiz"},
          {"question", quiz.question},
          {"options", json::array(quiz.options.begin(), quiz.options.end())},
          {"correct", quiz.correct},
          {"explanation", quiz.explanation}};
}

json::object lesson_as_json(const std::string& name, const std::string& markdown) {
  const auto lesson = shop::parse_lesson(name, markdown);
  if (!lesson) return {{"error", lesson.error().message}};
  json::array parts;
  for (const shop::LessonPart& part : lesson->parts) {
    parts.push_back(std::visit([](const auto& one) { return part_as_json(one); }, part));
  }
  return {{"title", lesson->title}, {"parts", std::move(parts)}, {"written", shop::write_lesson(*lesson)}};
}

}  // namespace

int main(int count, char** arguments) {
  for (int i = 1; i < count; ++i) {
    std::ifstream file(arguments[i], std::ios::binary);
    const std::string markdown{std::istreambuf_iterator(file), {}};
    const std::string path = arguments[i];
    std::cout << lesson_as_json(path.substr(path.rfind('/') + 1), markdown) << '\n';
  }
  if (count > 1) return 0;
  for (std::string markdown; std::getline(std::cin, markdown, '\0');) {
    std::cout << lesson_as_json("stdin", markdown) << '\n';
  }
}
