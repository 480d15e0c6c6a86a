#include "printable_text.hpp"

#include "letter.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

bool is_between(char32_t letter, char32_t first, char32_t last) {
  return letter >= first && letter <= last;
}

/// Spaces and control characters (Unicode, general categories Zs, Zl, Zp and Cc).
bool separates(char32_t letter) {
  return letter <= U' ' || is_between(letter, 0x7F, 0xA0) || letter == 0x1680 || is_between(letter, 0x2000, 0x200A) ||
         letter == 0x2028 || letter == 0x2029 || letter == 0x202F || letter == 0x205F || letter == 0x3000;
}

/// Soft hyphen, joiners, marks of direction, byte order mark, variation selectors, tags, tones of skin.
bool only_steers(char32_t letter) {
  return letter == 0xAD || letter == 0x61C || is_between(letter, 0x200B, 0x200F) ||
         is_between(letter, 0x202A, 0x202E) || is_between(letter, 0x2060, 0x206F) ||
         is_between(letter, 0xFE00, 0xFE0F) || letter == 0xFEFF || is_between(letter, 0x1F3FB, 0x1F3FF) ||
         is_between(letter, 0xE0000, 0xE01EF);
}

}  // namespace

std::string printable(std::string_view text, std::size_t most_letters) {
  // A letter takes four bytes at most: nobody's megabyte is gone through.
  const std::string sound = values::to_valid_utf8(text.substr(0, 8 * most_letters));
  std::string printed;
  bool space = false;
  for (std::string_view rest = sound; !rest.empty();) {
    const Letter letter = take_letter(rest);
    if (only_steers(letter.code)) continue;
    if (separates(letter.code)) {
      space = !printed.empty();
      continue;
    }
    if (space) printed += ' ';
    space = false;
    printed += letter.bytes;
  }
  return values::truncate_code_points(printed, most_letters);
}

}  // namespace bot
