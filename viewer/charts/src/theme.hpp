#pragma once
// What a picture is painted with: light or dark.
//
//   const Theme& theme = theme_of(ThemeName::dark);
//   line_colour(theme, 0);
//
// The colours of lines can be told apart with every kind of colour blindness (after Okabe and Ito, "Color Universal
// Design", 2008), made lighter on dark and darker on light until each stands out from the background.

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "colour.hpp"

namespace charts {

enum class ThemeName { light, dark };

/// So many lines have a colour of their own.
inline constexpr std::size_t kMaxLines = 8;

struct Theme {
  Colour background;
  Colour tile;  ///< Behind one panel of several.
  Colour title;
  Colour text;
  Colour faint_text;
  Colour axis;
  Colour grid;
  Colour good;
  Colour warning;
  Colour bad;
  double area_opacity;
  std::array<Colour, kMaxLines> lines;
};

const Theme& theme_of(ThemeName name);

/// A colour as a dashboard says it: "#1F60C4", "red", "semi-dark-orange", …; none if it has no meaning here.
std::optional<Colour> named_colour(const Theme& theme, std::string_view name);

}  // namespace charts
