#include "shop/formatted_text.hpp"

#include <tuple>

#include "enum_names.hpp"
#include "white_space.hpp"

namespace shop {
namespace {

constexpr EnumNames<Style::expandable_blockquote> kStyles{
    "bold", "italic", "underline", "strikethrough", "spoiler",
    "code", "pre",    "text_link", "blockquote",    "expandable_blockquote"};

/// What of two ranges of the same place goes around the other: as tdlib has it (MessageEntity::get_type_priority).
int rank(Style style) {
  switch (style) {
    case Style::blockquote:
    case Style::expandable_blockquote:
      return 0;
    case Style::pre:
      return 1;
    case Style::code:
      return 2;
    case Style::link:
      return 3;
    default:
      return 4 + static_cast<int>(style);
  }
}

}  // namespace

std::string_view to_string(Style style) {
  return kStyles.of(style);
}

std::optional<Style> parse_style(std::string_view name) {
  return kStyles.parse(name);
}

bool is_outer(const StyledRange& one, const StyledRange& other) {
  return std::tuple(one.offset, -one.length, rank(one.style)) <
         std::tuple(other.offset, -other.length, rank(other.style));
}

}  // namespace shop
