#include "shop/language.hpp"

#include <stdexcept>

namespace shop {
namespace {

constexpr char lower_case(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

Language language_of(std::string_view ietf_tag) {
  // RFC 5646: case doesn't matter, and the language is what precedes the first hyphen.
  const std::string_view primary = ietf_tag.substr(0, ietf_tag.find('-'));
  const bool russian = primary.size() == 2 && lower_case(primary[0]) == 'r' && lower_case(primary[1]) == 'u';
  return russian ? Language::russian : Language::english;
}

std::string_view to_string(Language language) {
  switch (language) {
    case Language::english:
      return "en";
    case Language::russian:
      return "ru";
  }
  throw std::logic_error("Language out of range");
}

std::optional<Language> parse_language(std::string_view name) {
  for (const auto language : {Language::english, Language::russian}) {
    if (to_string(language) == name) return language;
  }
  return std::nullopt;
}

}  // namespace shop
