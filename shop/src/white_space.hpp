#pragma once
// What Telegram strips, and what it takes for nothing at all. Pure functions.

#include <string_view>

namespace shop {

/// What Telegram strips from the ends of a message: tdlib's remove_invalid_entities and fix_formatted_text know no
/// other.
constexpr bool is_white_space(char byte) {
  return byte == ' ' || byte == '\n';
}

/// `text` without white space at its ends.
constexpr std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_white_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white_space(text.back())) text.remove_suffix(1);
  return text;
}

/// False for what Telegram refuses as an empty message: white space, and characters that show nothing (tdlib's
/// strip_empty_characters). `text` is well-formed.
bool is_visible(std::string_view text);

}  // namespace shop
