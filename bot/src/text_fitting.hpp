#pragma once
// Fits a text of any length into a place of given width: in one line if it can be, else smaller, else in several lines,
// else cut.
//
//   FittedText name = fit("Анна Каренина", {.width = 600, .lines = 2, .largest = 36, .smallest = 12}, width_at_size_1);
//   name.lines;   // {"Анна Каренина"}
//
// Pure functions. Text is well-formed UTF-8 whose words stand between single spaces.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace bot {

struct TextPlace {
  double width = 0;
  std::size_t lines = 1;  ///< At most so many.
  double largest = 0;     ///< Sizes of the letters, in the unit of `width`.
  double smallest = 0;
};

struct FittedText {
  std::vector<std::string> lines;
  double size = 0;
};

/// How wide a text is in letters of size 1.
using MeasureText = std::function<double(std::string_view)>;

FittedText fit(std::string_view text, const TextPlace& place, const MeasureText& measure);

}  // namespace bot
