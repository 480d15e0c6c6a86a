#include "sample_courses.hpp"

#include <memory>
#include <stdexcept>

namespace bot {
namespace {

std::shared_ptr<const shop::LessonText> text_of(std::string_view id, std::string_view markdown) {
  if (markdown.empty()) return nullptr;
  const auto content = shop::parse_lesson(id, markdown);
  if (!content) throw std::invalid_argument(content.error().message);
  shop::LessonText text{.title = content->title, .markdown = std::string(markdown)};
  for (const shop::LessonPart& part : content->parts) {
    if (std::holds_alternative<shop::Quiz>(part)) ++text.quizzes;
    if (const auto* media = std::get_if<shop::MediaPart>(&part)) text.media.push_back(media->media);
  }
  return std::make_shared<const shop::LessonText>(std::move(text));
}

}  // namespace

shop::Lesson lesson_of(std::string_view id, std::string_view english, std::string_view russian) {
  return {.id = values::LessonId{std::string(id)}, .english = text_of(id, english), .russian = text_of(id, russian)};
}

shop::Course sql_course() {
  shop::Course course{
      .id = values::CourseId{"sql"},
      .title = {"SQL in an evening", "SQL за вечер"},
      .description = {"Ask a database what you want to know.", "Спросите у базы данных, что вам нужно."},
      .price = values::Stars{150},
      .plans = {shop::PlanId::unlimited},
      .published = true};
  course.lessons = {
      lesson_of("tables", "# Tables\n\nA table has **rows** and columns.",
                "# Таблицы\n\nВ таблице есть **строки** и столбцы."),
      lesson_of("select", "# Asking\n\n`SELECT` reads.\n\n![A table](table.png)\n\nTry it.",
                "# Вопросы\n\n`SELECT` читает.\n\n![Таблица](table.png)\n\nПопробуйте."),
      lesson_of(
          "joins",
          "# Joins\n\nTwo tables at once.\n\n```quiz\nWhat does JOIN do?\n- [ ] It sorts\n- [x] It combines\n> By a "
          "condition.\n```\n\n```quiz\nHow many tables?\n- [x] Two or more\n- [ ] One\n```",
          "# Соединения\n\nДве таблицы сразу.\n\n```quiz\nЧто делает JOIN?\n- [ ] Сортирует\n- [x] Соединяет\n> По "
          "условию.\n```\n\n```quiz\nСколько таблиц?\n- [x] Две или больше\n- [ ] Одна\n```"),
      lesson_of("end", "# The end\n\n[All in one place](sheet.pdf)", "# Итог\n\n[Всё сразу](sheet.pdf)"),
  };
  course.lessons[0].preview = true;
  course.lessons[2].after = std::chrono::days{2};
  course.files = {{.name = "sheet.pdf", .size = 9000, .version = "1"},
                  {.name = "table.png", .size = 5000, .version = "1"}};
  return course;
}

shop::Course channel_course(shop::ChannelEntry entry) {
  return {.id = values::CourseId{"club"},
          .title = {"Writers' club", "Клуб авторов"},
          .description = {"A text a week, read by all.", "По тексту в неделю, читаем все вместе."},
          .price = values::Stars{200},
          .plans = {shop::PlanId::pro},
          .published = true,
          .channel = shop::CourseChannel{.chat = kChannel, .entry = entry}};
}

}  // namespace bot
