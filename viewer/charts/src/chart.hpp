#pragma once
// A chart over time, and how it is drawn.
//
//   Chart chart{.title = "Users online", .from = …, .to = …, .start = …, .step = 1min, .lines = {{"online", {3, 4,
//   4}}}}; draw_chart(canvas, box, chart, {.theme = theme_of(ThemeName::dark), .language = Language::english});
//
// Pure, but for the canvas and the time zone of the process.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "canvas.hpp"
#include "colour.hpp"
#include "language.hpp"
#include "number_format.hpp"
#include "theme.hpp"
#include "values/time.hpp"

namespace charts {

enum class Shape { lines, stacked_areas, stacked_bars };

struct Line {
  std::string name;
  /// Value i belongs to start + i · step of the chart; of bars it is what happened from then on for a step. NaN where
  /// there is none.
  std::vector<double> values;
  std::optional<Colour> colour = {};
};

/// A value that is marked by a dashed line.
struct Limit {
  double value = 0;
  Colour colour;
};

struct Chart {
  std::string title;
  Shape shape = Shape::lines;
  NumberFormat format;
  values::Timestamp from;  ///< Of the horizontal axis.
  values::Timestamp to;
  values::Timestamp until;  ///< What the heading says: the last bar may reach beyond the present.
  values::Timestamp start;
  std::chrono::milliseconds step{0};
  std::vector<Line> lines;  ///< At most kMaxLines.
  std::size_t lines_left_out = 0;
  std::vector<Limit> limits;
  std::optional<double> low = {};        ///< Where the value axis begins, if it is said.
  std::optional<double> high = {};       ///< Where it ends.
  std::optional<double> soft_high = {};  ///< It reaches at least so far.
  std::vector<std::string> notes;        ///< Lines of text below, such as what could not be drawn.
};

struct Look {
  const Theme& theme;
  Language language;
  double scale = 1;             ///< Of letters and lines.
  bool is_one_of_many = false;  ///< Draws only what a small picture among others needs.
};

/// True if there is anything to see: a finite value.
bool has_values(const Chart& chart);

void draw_chart(Canvas& canvas, const Box& box, const Chart& chart, const Look& look);

/// The picture of one chart.
std::string chart_png(const Chart& chart, int width, int height, ThemeName theme, Language language);

}  // namespace charts
