#include "dashboard_picture.hpp"

#include <algorithm>
#include <cmath>

#include "local_time.hpp"
#include "words.hpp"

namespace charts {
namespace {

constexpr double kReferenceWidth = 1280;
constexpr int kTallest = 2560;
/// At 1280 pixels of width. Rather than flatter, the whole picture becomes smaller.
constexpr double kFlattestChart = 320;
constexpr std::size_t kTilesInARow = 3;
constexpr std::size_t kChartsInARow = 2;
constexpr std::size_t kLinesOfATile = 2;

/// Lengths of the picture at 1280 pixels of width.
struct Measures {
  double margin = 28;
  double gap = 16;
  double heading = 118;
  double tile = 142;
  double chart = 400;
  double note = 44;
};

bool is_tile(const FetchedPanel& fetched) {
  return fetched.panel.kind == PanelKind::figures;
}

std::size_t rows(std::size_t count, std::size_t in_a_row) {
  return (count + in_a_row - 1) / in_a_row;
}

Colour threshold_colour(const Panel& panel, double value, const Theme& theme) {
  Colour colour = theme.text;
  for (const ThresholdStep& step : panel.thresholds) {
    if (!step.from || value >= *step.from) colour = named_colour(theme, step.colour).value_or(theme.text);
  }
  return colour;
}

void draw_figure(Canvas& canvas, const Box& box, const FetchedPanel& fetched, const Figure& figure, double baseline,
                 double size, const PictureOptions& options) {
  const Theme& theme = theme_of(options.theme);
  const Panel& panel = fetched.panel;
  const std::string value =
      panel.shows_names ? figure.name : figure_text(panel, figure.value, options.end, options.language);
  const Lettering lettering = canvas.fitting(value, {.size = size, .is_bold = true}, box.width);
  canvas.write(canvas.shortened(value, lettering, box.width), {box.x, baseline}, lettering,
               threshold_colour(panel, figure.value, theme));
  const bool is_named = !panel.shows_names && std::get<std::vector<Figure>>(fetched.content).size() > 1;
  if (!is_named) return;
  const Lettering name{.size = size * 0.72};
  const double room = box.width - canvas.width_of(value, lettering) - size * 0.5;
  canvas.write(canvas.shortened(figure.name, name, room), {box.right(), baseline}, name, theme.faint_text,
               Align::right);
}

void draw_tile(Canvas& canvas, const Box& box, const FetchedPanel& fetched, const PictureOptions& options,
               double scale) {
  const Theme& theme = theme_of(options.theme);
  const double padding = 20 * scale;
  const Box inner{.x = box.x + padding, .y = box.y, .width = box.width - 2 * padding, .height = box.height};
  const Lettering title{.size = 26 * scale};
  canvas.write(canvas.shortened(fetched.panel.title, title, inner.width), {inner.x, box.y + 40 * scale}, title,
               theme.faint_text);
  const auto* figures = std::get_if<std::vector<Figure>>(&fetched.content);
  if (figures == nullptr || figures->empty()) {
    const std::string& own = fetched.panel.no_value;
    const std::string text = figures == nullptr ? std::get<std::string>(fetched.content)
                             : own.empty()      ? std::string(words_of(options.language).no_value)
                                                : own;
    const Lettering lettering{.size = 34 * scale};
    canvas.write(canvas.shortened(text, lettering, inner.width), {inner.x, box.y + 104 * scale}, lettering,
                 theme.faint_text);
    return;
  }
  const bool is_single = figures->size() == 1;
  const double size = (is_single ? 56 : 34) * scale;
  double baseline = box.y + (is_single ? 108 : 82) * scale;
  for (std::size_t i = 0; i < figures->size() && i < kLinesOfATile; ++i) {
    draw_figure(canvas, inner, fetched, (*figures)[i], baseline, size, options);
    baseline += 42 * scale;
  }
}

void draw_chart_cell(Canvas& canvas, const Box& box, const FetchedPanel& fetched, const PictureOptions& options,
                     double scale) {
  const Look look{
      .theme = theme_of(options.theme), .language = options.language, .scale = scale, .is_one_of_many = true};
  const double padding = 18 * scale;
  const Box inner{.x = box.x + padding,
                  .y = box.y + padding * 0.7,
                  .width = box.width - 2 * padding,
                  .height = box.height - padding * 1.4};
  if (const Chart* chart = std::get_if<Chart>(&fetched.content)) {
    draw_chart(canvas, inner, *chart, look);
    return;
  }
  const Lettering title{.size = 30 * scale, .is_bold = true};
  canvas.write(canvas.shortened(fetched.panel.title, title, inner.width), {inner.x, inner.y + title.size * 0.95}, title,
               look.theme.title);
  const Lettering text{.size = 28 * scale};
  const std::string sentence = canvas.shortened(std::get<std::string>(fetched.content), text, inner.width);
  canvas.write(sentence, {inner.x + inner.width / 2, inner.y + inner.height / 2}, text, look.theme.faint_text,
               Align::centre);
}

/// Cells of one kind, row by row. A last one that is alone takes the whole row.
template <class Draw>
double draw_cells(Canvas& canvas, const std::vector<const FetchedPanel*>& cells, std::size_t in_a_row, double height,
                  double y, const Measures& measures, const Theme& theme, double scale, Draw draw) {
  const double margin = measures.margin * scale;
  const double gap = measures.gap * scale;
  const double whole = canvas.width() - 2 * margin;
  for (std::size_t first = 0; first < cells.size(); first += in_a_row) {
    const std::size_t count = std::min(in_a_row, cells.size() - first);
    const double width = (whole - gap * static_cast<double>(count - 1)) / static_cast<double>(count);
    for (std::size_t i = 0; i < count; ++i) {
      const Box box{.x = margin + static_cast<double>(i) * (width + gap), .y = y, .width = width, .height = height};
      canvas.fill(box, theme.tile, 14 * scale);
      draw(box, *cells[first + i]);
    }
    y += height + gap;
  }
  return y;
}

void draw_left_out(Canvas& canvas, const DashboardPicture& picture, double y, const Measures& measures,
                   const PictureOptions& options, double scale) {
  if (picture.left_out.empty()) return;
  std::string text(choose(options.language, "Not in the picture: ", "Не на картинке: "));
  for (std::size_t i = 0; i < picture.left_out.size(); ++i) text += (i > 0 ? ", " : "") + picture.left_out[i];
  const Lettering lettering{.size = 25 * scale};
  const double margin = measures.margin * scale;
  canvas.write(canvas.shortened(text, lettering, canvas.width() - 2 * margin), {margin, y + lettering.size}, lettering,
               theme_of(options.theme).faint_text);
}

void draw_heading(Canvas& canvas, const DashboardPicture& picture, const PictureOptions& options, double scale) {
  const Theme& theme = theme_of(options.theme);
  const double margin = 36 * scale;
  const Lettering title{.size = 46 * scale, .is_bold = true};
  const Lettering subtitle{.size = 29 * scale};
  const double width = canvas.width() - 2 * margin;
  canvas.write(canvas.shortened(picture.title, title, width), {margin, 56 * scale}, title, theme.title);
  canvas.write(write_range(options.end - options.range, options.end, options.language), {margin, 98 * scale}, subtitle,
               theme.faint_text);
}

std::string write_ago(double milliseconds, values::Timestamp now, Language language) {
  const double seconds = static_cast<double>(now.time_since_epoch().count()) / 1000 - milliseconds / 1000;
  const std::string duration = NumberFormat("dtdurations").text(std::abs(seconds), language);
  if (seconds < 0) return std::string(choose(language, "in ", "через ")) + duration;
  return duration + std::string(choose(language, " ago", " назад"));
}

}  // namespace

std::string figure_text(const Panel& panel, double value, values::Timestamp now, Language language) {
  if (!std::isfinite(value)) return NumberFormat().text(value, language);
  if (panel.unit == "dateTimeFromNow") return write_ago(value, now, language);
  if (panel.unit.starts_with("dateTime") && std::abs(value) < 1e15) {
    const values::Timestamp at{std::chrono::milliseconds(std::llround(value))};
    const LocalTime local = local_time(at);
    return write_day(local, language) + ", " + write_clock(local);
  }
  return NumberFormat(panel.unit, panel.decimals).text(value, language);
}

std::string dashboard_png(const DashboardPicture& picture, const PictureOptions& options) {
  const double wanted_scale = options.width / kReferenceWidth;
  std::vector<const FetchedPanel*> tiles;
  std::vector<const FetchedPanel*> charts;
  for (const FetchedPanel& fetched : picture.panels) (is_tile(fetched) ? tiles : charts).push_back(&fetched);

  Measures measures;
  const auto tile_rows = static_cast<double>(rows(tiles.size(), kTilesInARow));
  const auto chart_rows = static_cast<double>(rows(charts.size(), kChartsInARow));
  const double around = measures.heading + measures.note + tile_rows * (measures.tile + measures.gap);
  const double room = options.height ? *options.height / wanted_scale : kTallest;
  if (chart_rows > 0) {
    const double available = (room - around) / chart_rows - measures.gap;
    measures.chart = std::max(kFlattestChart, options.height ? available : std::min(measures.chart, available));
  }
  const double needed = around + chart_rows * (measures.chart + measures.gap);
  const double highest = options.height.value_or(kTallest);
  const double scale = std::min({wanted_scale, highest / needed, std::sqrt(kMostPixels / (kReferenceWidth * needed))});
  Canvas canvas(static_cast<int>(kReferenceWidth * scale + 0.5), static_cast<int>(needed * scale));
  const Theme& theme = theme_of(options.theme);
  canvas.fill({.width = canvas.width(), .height = canvas.height()}, theme.background);
  draw_heading(canvas, picture, options, scale);
  double y = measures.heading * scale;
  y = draw_cells(canvas, tiles, kTilesInARow, measures.tile * scale, y, measures, theme, scale,
                 [&](const Box& box, const FetchedPanel& cell) { draw_tile(canvas, box, cell, options, scale); });
  y = draw_cells(canvas, charts, kChartsInARow, measures.chart * scale, y, measures, theme, scale,
                 [&](const Box& box, const FetchedPanel& cell) { draw_chart_cell(canvas, box, cell, options, scale); });
  draw_left_out(canvas, picture, y - measures.gap * scale * 0.5, measures, options, scale);
  return canvas.png();
}

}  // namespace charts
