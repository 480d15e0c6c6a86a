#include <cmath>
#include <limits>
#include <numbers>

#include <gtest/gtest.h>

#include "bar_width.hpp"
#include "chart.hpp"
#include "dashboard_picture.hpp"
#include "png_picture.hpp"
#include "time_zone.hpp"

namespace charts {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
/// Monday, 2026-11-23, 20:05:30 in Moscow.
const values::Timestamp kNow(milliseconds(1'795'453'530'000));

/// A day's rise and fall with some unrest, the same every time.
double wave(std::size_t i, double middle, double height, double seed) {
  const auto at = static_cast<double>(i);
  return middle + height * (0.7 * std::sin(at / 37 + seed) + 0.3 * std::sin(at / 5.3 + 2 * seed));
}

std::vector<double> waves(std::size_t count, double middle, double height, double seed) {
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(wave(i, middle, height, seed));
  return values;
}

std::vector<double> whole(std::vector<double> values) {
  for (double& value : values) value = std::round(std::max(0.0, value));
  return values;
}

Chart chart_over(milliseconds range, const std::string& title, const std::string& unit,
                 std::optional<int> decimals = {}) {
  const Cut cut = cut_into_points(kNow, range, 600);
  Chart chart{.title = title, .format = NumberFormat(unit, decimals)};
  chart.from = cut.from;
  chart.to = cut.to;
  chart.until = std::min(cut.to, kNow);
  chart.start = cut.start;
  chart.step = cut.step;
  return chart;
}

Chart bars_over(milliseconds range, const std::string& title, const std::string& unit) {
  const Cut cut = cut_into_bars(kNow, range);
  Chart chart{.title = title, .shape = Shape::stacked_bars, .format = NumberFormat(unit, 0)};
  chart.from = cut.from;
  chart.to = cut.to;
  chart.until = std::min(cut.to, kNow);
  chart.start = cut.start;
  chart.step = cut.step;
  return chart;
}

std::size_t count_of(const Chart& chart) {
  return static_cast<std::size_t>((chart.to - chart.start) / chart.step) + 1;
}

class Picture : public ::testing::Test {
 protected:
  static std::string draw(const Chart& chart, ThemeName theme = ThemeName::dark,
                          Language language = Language::english) {
    return chart_png(chart, 1280, 720, theme, language);
  }

