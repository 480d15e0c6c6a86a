#pragma once
// A line of formatted text as Markdown. Pure.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "shop/formatted_text.hpp"

namespace shop {

/// In bytes.
struct WrittenRange {
  Style style = Style::bold;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view argument = {};
};

/// What stands from `begin` to `end` of `text`. Line breaks become hard ones. `ranges` lie between the two, as is_outer
/// has them, and nest.
std::string write_inline(std::string_view text, std::size_t begin, std::size_t end,
                         std::span<const WrittenRange> ranges);

}  // namespace shop
