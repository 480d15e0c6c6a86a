#include "theme.hpp"

#include <stdexcept>

namespace charts {
namespace {

constexpr Theme kDark{
    .background = colour(0x14171F),
    .tile = colour(0x1D212B),
    .title = colour(0xFFFFFF),
    .text = colour(0xE3E6EC),
    .faint_text = colour(0xA9B0BD),
    .axis = colour(0x6B7280),
    .grid = colour(0x323846),
    .good = colour(0x2CC99A),
    .warning = colour(0xF5B041),
    .bad = colour(0xFF6B5A),
    .area_opacity = 0.22,
    .lines = {colour(0x56B4E9), colour(0xF5A623), colour(0x2CC99A), colour(0xF0E442), colour(0xE08FC0),
              colour(0xFF6B4A), colour(0x9AA5FF), colour(0xC8C8C8)},
};

constexpr Theme kLight{
    .background = colour(0xFFFFFF),
    .tile = colour(0xF3F5F8),
    .title = colour(0x11151C),
    .text = colour(0x262C36),
    .faint_text = colour(0x586172),
    .axis = colour(0x8A93A3),
    .grid = colour(0xDDE1E8),
    .good = colour(0x00805C),
    .warning = colour(0xA86400),
    .bad = colour(0xC2331B),
    .area_opacity = 0.16,
    .lines = {colour(0x0068A8), colour(0xC85A00), colour(0x00805C), colour(0x9B3D7E), colour(0x3D3A8C),
              colour(0x8A6D00), colour(0xC2331B), colour(0x5A5F69)},
};

struct NamedColour {
  std::string_view name;
  Colour dark;
  Colour light;
};

// Grafana's names; shades of one hue are drawn alike but for their brightness.
constexpr std::array kNamedColours{
    NamedColour{"green", kDark.good, kLight.good},          NamedColour{"red", kDark.bad, kLight.bad},
    NamedColour{"orange", kDark.lines[1], kLight.lines[1]}, NamedColour{"yellow", kDark.lines[3], kLight.lines[5]},
    NamedColour{"blue", kDark.lines[0], kLight.lines[0]},   NamedColour{"purple", kDark.lines[4], kLight.lines[3]},
};

constexpr std::array<std::string_view, 4> kShades{"super-light-", "semi-dark-", "light-", "dark-"};

Colour mixed(const Colour& from, const Colour& to, double share) {
  return {.red = from.red + (to.red - from.red) * share,
          .green = from.green + (to.green - from.green) * share,
          .blue = from.blue + (to.blue - from.blue) * share};
}

Colour shaded(const Theme& theme, const Colour& base, std::string_view shade) {
  if (shade == "super-light-") return mixed(base, theme.title, 0.45);
  if (shade == "light-") return mixed(base, theme.title, 0.25);
  if (shade == "semi-dark-") return mixed(base, theme.background, 0.15);
  return mixed(base, theme.background, 0.3);
}

}  // namespace

const Theme& theme_of(ThemeName name) {
  return name == ThemeName::dark ? kDark : kLight;
}

std::optional<Colour> named_colour(const Theme& theme, std::string_view name) {
  if (name.starts_with('#')) return parse_hex_colour(name);
  std::string_view shade;
  for (const std::string_view prefix : kShades) {
    if (name.starts_with(prefix) && shade.empty()) shade = prefix;
  }
  name.remove_prefix(shade.size());
  if (name == "text") return theme.text;
  for (const NamedColour& each : kNamedColours) {
    if (each.name != name) continue;
    const Colour base = &theme == &kDark ? each.dark : each.light;
    return shade.empty() ? base : shaded(theme, base, shade);
  }
  return std::nullopt;
}

}  // namespace charts
