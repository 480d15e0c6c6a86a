#pragma once
// Goes through UTF-8 letter by letter. Pure.

#include <cstddef>
#include <string_view>

namespace bot {

struct Letter {
  char32_t code = 0;
  std::string_view bytes;
};

/// Takes the first code point off `text`, which is well-formed and not empty.
inline Letter take_letter(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t code = length == 1 ? lead : lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) code = (code << 6U) | (byte(i) & 0x3FU);
  const Letter letter{.code = code, .bytes = text.substr(0, length)};
  text.remove_prefix(length);
  return letter;
}

}  // namespace bot
