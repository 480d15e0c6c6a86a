#include "chart.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "legend.hpp"
#include "local_time.hpp"
#include "time_axis.hpp"
#include "value_axis.hpp"
#include "words.hpp"

namespace charts {
namespace {

constexpr double kReferenceWidth = 1280;
constexpr double kReferenceHeight = 720;
constexpr double kShareOfBar = 0.78;

bool is_drawable(double value) {
  return std::abs(value) <= kLargestValue;
}

/// The lines as they are drawn: of stacked ones each upon those before it.
struct Layer {
  std::vector<double> lower;  ///< Empty where nothing is below.
  std::vector<double> upper;
  Colour colour;
};

/// Negative values pile up downwards.
std::vector<Layer> layers_of(const Chart& chart, const Theme& theme) {
  std::vector<Layer> layers;
  std::size_t length = 0;
  for (const Line& line : chart.lines) length = std::max(length, line.values.size());
  std::vector<double> above(length, 0.0);
  std::vector<double> below(length, 0.0);
  for (std::size_t index = 0; index < chart.lines.size(); ++index) {
    Layer layer{.lower = {}, .upper = chart.lines[index].values, .colour = colour_of_line(chart, index, theme)};
    for (double& value : layer.upper) {
      if (!is_drawable(value)) value = std::numeric_limits<double>::quiet_NaN();
    }
    if (chart.shape != Shape::lines) {
      layer.lower.resize(layer.upper.size());
      for (std::size_t i = 0; i < layer.upper.size(); ++i) {
        const double value = layer.upper[i];
        double& base = value < 0 ? below[i] : above[i];
        layer.lower[i] = base;
        if (std::isnan(value)) continue;
        base += value;
        layer.upper[i] = base;
      }
    }
    layers.push_back(std::move(layer));
  }
  return layers;
}

ValueRange range_of(const Chart& chart, const std::vector<Layer>& layers) {
  double lowest = std::numeric_limits<double>::infinity();
  double highest = -lowest;
  const auto include = [&](double value) {
    if (!is_drawable(value)) return;
    lowest = std::min(lowest, value);
    highest = std::max(highest, value);
  };
  for (const Layer& layer : layers) {
    std::for_each(layer.upper.begin(), layer.upper.end(), include);
    std::for_each(layer.lower.begin(), layer.lower.end(), include);
  }
  // A limit at the very edge would look like a part of the frame.
  for (const Limit& limit : chart.limits) include(limit.value * 1.04);
  if (chart.soft_high) include(*chart.soft_high);
  // A dashboard's fixed end that leaves nothing of the axis is none.
  const bool low_fits = chart.low && is_drawable(*chart.low) && *chart.low <= lowest;
  const bool high_fits = chart.high && is_drawable(*chart.high) && *chart.high > lowest;
  return {.lowest = lowest,
          .highest = highest,
          .fixed_low = low_fits ? chart.low : std::nullopt,
          .fixed_high = high_fits ? chart.high : std::nullopt};
}

/// Where values and times are in the picture.
struct Plot {
  Box box;
  const Chart& chart;
  const ValueAxis& axis;

