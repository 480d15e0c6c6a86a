#pragma once
// Text as Telegram brings it, with its formatting, as lessons hold it. Pure functions.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "shop/formatted_text.hpp"
#include "telegram/types.hpp"

namespace bot {

/// Without what a lesson can't show or needs no word about: mentions, addresses, custom emoji.
shop::FormattedText formatted(std::string_view text, std::span<const telegram::TextEntity> entities);

/// A text whose first line is a heading.
struct HeadedText {
  std::string heading;  ///< At most so many code points as were asked for.
  shop::FormattedText text;
};

/// A first line that is too long for a heading also stays in the text, whole.
HeadedText split_heading(const shop::FormattedText& text, std::size_t longest_heading);

}  // namespace bot
