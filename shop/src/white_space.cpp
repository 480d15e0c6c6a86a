#include "white_space.hpp"

#include <algorithm>
#include <iterator>

#include "utf16_index.hpp"

namespace shop {
namespace {

struct CodePoints {
  char32_t first;
  char32_t last;
};

/// tdlib counts the first two of U+E0000 and the marks that it removes as well.
constexpr CodePoints kInvisible[]{
    {0x0000, 0x0020}, {0x007F, 0x007F}, {0x00A0, 0x00A0}, {0x00AD, 0x00AD}, {0x030A, 0x030A}, {0x0333, 0x0333},
    {0x033F, 0x033F}, {0x1680, 0x1680}, {0x180E, 0x180E}, {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x2060},
    {0x2800, 0x2800}, {0x3000, 0x3000}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFFC, 0xFFFC}, {0xE0000, 0xE007F}};

}  // namespace

bool is_visible(std::string_view text) {
  while (!text.empty()) {
    const char32_t point = first_code_point(text);
    const bool shown = std::none_of(std::begin(kInvisible), std::end(kInvisible), [point](const CodePoints& range) {
      return point >= range.first && point <= range.last;
    });
    if (shown) return true;
    text.remove_prefix(sequence_length(text[0]));
  }
  return false;
}

}  // namespace shop
