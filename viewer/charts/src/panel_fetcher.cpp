#include "panel_fetcher.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "bar_width.hpp"
#include "interpolation.hpp"
#include "series_names.hpp"
#include "words.hpp"

namespace charts {
namespace {

namespace asio = boost::asio;
using monitoring::PrometheusFailure;
using monitoring::QueryAnswer;
using monitoring::Series;

constexpr std::size_t kMaxFigures = 20;
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

Cut cut_for(const Panel& panel, const PictureOptions& options, std::size_t most_points) {
  return panel.shape == Shape::stacked_bars ? cut_into_bars(options.end, options.range)
                                            : cut_into_points(options.end, options.range, most_points);
}

/// When a value is asked for: that of a bar is known at its end.
monitoring::QueryRange query_range_of(const Panel& panel, const Cut& cut) {
  const bool is_bars = panel.shape == Shape::stacked_bars;
  const values::Timestamp first = is_bars ? cut.start + cut.step : cut.start;
  return {.start = first, .end = first + cut.step * static_cast<std::int64_t>(cut.count - 1), .step = cut.step};
}

Interpolation interpolation_for(const Panel& panel, std::chrono::milliseconds step, const PictureOptions& options) {
  return {.step = step, .range = options.range, .variables = panel.variables};
}

std::vector<double> values_on_grid(const Series& series, const monitoring::QueryRange& range, std::size_t count) {
  std::vector<double> values(count, kNothing);
  for (const monitoring::Point& point : series.points) {
    const auto index = static_cast<std::int64_t>(
        std::llround(static_cast<double>((point.at - range.start).count()) / static_cast<double>(range.step.count())));
    if (index >= 0 && index < static_cast<std::int64_t>(count)) values[static_cast<std::size_t>(index)] = point.value;
  }
  return values;
}

std::vector<std::string> names_for(const PanelQuery& query, const std::vector<Series>& series,
                                   const std::string& otherwise) {
  std::vector<monitoring::Labels> labels;
  for (const Series& each : series) labels.push_back(each.labels);
  std::vector<std::string> names;
  if (!query.legend.empty()) {
    for (const monitoring::Labels& each : labels) names.push_back(fill_legend(query.legend, each));
  }
  return names.empty() ? names_of(labels, otherwise) : names;
}

/// What a line without a name of its own is called: a metric by its name, else by the panel's title.
std::string fallback_name(const Panel& panel, const std::vector<Series>& series) {
  if (!series.empty() && series[0].labels.contains("__name__")) return series[0].labels.at("__name__");
  return panel.title;
}

void append_lines(Chart& chart, const PanelQuery& query, const Panel& panel, const QueryAnswer& answer,
                  const monitoring::QueryRange& range, std::size_t count) {
  const std::vector<std::string> names = names_for(query, answer.series, fallback_name(panel, answer.series));
  for (std::size_t i = 0; i < answer.series.size(); ++i) {
    Line line{.name = names[i], .values = values_on_grid(answer.series[i], range, count)};
    if (!answer.series[i].points.empty()) chart.lines.push_back(std::move(line));
  }
}

double weight(const Line& line) {
  return std::accumulate(line.values.begin(), line.values.end(), 0.0,
                         [](double sum, double value) { return sum + (std::isfinite(value) ? std::abs(value) : 0.0); });
}

/// Many lines come in the order of what they have to say. Those that are zero all the time say least: they go first.
void leave_out_small_lines(Chart& chart) {
  constexpr std::size_t kFewLines = 4;
  if (chart.lines.size() <= kFewLines) return;
  std::stable_sort(chart.lines.begin(), chart.lines.end(),
                   [](const Line& left, const Line& right) { return weight(left) > weight(right); });
  const std::size_t all = chart.lines.size();
  const auto first_zero =
      std::find_if(chart.lines.begin(), chart.lines.end(), [](const Line& line) { return weight(line) == 0; });
  const auto telling = static_cast<std::size_t>(first_zero - chart.lines.begin());
  chart.lines.resize(std::min(kMaxLines, telling == 0 ? all : telling));
  chart.lines_left_out = all - chart.lines.size();
}

void paint(Chart& chart, const Panel& panel, const Theme& theme) {
  for (Line& line : chart.lines) {
    const auto own = panel.colours.find(line.name);
    const std::string& name = own != panel.colours.end() ? own->second : panel.colour;
    if (!name.empty()) line.colour = named_colour(theme, name);
  }
  if (!panel.draws_thresholds) return;
  for (const ThresholdStep& step : panel.thresholds) {
    if (!step.from) continue;
    chart.limits.push_back({.value = *step.from, .colour = named_colour(theme, step.colour).value_or(theme.bad)});
  }
}

std::string left_out_note(const Panel& panel, Language language) {
  std::string note(choose(language, "Not drawn: ", "Не показано: "));
  std::vector<std::string> names = panel.left_out;
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (std::size_t i = 0; i < names.size(); ++i) note += (i > 0 ? ", " : "") + names[i];
  return note;
}

void add_notes(Chart& chart, const Panel& panel, Language language) {
  const bool has_infinite = std::any_of(chart.lines.begin(), chart.lines.end(), [](const Line& line) {
    return std::any_of(line.values.begin(), line.values.end(), [](double value) { return std::isinf(value); });
  });
  if (has_infinite) {
    chart.notes.emplace_back(choose(language, "Infinite values are not drawn.", "Бесконечные значения не нарисованы."));
  }
  if (!panel.left_out.empty()) chart.notes.push_back(left_out_note(panel, language));
}

Chart empty_chart(const Panel& panel, const Cut& cut, values::Timestamp end) {
  Chart chart{.title = panel.title, .shape = panel.shape, .format = NumberFormat(panel.unit, panel.decimals)};
  chart.from = cut.from;
  chart.to = cut.to;
  chart.until = std::min(cut.to, end);
  chart.start = cut.start;
  chart.step = cut.step;
  chart.low = panel.low;
  chart.high = panel.high;
  chart.soft_high = panel.soft_high;
  return chart;
}

Refusal nothing_to_draw(bool has_histograms, Language language) {
  if (has_histograms) {
    return {
        .status = 422,
        .sentence = std::string(choose(
            language, "The answer holds native histograms, which are no lines: ask for histogram_quantile() of them.",
            "В ответе нативные гистограммы, их не нарисовать линиями: запросите их histogram_quantile()."))};
  }
  return {
      .status = 422,
      .sentence = std::string(choose(language, "There is no data in this time range.", "За это время данных нет."))};
}

bool has_histograms(const QueryAnswer& answer) {
  return std::any_of(answer.series.begin(), answer.series.end(),
                     [](const Series& series) { return !series.histograms.empty(); });
}

}  // namespace

Refusal refusal_for(const monitoring::PrometheusError& error, Language language) {
  const bool is_russian = language == Language::russian;
  switch (error.failure) {
    case PrometheusFailure::bad_expression:
      return {.status = 400, .sentence = "Prometheus: " + error.message};
    case PrometheusFailure::too_large:
      return {.status = 422,
              .sentence =
                  is_russian ? "Ответ Prometheus слишком велик: сузьте запрос или возьмите topk()." : error.message};
    case PrometheusFailure::timeout:
      return {.status = 502, .sentence = is_russian ? "Prometheus не ответил вовремя." : error.message};
    case PrometheusFailure::unavailable:
      return {.status = 502, .sentence = is_russian ? "Prometheus недоступен." : error.message};
    case PrometheusFailure::nonsense:
      return {.status = 502,
              .sentence = is_russian ? "По адресу PROMETHEUS_URL отвечает не Prometheus." : error.message};
  }
  return {.status = 502, .sentence = error.message};
}

asio::awaitable<Outcome<Chart>> fetch_chart(monitoring::Prometheus& prometheus, const Panel& panel,
                                            const PictureOptions& options, std::size_t most_points) {
  const Cut cut = cut_for(panel, options, most_points);
  const monitoring::QueryRange range = query_range_of(panel, cut);
  const Interpolation interpolation = interpolation_for(panel, cut.step, options);
  Chart chart = empty_chart(panel, cut, options.end);
  bool histograms = false;
  for (const PanelQuery& query : panel.queries) {
    std::string expression = interpolate(query.expression, interpolation);
    const auto answer = co_await prometheus.query_range(std::move(expression), range);
    if (!answer) co_return refusal_for(answer.error(), options.language);
    append_lines(chart, query, panel, *answer, range, cut.count);
    histograms = histograms || has_histograms(*answer);
  }
  leave_out_small_lines(chart);
  if (!has_values(chart)) co_return nothing_to_draw(histograms, options.language);
  paint(chart, panel, theme_of(options.theme));
  add_notes(chart, panel, options.language);
  co_return chart;
}

asio::awaitable<Outcome<std::vector<Figure>>> fetch_figures(monitoring::Prometheus& prometheus, const Panel& panel,
                                                            const PictureOptions& options) {
  const Cut cut = cut_into_points(options.end, options.range, kMostPoints);
  const Interpolation interpolation = interpolation_for(panel, cut.step, options);
  std::vector<Figure> figures;
  for (const PanelQuery& query : panel.queries) {
    std::string expression = interpolate(query.expression, interpolation);
    const auto answer = co_await prometheus.query(std::move(expression), options.end);
    if (!answer) co_return refusal_for(answer.error(), options.language);
    const std::vector<std::string> names = names_for(query, answer->series, "");
    for (std::size_t i = 0; i < answer->series.size() && figures.size() < kMaxFigures; ++i) {
      if (answer->series[i].points.empty()) continue;
      figures.push_back({.name = names[i], .value = answer->series[i].points.back().value});
    }
  }
  co_return figures;
}

}  // namespace charts
