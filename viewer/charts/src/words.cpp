#include "words.hpp"

#include <array>

namespace charts {
namespace {

constexpr Words kEnglish{
    .last = "last", .highest = "max", .total = "total", .no_value = "No data", .no_answer = "no answer"};
constexpr Words kRussian{
    .last = "сейчас", .highest = "макс.", .total = "всего", .no_value = "Нет данных", .no_answer = "нет ответа"};

struct Unit {
  std::chrono::minutes size;
  std::string_view english;
  std::string_view russian;
};
constexpr std::array kUnits{
    Unit{std::chrono::hours(24), " d", " сут"},
    Unit{std::chrono::hours(1), " h", " ч"},
    Unit{std::chrono::minutes(1), " min", " мин"},
};

}  // namespace

std::string_view choose(Language language, std::string_view english, std::string_view russian) {
  return language == Language::russian ? russian : english;
}

const Words& words_of(Language language) {
  return language == Language::russian ? kRussian : kEnglish;
}

std::string and_more(std::size_t count, Language language) {
  const std::string number = std::to_string(count);
  return language == Language::russian ? "и ещё " + number : "and " + number + " more";
}

std::string bar_width_note(std::chrono::milliseconds width, Language language) {
  std::string note(choose(language, "each bar: ", "столбец: "));
  for (const Unit& unit : kUnits) {
    if (width % unit.size != std::chrono::milliseconds(0)) continue;
    note += std::to_string(width / unit.size);
    note += choose(language, unit.english, unit.russian);
    break;
  }
  return note;
}

}  // namespace charts
