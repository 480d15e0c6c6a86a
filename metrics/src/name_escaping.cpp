#include "name_escaping.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "utf8.hpp"

namespace metrics {

namespace {

// Not <cctype>: these don't change with the locale.
bool is_label_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The characters that one kind of name may have.
struct LegacyCharacters {
  bool has_colon;

  bool may_begin(char c) const { return is_label_start(c) || (has_colon && c == ':'); }
  bool may_continue(char c) const { return may_begin(c) || is_digit(c); }
  bool make_up(std::string_view name) const {
    return !name.empty() && may_begin(name.front()) &&
           std::ranges::all_of(name, [this](char c) { return may_continue(c); });
  }
};
constexpr LegacyCharacters kMetricName{.has_colon = true};
constexpr LegacyCharacters kLabelName{.has_colon = false};

void append_code_point_number(std::string& out, std::string_view character) {
  std::array<char, 8> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), code_point(character), 16);
  out.append("_").append(digits.data(), end).append("_");
}

/// Appends what stands for a character that is neither legacy nor an underscore.
void append_replacement(std::string& out, std::string_view character, Escaping escaping) {
  switch (escaping) {
    case Escaping::underscores:
      out += '_';
      return;
    case Escaping::dots:
      out += character == "." ? "_dot_" : "__";
      return;
    case Escaping::values:
      append_code_point_number(out, character);
      return;
    case Escaping::allow_utf8:
      out += character;
  }
}

std::string escape(std::string_view name, Escaping escaping, const LegacyCharacters& legacy) {
  if (escaping == Escaping::allow_utf8 || legacy.make_up(name)) return std::string(name);
  std::string escaped = escaping == Escaping::values ? "U__" : "";
  const char* const begin = name.data();
  while (!name.empty()) {
    const std::string_view character = name.substr(0, std::max<std::size_t>(1, leading_code_point(name)));
    const bool is_first = name.data() == begin;
    name.remove_prefix(character.size());
    if (character == "_") {
      escaped += escaping == Escaping::underscores ? "_" : "__";
    } else if (is_first ? legacy.may_begin(character.front()) : legacy.may_continue(character.front())) {
      escaped += character;
    } else {
      append_replacement(escaped, character, escaping);
    }
  }
  return escaped;
}

}  // namespace

bool is_legacy_metric_name(std::string_view name) {
  return kMetricName.make_up(name);
}

bool is_legacy_label_name(std::string_view name) {
  return kLabelName.make_up(name);
}

std::string escape_name(std::string_view name, Escaping escaping) {
  return escape(name, escaping, kMetricName);
}

std::string escape_label_name(std::string_view name, Escaping escaping) {
  return escape(name, escaping, kLabelName);
}

}  // namespace metrics
