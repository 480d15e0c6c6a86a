#include "shown_text.hpp"

#include "letter.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

/// The most bytes that a code point has.
constexpr std::size_t kLongestLetter = 4;

bool turns_direction(char32_t letter) {
  return letter == 0x061C || letter == 0x200E || letter == 0x200F || (letter >= 0x202A && letter <= 0x202E) ||
         (letter >= 0x2066 && letter <= 0x2069);
}

bool separates(char32_t letter) {
  return letter <= U' ' || (letter >= 0x7F && letter <= 0xA0) || letter == 0x2028 || letter == 0x2029;
}

std::string shown(std::string_view foreign, std::size_t limit, bool in_one_line) {
  // Nobody's megabyte is gone through: twice as much as fits leaves room for what is left out.
  const std::string sound = values::to_valid_utf8(foreign.substr(0, 2 * kLongestLetter * limit));
  std::string text;
  std::string_view gap;
  for (std::string_view rest = sound; !rest.empty();) {
    const Letter letter = take_letter(rest);
    if (turns_direction(letter.code)) continue;
    if (separates(letter.code)) {
      if (letter.code == U'\n' && !in_one_line) gap = "\n";
      if (gap.empty()) gap = " ";
      continue;
    }
    if (!text.empty()) text += gap;
    gap = {};
    text += letter.bytes;
  }
  return values::truncate_code_points(text, limit);
}

}  // namespace

std::string shown_line(std::string_view foreign, std::size_t limit) {
  return shown(foreign, limit, true);
}

std::string shown_lines(std::string_view foreign, std::size_t limit) {
  return shown(foreign, limit, false);
}

}  // namespace bot
