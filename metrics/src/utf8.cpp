#include "utf8.hpp"

#include <array>
#include <cstddef>

namespace metrics {

namespace {

/// The well-formed sequences that begin with one of the bytes `lead_from`…`lead_to`: RFC 3629, section 4. Only the
/// second byte has a range of its own; those after it are 80…BF.
struct Sequences {
  unsigned char lead_from, lead_to;
  unsigned char second_from, second_to;
  std::size_t length;
};
constexpr std::array kMultibyte{
    Sequences{0xC2, 0xDF, 0x80, 0xBF, 2}, Sequences{0xE0, 0xE0, 0xA0, 0xBF, 3}, Sequences{0xE1, 0xEC, 0x80, 0xBF, 3},
    Sequences{0xED, 0xED, 0x80, 0x9F, 3}, Sequences{0xEE, 0xEF, 0x80, 0xBF, 3}, Sequences{0xF0, 0xF0, 0x90, 0xBF, 4},
    Sequences{0xF1, 0xF3, 0x80, 0xBF, 4}, Sequences{0xF4, 0xF4, 0x80, 0x8F, 4},
};

bool is_within(char byte, unsigned char from, unsigned char to) {
  const auto value = static_cast<unsigned char>(byte);
  return from <= value && value <= to;
}

}  // namespace

std::size_t leading_code_point(std::string_view text) {
  if (is_within(text[0], 0x00, 0x7F)) return 1;
  for (const Sequences& sequence : kMultibyte) {
    if (!is_within(text[0], sequence.lead_from, sequence.lead_to)) continue;
    if (text.size() < sequence.length || !is_within(text[1], sequence.second_from, sequence.second_to)) return 0;
    for (std::size_t i = 2; i < sequence.length; ++i)
      if (!is_within(text[i], 0x80, 0xBF)) return 0;
    return sequence.length;
  }
  return 0;
}

std::uint32_t code_point(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character[0]);
  if (character.size() == 1) return lead;
  // The lead byte begins with as many ones as there are bytes, and a zero; each later byte holds six bits.
  std::uint32_t value = lead & (0x7FU >> character.size());
  for (const char byte : character.substr(1)) value = value << 6U | (static_cast<unsigned char>(byte) & 0x3FU);
  return value;
}

bool is_valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = leading_code_point(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace metrics