  double x(values::Timestamp at) const {
    const auto whole = static_cast<double>((chart.to - chart.from).count());
    return box.x + box.width * static_cast<double>((at - chart.from).count()) / whole;
  }
  double x(std::size_t index) const { return x(chart.start + chart.step * static_cast<std::int64_t>(index)); }
  double y(double value) const {
    const double share = (value - axis.low) / (axis.high - axis.low);
    // Far outside is as good as just outside, and cairo's coordinates end at some millions.
    return box.bottom() - box.height * std::clamp(share, -2.0, 3.0);
  }
};

double snapped(double coordinate) {
  return std::floor(coordinate) + 0.5;
}

void draw_value_grid(Canvas& canvas, const Plot& plot, const Look& look, const Lettering& lettering) {
  for (const ValueTick& tick : plot.axis.ticks) {
    const double y = snapped(plot.y(tick.value));
    const bool is_base = tick.value == 0 || &tick == &plot.axis.ticks.front();
    canvas.line({plot.box.x, y}, {plot.box.right(), y},
                {.width = (is_base ? 2.5 : 1.5) * look.scale, .colour = is_base ? look.theme.axis : look.theme.grid});
    canvas.write(tick.label, {plot.box.x - 16 * look.scale, y + lettering.size * 0.36}, lettering, look.theme.text,
                 Align::right);
  }
}

void draw_time_grid(Canvas& canvas, const Plot& plot, const Look& look, const Lettering& lettering) {
  constexpr auto kShowsTimes = std::chrono::hours(36);
  const bool shows_times = plot.chart.to - plot.chart.from <= kShowsTimes;
  const std::string_view typical = shows_times ? "00:00" : choose(look.language, "30 Nov", "30 нояб");
  const double label_width = canvas.width_of(typical, lettering);
  const auto most = static_cast<std::size_t>(std::max(2.0, plot.box.width / (label_width * 1.4)));
  for (const TimeTick& tick : time_axis(plot.chart.from, plot.chart.to, look.language, most)) {
    const double x = snapped(plot.x(tick.at));
    canvas.line({x, plot.box.y}, {x, plot.box.bottom()},
                {.width = 1.5 * look.scale, .colour = tick.is_new_day ? look.theme.axis : look.theme.grid});
    Lettering letters = lettering;
    letters.is_bold = tick.is_new_day;
    // A label at the edge moves inwards rather than out of the picture.
    const double half = canvas.width_of(tick.label, letters) / 2;
    const double centre = std::min(x, plot.box.right() + 8 * look.scale - half);
    canvas.write(tick.label, {centre, plot.box.bottom() + lettering.size * 1.35}, letters, look.theme.text,
                 Align::centre);
  }
}

void draw_limits(Canvas& canvas, const Plot& plot, const Look& look) {
  for (const Limit& limit : plot.chart.limits) {
    const double y = snapped(plot.y(limit.value));
    canvas.line({plot.box.x, y}, {plot.box.right(), y},
                {.width = 4 * look.scale, .colour = limit.colour, .dash = 18 * look.scale});
  }
}

/// Runs of values without a gap: [first, last) each.
std::vector<std::pair<std::size_t, std::size_t>> runs_of(const std::vector<double>& values) {
  std::vector<std::pair<std::size_t, std::size_t>> runs;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    const std::size_t first = i;
    while (i < values.size() && !std::isnan(values[i])) ++i;
    runs.emplace_back(first, i);
  }
  return runs;
}

void draw_area(Canvas& canvas, const Plot& plot, const Layer& layer, std::pair<std::size_t, std::size_t> run,
               double opacity) {
  const double base = plot.y(std::clamp(0.0, plot.axis.low, plot.axis.high));
  std::vector<Place> corners;
  for (std::size_t i = run.first; i < run.second; ++i) corners.push_back({plot.x(i), plot.y(layer.upper[i])});
  for (std::size_t i = run.second; i-- > run.first;) {
    corners.push_back({plot.x(i), layer.lower.empty() ? base : plot.y(layer.lower[i])});
  }
  canvas.fill(corners, faded(layer.colour, opacity));
}

void draw_layer(Canvas& canvas, const Plot& plot, const Layer& layer, const Look& look, double area_opacity) {
  const double width = (look.is_one_of_many ? 3.5 : 4.5) * look.scale;
  for (const auto& run : runs_of(layer.upper)) {
    if (run.second - run.first == 1) {
      canvas.dot({plot.x(run.first), plot.y(layer.upper[run.first])}, width * 1.3, layer.colour);
      continue;
    }
    if (area_opacity > 0) draw_area(canvas, plot, layer, run, area_opacity);
    std::vector<Place> places;
    for (std::size_t i = run.first; i < run.second; ++i) places.push_back({plot.x(i), plot.y(layer.upper[i])});
    canvas.line(places, {.width = width, .colour = layer.colour});
  }
}

void draw_bars(Canvas& canvas, const Plot& plot, const Layer& layer) {
  for (std::size_t i = 0; i < layer.upper.size(); ++i) {
    if (std::isnan(layer.upper[i]) || layer.upper[i] == layer.lower[i]) continue;
    const double whole = plot.x(i + 1) - plot.x(i);
    const double width = std::max(1.0, whole * kShareOfBar);
    const double top = plot.y(std::max(layer.upper[i], layer.lower[i]));
    const double bottom = plot.y(std::min(layer.upper[i], layer.lower[i]));
    canvas.fill({.x = plot.x(i) + (whole - width) / 2, .y = top, .width = width, .height = bottom - top}, layer.colour);
  }
}

void draw_layers(Canvas& canvas, const Plot& plot, const std::vector<Layer>& layers, const Look& look) {
  constexpr double kStackedOpacity = 0.55;
  const double edge = 6 * look.scale;
  const Canvas::Clip clip(canvas, {.x = plot.box.x - edge,
                                   .y = plot.box.y - edge,
                                   .width = plot.box.width + 2 * edge,
                                   .height = plot.box.height + 2 * edge});
  const double opacity = plot.chart.shape == Shape::stacked_areas ? kStackedOpacity
                         : layers.size() == 1                     ? look.theme.area_opacity
                                                                  : 0;
  // The first line is the most important one: it is drawn last.
  for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
    if (plot.chart.shape == Shape::stacked_bars) {
      draw_bars(canvas, plot, *layer);
    } else {
      draw_layer(canvas, plot, *layer, look, opacity);
    }
  }
}

