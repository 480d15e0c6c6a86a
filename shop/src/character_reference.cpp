#include "character_reference.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>

namespace shop {
namespace {

struct NamedCharacter {
  std::string_view name;
  std::string_view character;
};

/// Sorted by name. HTML has two thousand; these are what somebody who writes a lesson would not type.
constexpr NamedCharacter kNamed[]{
    {"amp", "&"},         {"apos", "'"},      {"asymp", "≈"},     {"bdquo", "„"},  {"bull", "•"},
    {"cent", "¢"},        {"check", "✓"},     {"copy", "©"},      {"darr", "↓"},   {"deg", "°"},
    {"divide", "÷"},      {"emsp", "\u2003"}, {"ensp", "\u2002"}, {"euro", "€"},   {"frac12", "½"},
    {"frac14", "¼"},      {"frac34", "¾"},    {"ge", "≥"},        {"gt", ">"},     {"harr", "↔"},
    {"hearts", "♥"},      {"hellip", "…"},    {"infin", "∞"},     {"iquest", "¿"}, {"laquo", "«"},
    {"larr", "←"},        {"ldquo", "“"},     {"le", "≤"},        {"lsquo", "‘"},  {"lt", "<"},
    {"mdash", "—"},       {"micro", "µ"},     {"middot", "·"},    {"minus", "−"},  {"nbsp", "\u00A0"},
    {"ndash", "–"},       {"ne", "≠"},        {"numero", "№"},    {"para", "¶"},   {"permil", "‰"},
    {"pi", "π"},          {"plusmn", "±"},    {"pound", "£"},     {"quot", "\""},  {"raquo", "»"},
    {"rarr", "→"},        {"rdquo", "”"},     {"reg", "®"},       {"rsquo", "’"},  {"sbquo", "‚"},
    {"sect", "§"},        {"shy", "\u00AD"},  {"sum", "∑"},       {"sup2", "²"},   {"sup3", "³"},
    {"thinsp", "\u2009"}, {"times", "×"},     {"trade", "™"},     {"uarr", "↑"},   {"yen", "¥"},
    {"zwj", "\u200D"},    {"zwnj", "\u200C"},
};

static_assert(std::is_sorted(std::begin(kNamed), std::end(kNamed),
                             [](const NamedCharacter& a, const NamedCharacter& b) { return a.name < b.name; }));

void append_utf8(std::string& text, std::uint32_t point) {
  const auto put = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (point < 0x80) return put(point);
  if (point < 0x800) {
    put(0xC0 | (point >> 6));
  } else {
    if (point < 0x10000) {
      put(0xE0 | (point >> 12));
    } else {
      put(0xF0 | (point >> 18));
      put(0x80 | ((point >> 12) & 0x3F));
    }
    put(0x80 | ((point >> 6) & 0x3F));
  }
  put(0x80 | (point & 0x3F));
}

std::optional<std::string> numbered(std::string_view digits) {
  int base = 10;
  if (digits.starts_with('x') || digits.starts_with('X')) {
    base = 16;
    digits.remove_prefix(1);
  }
  std::uint32_t point = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), point, base);
  if (error == std::errc::invalid_argument) return std::nullopt;
  const bool is_surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (error != std::errc{} || point == 0 || point > 0x10FFFF || is_surrogate) point = 0xFFFD;
  // A line ends where the writer sees it end; a tab is shown as a space anyway.
  if (point == '\t' || point == '\n' || point == '\r') point = ' ';
  if (point < 0x20 || point == 0x7F) return std::nullopt;
  std::string character;
  append_utf8(character, point);
  return character;
}

}  // namespace

std::optional<std::string> character_of(std::string_view reference) {
  reference.remove_prefix(1);
  reference.remove_suffix(1);
  if (reference.starts_with('#')) return numbered(reference.substr(1));
  const auto* const found =
      std::lower_bound(std::begin(kNamed), std::end(kNamed), reference,
                       [](const NamedCharacter& named, std::string_view name) { return named.name < name; });
  if (found == std::end(kNamed) || found->name != reference) return std::nullopt;
  return std::string(found->character);
}

}  // namespace shop
