#pragma once
// Colours, and those that a dashboard names.
//
// Values and pure functions.

#include <optional>
#include <string_view>

namespace charts {

/// sRGB, 0 to 1 each.
struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
  double opacity = 1;

  bool operator==(const Colour&) const = default;
};

/// 0xRRGGBB.
constexpr Colour colour(unsigned rgb) {
  return {.red = ((rgb >> 16U) & 255U) / 255.0, .green = ((rgb >> 8U) & 255U) / 255.0, .blue = (rgb & 255U) / 255.0};
}

constexpr Colour faded(Colour colour, double opacity) {
  colour.opacity = opacity;
  return colour;
}

/// "#1F60C4" or "#fff".
std::optional<Colour> parse_hex_colour(std::string_view text);

/// How bright a colour looks, and how well two can be told apart: 1 (not at all) to 21 (WCAG 2.1, contrast ratio).
double contrast(const Colour& one, const Colour& other);

}  // namespace charts
