#pragma once
// A number with its noun, as each language counts.
//
//   in_english(1, "lesson", "lessons")                  // "1 lesson"
//   in_russian(3, "урок", "урока", "уроков")            // "3 урока"

#include <cstdint>
#include <string>
#include <string_view>

namespace bot {

inline std::string in_english(std::int64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

/// 1 бот, 2 бота, 5 ботов; 11 ботов, 21 бот, 112 ботов (Unicode CLDR, plural rules for "ru").
inline std::string in_russian(std::int64_t count, std::string_view one, std::string_view few, std::string_view many) {
  const std::int64_t last_two = count % 100;
  const std::int64_t last = count % 10;
  const bool teens = last_two >= 11 && last_two <= 14;
  const std::string_view form = !teens && last == 1 ? one : !teens && last >= 2 && last <= 4 ? few : many;
  return std::to_string(count) + " " + std::string(form);
}

}  // namespace bot