double widest_label(Canvas& canvas, const ValueAxis& axis, const Lettering& lettering) {
  double widest = 0;
  for (const ValueTick& tick : axis.ticks) widest = std::max(widest, canvas.width_of(tick.label, lettering));
  return widest;
}

double draw_heading(Canvas& canvas, const Box& box, const Chart& chart, const Look& look) {
  const Lettering title{.size = (look.is_one_of_many ? 30 : 46) * look.scale, .is_bold = true};
  double y = box.y + title.size * 0.95;
  const Lettering fitting = canvas.fitting(chart.title, title, box.width);
  canvas.write(canvas.shortened(chart.title, fitting, box.width), {box.x, y}, fitting, look.theme.title);
  if (look.is_one_of_many) return y + title.size * 0.75;
  const Lettering subtitle{.size = 30 * look.scale};
  std::string text = write_range(chart.from, chart.until, look.language);
  if (chart.shape == Shape::stacked_bars) text += " · " + bar_width_note(chart.step, look.language);
  y += subtitle.size * 1.45;
  canvas.write(canvas.shortened(text, subtitle, box.width), {box.x, y}, subtitle, look.theme.faint_text);
  return y + subtitle.size * 1.1;
}

double draw_notes(Canvas& canvas, const Box& box, const Chart& chart, const Look& look) {
  const Lettering lettering{.size = (look.is_one_of_many ? 21 : 26) * look.scale};
  double y = box.bottom();
  for (auto note = chart.notes.rbegin(); note != chart.notes.rend(); ++note) {
    canvas.write(canvas.shortened(*note, lettering, box.width), {box.x, y - lettering.size * 0.2}, lettering,
                 look.theme.faint_text);
    y -= lettering.size * 1.35;
  }
  return y;
}

}  // namespace

bool has_values(const Chart& chart) {
  return std::any_of(chart.lines.begin(), chart.lines.end(),
                     [](const Line& line) { return std::any_of(line.values.begin(), line.values.end(), is_drawable); });
}

void draw_chart(Canvas& canvas, const Box& box, const Chart& chart, const Look& look) {
  const Lettering ticks{.size = (look.is_one_of_many ? 24 : 31) * look.scale};
  const double top = draw_heading(canvas, box, chart, look);
  const double notes_top = draw_notes(canvas, box, chart, look);
  const double legend = legend_height(chart, look);
  draw_legend(canvas, {.x = box.x, .y = notes_top - legend, .width = box.width, .height = legend}, chart, look);

  const std::vector<Layer> layers = layers_of(chart, look.theme);
  const double plot_top = top + ticks.size * 0.3;
  const double plot_bottom = notes_top - legend - ticks.size * (look.is_one_of_many ? 1.7 : 2.0);
  const double height = std::max(10.0, plot_bottom - plot_top);
  const auto wanted = static_cast<std::size_t>(std::clamp(height / (ticks.size * 2.2), 2.0, 6.0));
  const ValueAxis axis = value_axis(range_of(chart, layers), chart.format, look.language, wanted);
  const double left = box.x + widest_label(canvas, axis, ticks) + 20 * look.scale;
  const Plot plot{.box = {.x = left, .y = plot_top, .width = box.right() - left - 8 * look.scale, .height = height},
                  .chart = chart,
                  .axis = axis};
  draw_time_grid(canvas, plot, look, ticks);
  draw_value_grid(canvas, plot, look, ticks);
  draw_layers(canvas, plot, layers, look);
  draw_limits(canvas, plot, look);
}

std::string chart_png(const Chart& chart, int width, int height, ThemeName theme, Language language) {
  Canvas canvas(width, height);
  const double scale = std::clamp(std::min(width / kReferenceWidth, height / kReferenceHeight), 0.25, 4.0);
  const Look look{.theme = theme_of(theme), .language = language, .scale = scale};
  canvas.fill({.width = canvas.width(), .height = canvas.height()}, look.theme.background);
  const double margin = 40 * scale;
  draw_chart(canvas, {.x = margin, .y = margin * 0.8, .width = width - 2 * margin, .height = height - margin * 1.5},
             chart, look);
  return canvas.png();
}

}  // namespace charts
