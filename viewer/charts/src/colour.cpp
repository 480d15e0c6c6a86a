#include "colour.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace charts {
namespace {

double linear(double part) {
  return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

double luminance(const Colour& colour) {
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

}  // namespace

std::optional<Colour> parse_hex_colour(std::string_view text) {
  if (!text.starts_with('#')) return std::nullopt;
  std::string digits(text.substr(1));
  if (digits.size() == 3) digits = {digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]};
  if (digits.size() != 6) return std::nullopt;
  unsigned rgb = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), rgb, 16);
  if (failure != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return colour(rgb);
}

double contrast(const Colour& one, const Colour& other) {
  const auto [darker, brighter] = std::minmax({luminance(one), luminance(other)});
  return (brighter + 0.05) / (darker + 0.05);
}

}  // namespace charts