  TimeZone moscow_{"MSK-3"};
};

Chart users_online(const std::string& title, const std::string& name) {
  Chart chart = chart_over(6h, title, "short", 0);
  chart.lines = {{.name = name, .values = whole(waves(count_of(chart), 140, 90, 1))}};
  chart.low = 0;
  return chart;
}

TEST_F(Picture, OneLineDark) {
  expect_approved("one_line_dark", draw(users_online("Users online", "Users online")));
}

TEST_F(Picture, OneLineLightRussian) {
  expect_approved("one_line_light_ru",
                  draw(users_online("Пользователи онлайн", "Онлайн"), ThemeName::light, Language::russian));
}

Chart processing_time() {
  Chart chart = chart_over(1h, "Processing time of updates", "s");
  const std::size_t count = count_of(chart);
  chart.lines = {{.name = "p50", .values = waves(count, 0.0021, 0.0006, 1)},
                 {.name = "p95", .values = waves(count, 0.0062, 0.0022, 2)},
                 {.name = "p99", .values = waves(count, 0.0125, 0.0043, 3)}};
  chart.low = 0;
  return chart;
}

TEST_F(Picture, QuantilesWithGaps) {
  Chart chart = processing_time();
  for (Line& line : chart.lines) {
    for (std::size_t i = 60; i < 95; ++i) line.values[i] = kNothing;
    // One value alone between gaps is a dot.
    line.values[78] = line.values[50];
  }
  expect_approved("gaps_dark", draw(chart));
}

TEST_F(Picture, AboveALimit) {
  Chart chart = chart_over(3h, "Messages are processed slowly", "s");
  std::vector<double> values = waves(count_of(chart), 3.1, 1.2, 4);
  for (std::size_t i = 260; i < values.size(); ++i) values[i] += 3.5;
  chart.lines = {{.name = "95th percentile", .values = values}};
  chart.limits = {{.value = 5, .colour = theme_of(ThemeName::light).bad}};
  expect_approved("limit_light", draw(chart, ThemeName::light));
}

Chart payments(milliseconds range, const std::string& title, const std::string& good, const std::string& bad,
               ThemeName theme) {
  Chart chart = bars_over(range, title, "short");
  const auto count = static_cast<std::size_t>((chart.to - chart.from) / chart.step);
  std::vector<double> succeeded;
  std::vector<double> failed;
  for (std::size_t i = 0; i < count; ++i) {
    succeeded.push_back(std::round(std::max(0.0, wave(i * 17, 14, 12, 1))));
    failed.push_back(i % 5 == 3 ? 2 : i % 7 == 2 ? 1 : 0);
  }
  chart.lines = {{.name = good, .values = succeeded, .colour = theme_of(theme).good},
                 {.name = bad, .values = failed, .colour = theme_of(theme).bad}};
  return chart;
}

TEST_F(Picture, BarsOfAWeek) {
  expect_approved("bars_week_dark_ru", draw(payments(7 * 24h, "Платежи", "Успешные", "Неудачные", ThemeName::dark),
                                            ThemeName::dark, Language::russian));
}

TEST_F(Picture, BarsOfSixHours) {
  expect_approved("bars_hours_light",
                  draw(payments(6h, "Payments", "Successful", "Failed", ThemeName::light), ThemeName::light));
}

TEST_F(Picture, NegativeBars) {
  Chart chart = bars_over(30 * 24h, "Revenue", "suffix:★");
  const auto count = static_cast<std::size_t>((chart.to - chart.from) / chart.step);
  std::vector<double> paid;
  std::vector<double> refunded;
  for (std::size_t i = 0; i < count; ++i) {
    paid.push_back(std::round(std::max(0.0, wave(i * 11, 5200, 4100, 2))));
    refunded.push_back(i % 6 == 4 ? -1500 : 0);
  }
  chart.lines = {{.name = "Paid", .values = paid, .colour = theme_of(ThemeName::dark).good},
                 {.name = "Refunded", .values = refunded, .colour = theme_of(ThemeName::dark).bad}};
  expect_approved("bars_negative_dark", draw(chart));
}

TEST_F(Picture, StackedAreas) {
  Chart chart = chart_over(24h, "Active subscriptions", "short", 0);
  chart.shape = Shape::stacked_areas;
  const std::size_t count = count_of(chart);
  chart.lines = {{.name = "lite", .values = whole(waves(count, 60, 12, 1))},
                 {.name = "pro", .values = whole(waves(count, 35, 9, 2))},
                 {.name = "unlimited", .values = whole(waves(count, 12, 4, 3))}};
  expect_approved("stacked_dark", draw(chart));
}

TEST_F(Picture, ManyLinesLight) {
  Chart chart = chart_over(12h, "Calls of the Bot API by method, as seen by the bot's only replica", "suffix:/s");
  const std::size_t count = count_of(chart);
  const std::vector<std::string> names{"sendMessage",     "answerPreCheckoutQuery", "getUpdates",
                                       "editMessageText", "answerCallbackQuery",    "sendInvoice",
                                       "sendPhoto",       "getStarTransactions"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto seed = static_cast<double>(i);
    chart.lines.push_back({.name = names[i], .values = waves(count, 2 + 1.3 * seed, 0.9, seed)});
  }
  chart.lines_left_out = 12;
  expect_approved("many_lines_light", draw(chart, ThemeName::light));
}

TEST_F(Picture, ManyLinesDark) {
  Chart chart = chart_over(3 * 24h, "Latency by method (p95)", "s");
  const std::size_t count = count_of(chart);
  for (std::size_t i = 0; i < 7; ++i) {
    const auto seed = static_cast<double>(i);
    chart.lines.push_back(
        {.name = "method " + std::to_string(i + 1), .values = waves(count, 40 + 30 * seed, 15, seed)});
  }
  expect_approved("many_lines_dark", draw(chart));
}

TEST_F(Picture, OnePoint) {
  Chart chart = chart_over(15min, "Newborn metric", "short");
  chart.lines = {{.name = "count", .values = std::vector<double>(count_of(chart), kNothing)}};
  chart.lines[0].values.back() = 42;
  expect_approved("one_point_dark", draw(chart));
}

TEST_F(Picture, AYearOfBytes) {
  Chart chart = chart_over(365 * 24h, "Занятая память", "bytes");
  std::vector<double> values = waves(count_of(chart), 21.5e6, 1.4e6, 1);
  for (std::size_t i = 0; i < 60; ++i) values[i] = kNothing;
  chart.lines = {{.name = "Память", .values = values}};
  chart.low = 0;
  expect_approved("year_light_ru", draw(chart, ThemeName::light, Language::russian));
}

TEST_F(Picture, NotesBelow) {
  Chart chart = users_online("Users online", "Users online");
  chart.notes = {"Infinite values are not drawn.", "Not drawn: overrides, transformations"};
  chart.lines[0].values[100] = std::numeric_limits<double>::infinity();
  expect_approved("notes_dark", draw(chart));
}

Panel figure_panel(const std::string& title, const std::string& unit, std::optional<int> decimals = {}) {
  return {.type = "stat",
          .kind = PanelKind::figures,
          .title = title,
          .unit = unit,
          .decimals = decimals,
          .thresholds = {{.from = {}, .colour = "green"}, {.from = 100, .colour = "red"}}};
}

DashboardPicture sample_dashboard() {
  DashboardPicture picture{.title = "CourseBot", .panels = {}, .left_out = {"Recent Transactions", "Funnel"}};
  const auto figures = [](std::vector<Figure> values) { return values; };
  picture.panels.push_back({figure_panel("Total Payments", "suffix:/s", 2), figures({{"", 0.0123}})});
  picture.panels.push_back({figure_panel("Payments in the last hour", "", 0), figures({{"", 104}})});
  Panel alerts = figure_panel("Alerts", "");
  alerts.shows_names = true;
  picture.panels.push_back({alerts, figures({{"No alert fires", 0}})});
  Panel newest = figure_panel("Newest bot", "dateTimeFromNow");
  newest.thresholds = {{.from = {}, .colour = "blue"}};
  const double three_days_ago = static_cast<double>((kNow.time_since_epoch() - 75h).count());
  picture.panels.push_back({newest, figures({{"", three_days_ago}})});
  picture.panels.push_back(
      {figure_panel("Given up or too late", "", 0), figures({{"given up", 3}, {"too late", 120}})});
  picture.panels.push_back({figure_panel("Last poll", "s", 0), figures({})});
  for (const Chart& chart : {users_online("Users Online", "Current online"), processing_time(),
                             payments(6h, "Payments by outcome", "success", "failed", ThemeName::dark)}) {
    picture.panels.push_back({{.type = "timeseries", .title = chart.title}, chart});
  }
  picture.panels.push_back(
      {{.type = "timeseries", .title = "Courses and their channels"}, "There is no data in this time range."});
  Chart areas = chart_over(6h, "Calls by method", "suffix:/s");
  areas.shape = Shape::stacked_areas;
  for (std::size_t i = 0; i < 8; ++i) {
    const auto seed = static_cast<double>(i);
    areas.lines.push_back({.name = "method " + std::to_string(i), .values = waves(count_of(areas), 3, 1, seed)});
  }
  areas.lines_left_out = 2;
  picture.panels.push_back({{.type = "timeseries", .title = areas.title}, areas});
  return picture;
}

TEST_F(Picture, Dashboard) {
  expect_approved("dashboard_dark", dashboard_png(sample_dashboard(), {.range = 6h, .end = kNow}));
}

TEST_F(Picture, DashboardLightRussian) {
  const PictureOptions options{.range = 6h, .end = kNow, .theme = ThemeName::light, .language = Language::russian};
  expect_approved("dashboard_light_ru", dashboard_png(sample_dashboard(), options));
}

TEST_F(Picture, KeepsItsSize) {
  const Chart chart = users_online("Users online", "Users online");
  const PngPicture small = read_png(chart_png(chart, 320, 320, ThemeName::dark, Language::english));
  EXPECT_EQ(small.width, 320);
  EXPECT_EQ(small.height, 320);
  const PngPicture large = read_png(chart_png(chart, 2560, 1440, ThemeName::light, Language::english));
  EXPECT_EQ(large.width, 2560);
  EXPECT_EQ(large.height, 1440);
}

/// Whatever the values are, something is drawn, and nothing breaks.
TEST_F(Picture, DrawsOddValues) {
  const double infinite = std::numeric_limits<double>::infinity();
  const std::vector<std::vector<double>> odd{
      {0, 0, 0},     {7, 7, 7},         {-5, -5, -5},          {1e-300, 2e-300},   {1e200, -1e200, 3}, {5e-324, 0},
      {infinite, 3}, {-infinite, 0, 1}, {1.7e9, 1.7e9 + 1e-7}, {0.1, 0.1 + 1e-17}, {1e17, 1e17 + 64},  {kNothing, 4}};
  for (const std::vector<double>& values : odd) {
    for (const Shape shape : {Shape::lines, Shape::stacked_areas, Shape::stacked_bars}) {
      for (const char* unit : {"", "s", "bytes", "percentunit", "short"}) {
        Chart chart = chart_over(15min, "odd", unit);
        chart.shape = shape;
        chart.lines = {{.name = "one", .values = values}, {.name = "two", .values = values}};
        EXPECT_TRUE(has_values(chart));
        EXPECT_EQ(read_png(chart_png(chart, 320, 320, ThemeName::dark, Language::russian)).width, 320);
      }
    }
  }
}

TEST_F(Picture, NothingToSeeIsNoPicture) {
  Chart chart = chart_over(15min, "nothing", "s");
  EXPECT_FALSE(has_values(chart));
  chart.lines = {{.name = "NaN", .values = {kNothing, std::numeric_limits<double>::infinity(), 1e300}}};
  EXPECT_FALSE(has_values(chart));
}

TEST_F(Picture, ColoursStandOutFromTheirBackground) {
  for (const ThemeName name : {ThemeName::light, ThemeName::dark}) {
    const Theme& theme = theme_of(name);
    for (const Colour& background : {theme.background, theme.tile}) {
      for (const Colour& text : {theme.title, theme.text, theme.faint_text}) EXPECT_GE(contrast(text, background), 4.5);
      for (const Colour& mark : {theme.good, theme.warning, theme.bad}) EXPECT_GE(contrast(mark, background), 4.0);
      // WCAG 2.1, 1.4.11: graphical objects.
      for (const Colour& line : theme.lines) EXPECT_GE(contrast(line, background), 3.0);
    }
  }
}

TEST_F(Picture, AFaultyComparisonWouldFail) {
  const PngPicture one = read_png(draw(users_online("Users online", "Users online")));
  const PngPicture other = read_png(draw(users_online("Users offline", "Users online")));
  EXPECT_GT(difference(one, other), 0.001);
  EXPECT_EQ(difference(one, one), 0);
  EXPECT_EQ(difference(one, {}), 1);
}

}  // namespace
}  // namespace charts
