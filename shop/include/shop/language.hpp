#pragma once
// The languages that the shop speaks. Pure functions.

#include <optional>
#include <string>
#include <string_view>

namespace shop {

enum class Language { english, russian };

/// The language for a user's IETF tag as Telegram reports it ("ru", "ru-RU", "pt-br"): Russian for "ru", else English.
Language language_of(std::string_view ietf_tag);

/// "en" or "ru".
std::string_view to_string(Language language);

std::optional<Language> parse_language(std::string_view name);

/// A text in each language.
struct LocalizedText {
  std::string english;
  std::string russian;

  const std::string& in(Language language) const { return language == Language::russian ? russian : english; }
};

}  // namespace shop
