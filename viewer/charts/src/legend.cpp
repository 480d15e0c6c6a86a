#include "legend.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "words.hpp"

namespace charts {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kLinesInOneColumn = 3;
constexpr std::size_t kRowsOfASmallLegend = 2;

/// What a legend tells of a line.
struct Entry {
  std::string name;
  std::array<std::string, 2> numbers;
  Colour colour;
};

double last_of(const std::vector<double>& values) {
  const auto found = std::find_if(values.rbegin(), values.rend(), [](double value) { return !std::isnan(value); });
  return found == values.rend() ? kNothing : *found;
}

/// The greatest value; of a line that is never above zero the least one, which is its extreme.
double extreme_of(const std::vector<double>& values) {
  double highest = kNothing;
  double lowest = kNothing;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    if (!(value <= highest)) highest = value;
    if (!(value >= lowest)) lowest = value;
  }
  return highest <= 0 ? lowest : highest;
}

double sum_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += std::isfinite(value) ? value : 0;
  return sum;
}

struct Layout {
  std::size_t columns = 1;
  std::size_t rows = 1;
  bool has_second_number = true;
  bool has_heading = true;
  double row_height = 0;
  Lettering lettering;
};

Layout layout_of(const Chart& chart, const Look& look) {
  Layout layout{.lettering = {.size = (look.is_one_of_many ? 24 : 33) * look.scale}};
  const std::size_t in_one_column = look.is_one_of_many ? kRowsOfASmallLegend : kLinesInOneColumn;
  layout.columns = chart.lines.size() <= in_one_column ? 1 : 2;
  layout.rows = (chart.lines.size() + layout.columns - 1) / layout.columns;
  if (look.is_one_of_many) layout.rows = std::min(layout.rows, kRowsOfASmallLegend);
  layout.has_second_number = layout.columns == 1 && !look.is_one_of_many;
  layout.has_heading = layout.columns == 1 && !look.is_one_of_many;
  layout.row_height = layout.lettering.size * 1.38;
  return layout;
}

Lettering heading_lettering(const Look& look) {
  return {.size = 27 * look.scale};
}

/// Bars are summed up over the range; of lines the latest value counts.
std::array<double, 2> numbers_of(const Chart& chart, const Line& line) {
  const bool is_summed = chart.shape == Shape::stacked_bars;
  return {is_summed ? sum_of(line.values) : last_of(line.values), extreme_of(line.values)};
}

std::string text_of(const Chart& chart, double value, Language language) {
  return std::isnan(value) ? "–" : chart.format.text(value, language);
}

Entry entry_of(const Chart& chart, std::size_t index, const Look& look) {
  const Line& line = chart.lines[index];
  const std::array<double, 2> numbers = numbers_of(chart, line);
  return {.name = line.name,
          .numbers = {text_of(chart, numbers[0], look.language), text_of(chart, numbers[1], look.language)},
          .colour = colour_of_line(chart, index, look.theme)};
}

void draw_entry(Canvas& canvas, const Box& box, const Entry& entry, const Layout& layout, const Look& look,
                double number_width) {
  const double swatch = layout.lettering.size * 0.62;
  const double baseline = box.y + layout.row_height * 0.74;
  canvas.fill({.x = box.x, .y = baseline - swatch, .width = swatch * 1.5, .height = swatch}, entry.colour,
              swatch * 0.25);
  const double name_x = box.x + swatch * 2.1;
  double numbers_x = box.right();
  Lettering bold = layout.lettering;
  bold.is_bold = true;
  if (layout.has_second_number) {
    canvas.write(entry.numbers[1], {numbers_x, baseline}, layout.lettering, look.theme.faint_text, Align::right);
    numbers_x -= number_width;
  }
  canvas.write(entry.numbers[0], {numbers_x, baseline}, bold, look.theme.text, Align::right);
  const double room = numbers_x - canvas.width_of(entry.numbers[0], bold) - swatch - name_x;
  canvas.write(canvas.shortened(entry.name, layout.lettering, room), {name_x, baseline}, layout.lettering,
               look.theme.text);
}

}  // namespace

Colour colour_of_line(const Chart& chart, std::size_t index, const Theme& theme) {
  return chart.lines[index].colour.value_or(theme.lines.at(index % theme.lines.size()));
}

double legend_height(const Chart& chart, const Look& look) {
  const Layout layout = layout_of(chart, look);
  const double heading = layout.has_heading ? heading_lettering(look).size * 1.3 : 0;
  const bool has_more = chart.lines_left_out > 0 && !look.is_one_of_many;
  const double more = has_more ? heading_lettering(look).size * 1.4 : 0;
  return heading + static_cast<double>(layout.rows) * layout.row_height + more;
}

void draw_legend(Canvas& canvas, const Box& box, const Chart& chart, const Look& look) {
  const Layout layout = layout_of(chart, look);
  const Words& words = words_of(look.language);
  const Lettering heading = heading_lettering(look);
  std::vector<Entry> entries;
  double widest = canvas.width_of(words.highest, heading);
  for (std::size_t i = 0; i < chart.lines.size(); ++i) {
    entries.push_back(entry_of(chart, i, look));
    widest = std::max(widest, canvas.width_of(entries.back().numbers[1], layout.lettering));
  }
  const double number_width = widest + 56 * look.scale;
  double y = box.y;
  if (layout.has_heading) {
    const double baseline = y + heading.size;
    const bool is_summed = chart.shape == Shape::stacked_bars;
    canvas.write(words.highest, {box.right(), baseline}, heading, look.theme.faint_text, Align::right);
    canvas.write(is_summed ? words.total : words.last, {box.right() - number_width, baseline}, heading,
                 look.theme.faint_text, Align::right);
    y += heading.size * 1.3;
  }
  const double gap = 48 * look.scale;
  const auto columns = static_cast<double>(layout.columns);
  const double column_width = (box.width - gap * (columns - 1)) / columns;
  const std::size_t places = layout.rows * layout.columns;
  const bool is_cut = look.is_one_of_many && entries.size() + chart.lines_left_out > places;
  const std::size_t shown = is_cut ? places - 1 : entries.size();
  for (std::size_t i = 0; i < std::min(shown + (is_cut ? 1 : 0), places); ++i) {
    const auto column = static_cast<double>(i % layout.columns);
    const auto row = static_cast<double>(i / layout.columns);
    const Box cell{.x = box.x + column * (column_width + gap),
                   .y = y + row * layout.row_height,
                   .width = column_width,
                   .height = layout.row_height};
    if (i < shown) {
      draw_entry(canvas, cell, entries[i], layout, look, number_width);
    } else {
      const std::size_t hidden = entries.size() - shown + chart.lines_left_out;
      canvas.write(and_more(hidden, look.language), {cell.x, cell.y + layout.row_height * 0.74}, layout.lettering,
                   look.theme.faint_text);
    }
  }
  if (chart.lines_left_out > 0 && !look.is_one_of_many) {
    const double baseline = y + static_cast<double>(layout.rows) * layout.row_height + heading.size * 1.05;
    canvas.write(and_more(chart.lines_left_out, look.language), {box.x, baseline}, heading, look.theme.faint_text);
  }
}

}  // namespace charts
