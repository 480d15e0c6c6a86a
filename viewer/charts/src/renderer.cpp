#include "charts/renderer.hpp"

#include <algorithm>
#include <charconv>

#include <boost/json.hpp>

#include "dashboard.hpp"
#include "dashboard_picture.hpp"
#include "named_charts.hpp"
#include "panel_fetcher.hpp"
#include "parameters.hpp"
#include "turnstile.hpp"
#include "values/utf8.hpp"
#include "words.hpp"

namespace charts {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kMostAtOnce = 1;
constexpr std::size_t kMostWaiting = 16;
constexpr std::size_t kMostTitleLetters = 200;
constexpr std::size_t kMostNamesShown = 40;
constexpr std::size_t kPointsOfASmallChart = 300;

net::Response png_response(std::string png) {
  return {
      .status = 200, .headers = {{"Content-Type", "image/png"}, {"Cache-Control", "no-store"}}, .body = std::move(png)};
}

net::Response refuse(const Refusal& refusal) {
  boost::json::object body{{"error", refusal.sentence}};
  if (!refusal.names.empty()) body["names"] = boost::json::value_from(refusal.names);
  return {.status = refusal.status,
          .headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
          .body = boost::json::serialize(body)};
}

Refusal wrong(int status, Language language, std::string_view english, std::string_view russian) {
  return {.status = status, .sentence = std::string(choose(language, english, russian))};
}

bool is_metric_name(std::string_view name) {
  const auto is_letter = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' || letter == ':';
  };
  const auto is_any = [&](char letter) { return is_letter(letter) || (letter >= '0' && letter <= '9'); };
  return !name.empty() && name.size() <= 200 && is_letter(name[0]) && std::all_of(name.begin(), name.end(), is_any);
}

/// Whether the words of `wanted` (between underscores) are nearly those of `name`.
bool is_similar(std::string_view name, std::string_view wanted) {
  if (name.find(wanted) != std::string_view::npos || wanted.find(name) != std::string_view::npos) return true;
  for (std::size_t begin = 0; begin < wanted.size();) {
    const std::size_t end = std::min(wanted.find('_', begin), wanted.size());
    const std::string_view word = wanted.substr(begin, end - begin);
    if (word.size() >= 4 && word != "total" && word != "seconds" && name.find(word) != std::string_view::npos) {
      return true;
    }
    begin = end + 1;
  }
  return false;
}

/// The known charts, and the metrics that may have been meant.
Refusal unknown_name(const std::string& wanted, const std::vector<std::string>& metrics, Language language) {
  Refusal refusal = wrong(404, language, "There is neither a chart nor a metric of this name.",
                          "Нет ни графика, ни метрики с таким именем.");
  refusal.names = chart_names();
  for (const std::string& metric : metrics) {
    if (refusal.names.size() == kMostNamesShown) break;
    if (is_similar(metric, wanted)) refusal.names.push_back(metric);
  }
  return refusal;
}

/// A series of a histogram is named after it.
std::optional<std::string> family_of(const std::string& metric) {
  for (const std::string_view suffix : {"_bucket", "_count", "_sum", "_total"}) {
    if (metric.ends_with(suffix)) return metric.substr(0, metric.size() - suffix.size());
  }
  return std::nullopt;
}

}  // namespace

class Renderer::State {
 public:
  State(monitoring::Prometheus& prometheus, DashboardSource dashboards, const values::Clock& clock)
      : prometheus_(prometheus), dashboards_(std::move(dashboards)), clock_(clock) {}

  asio::awaitable<net::Response> answer(const net::Request& request) {
    const Language language = language_of(request.query());
    const std::optional<Turnstile::Pass> pass = co_await turnstile_.enter();
    if (!pass) {
      co_return refuse(wrong(503, language, "Too many pictures are wanted at once: try again in a moment.",
                             "Слишком много картинок сразу: повторите чуть позже."));
    }
    const Outcome<std::string> png = co_await draw(request, language);
    if (!png) co_return refuse(png.error());
    co_return png_response(*png);
  }

 private:
  asio::awaitable<Outcome<std::string>> draw(const net::Request& request, Language language) {
    Parameters parameters(request.query());
    const Outcome<PictureOptions> options = read_picture_options(parameters, clock_.now());
    if (!options) co_return options.error();
    if (request.path() == "/render/chart.png") co_return co_await draw_named(parameters, *options);
    if (request.path() == "/render/panel.png") co_return co_await draw_panel(parameters, *options);
    if (request.path() == "/render/dashboard.png") co_return co_await draw_dashboard(parameters, *options);
    co_return wrong(404, language, "There is no such picture.", "Такой картинки нет.");
  }

  asio::awaitable<Outcome<std::string>> draw_named(Parameters& parameters, const PictureOptions& options) {
    const std::optional<std::string> name = parameters.take("name");
    const std::optional<std::string> query = parameters.take("query");
    const std::optional<std::string> title = parameters.take("title");
    if (const auto problem = parameters.problem(options.language)) co_return Refusal{.sentence = *problem};
    const bool is_asked_once = name.has_value() != query.has_value() && !(query && query->empty());
    if (!is_asked_once) {
      co_return wrong(400, options.language, "One of the parameters name and query must be given.",
                      "Нужен один из параметров: name или query.");
    }
    Panel panel;
    if (query) {
      panel = chart_of_query(*query, title.value_or(""));
    } else {
      const Outcome<Panel> found = co_await find_chart(*name, options.language);
      if (!found) co_return found.error();
      panel = *found;
      if (title && !title->empty()) panel.title = *title;
    }
    panel.title = values::truncate_code_points(panel.title, kMostTitleLetters);
    co_return co_await draw_one(panel, options);
  }

  asio::awaitable<Outcome<std::string>> draw_one(const Panel& panel, const PictureOptions& options) {
    const Outcome<Chart> chart = co_await fetch_chart(prometheus_, panel, options, kMostPoints);
    if (!chart) co_return chart.error();
    co_return chart_png(*chart, options.width, options.height.value_or(kDefaultHeight), options.theme,
                        options.language);
  }

  /// A chart of ours, or that of a metric, by what Prometheus knows of it.
  asio::awaitable<Outcome<Panel>> find_chart(const std::string& name, Language language) {
    if (std::optional<Panel> panel = named_chart(name, language)) co_return *std::move(panel);
    if (!is_metric_name(name)) co_return unknown_name(name, {}, language);
    const auto metadata = co_await prometheus_.metadata(name);
    if (!metadata) co_return refusal_for(metadata.error(), language);
    if (*metadata) co_return chart_of_metric(name, (*metadata)->type, language);
    if (const std::optional<std::string> family = family_of(name)) {
      const auto of_family = co_await prometheus_.metadata(*family);
      if (!of_family) co_return refusal_for(of_family.error(), language);
      if (*of_family) co_return chart_of_member(name, *family, (*of_family)->type, language);
    }
    co_return co_await chart_without_metadata(name, language);
  }

  /// OpenMetrics describes `x` where `x_total` is stored; a histogram's parts count.
  static Panel chart_of_member(const std::string& name, const std::string& family, const std::string& type,
                               Language language) {
    if (type == "histogram" && name.ends_with("_bucket")) return chart_of_metric(family, type, language);
    return chart_of_metric(name, "counter", language);
  }

  /// Of recorded series, and of Prometheus's own such as `up`, nothing but the name is known.
  asio::awaitable<Outcome<Panel>> chart_without_metadata(const std::string& name, Language language) {
    const auto names = co_await prometheus_.metric_names();
    if (!names) co_return refusal_for(names.error(), language);
    if (!std::binary_search(names->begin(), names->end(), name)) co_return unknown_name(name, *names, language);
    co_return chart_of_metric(name, name.ends_with("_total") ? "counter" : "gauge", language);
  }

  Outcome<Dashboard> find_dashboard(const std::string& uid, Language language) const {
    const std::optional<std::string> text = dashboards_(uid);
    if (!text) return wrong(404, language, "There is no such dashboard.", "Такого дашборда нет.");
    return parse_dashboard(*text, language);
  }

  asio::awaitable<Outcome<std::string>> draw_panel(Parameters& parameters, const PictureOptions& options) {
    const std::string uid = parameters.take("dashboard").value_or("");
    const std::string number = parameters.take("panel").value_or("");
    if (const auto problem = parameters.problem(options.language)) co_return Refusal{.sentence = *problem};
    int id = 0;
    const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), id);
    if (failure != std::errc() || end != number.data() + number.size()) {
      co_return wrong(400, options.language, "The parameter panel must be a panel's number.",
                      "В параметре panel нужен номер панели.");
    }
    const Outcome<Dashboard> dashboard = find_dashboard(uid, options.language);
    if (!dashboard) co_return dashboard.error();
    const auto panel = std::find_if(dashboard->panels.begin(), dashboard->panels.end(),
                                    [id](const Panel& each) { return each.id == id; });
    if (panel == dashboard->panels.end()) {
      co_return wrong(404, options.language, "The dashboard has no panel of this number.",
                      "В дашборде нет панели с таким номером.");
    }
    if (panel->kind != PanelKind::time_series) {
      co_return wrong(422, options.language, "Only time series panels can be drawn, and this is none.",
                      "Нарисовать можно только панель с графиком по времени, а это другая.");
    }
    co_return co_await draw_one(*panel, options);
  }

  asio::awaitable<Outcome<std::string>> draw_dashboard(Parameters& parameters, const PictureOptions& options) {
    const std::string uid = parameters.take("uid").value_or("");
    if (const auto problem = parameters.problem(options.language)) co_return Refusal{.sentence = *problem};
    const Outcome<Dashboard> dashboard = find_dashboard(uid, options.language);
    if (!dashboard) co_return dashboard.error();
    const Outcome<DashboardPicture> picture = co_await fetch_dashboard(*dashboard, options);
    if (!picture) co_return picture.error();
    co_return dashboard_png(*picture, options);
  }

  asio::awaitable<Outcome<DashboardPicture>> fetch_dashboard(const Dashboard& dashboard,
                                                             const PictureOptions& options) {
    DashboardPicture picture{.title = dashboard.title, .panels = {}, .left_out = {}};
    std::size_t figures = 0;
    std::size_t charts = 0;
    for (const Panel& panel : dashboard.panels) {
      const bool is_figures = panel.kind == PanelKind::figures;
      std::size_t& count = is_figures ? figures : charts;
      if (panel.kind == PanelKind::other || count == (is_figures ? kMaxFigurePanels : kMaxChartPanels)) {
        picture.left_out.push_back(panel.title);
        continue;
      }
      ++count;
      // A chart tells by itself what is not drawn of it.
      if (is_figures && !panel.left_out.empty()) picture.left_out.push_back(panel.title + ": " + panel.left_out[0]);
      Outcome<FetchedPanel> fetched = co_await fetch_panel(panel, options);
      if (!fetched) co_return fetched.error();
      picture.panels.push_back(*std::move(fetched));
    }
    if (picture.panels.empty()) {
      co_return wrong(422, options.language, "The dashboard has no panel that can be drawn.",
                      "В дашборде нет панелей, которые можно нарисовать.");
    }
    co_return picture;
  }

  /// What one panel lacks is told in its place; without Prometheus there is no picture at all.
  asio::awaitable<Outcome<FetchedPanel>> fetch_panel(const Panel& panel, const PictureOptions& options) {
    if (panel.kind == PanelKind::figures) {
      Outcome<std::vector<Figure>> figures = co_await fetch_figures(prometheus_, panel, options);
      if (figures) co_return FetchedPanel{.panel = panel, .content = *std::move(figures)};
      if (figures.error().status == 502) co_return figures.error();
      co_return FetchedPanel{.panel = panel, .content = figures.error().sentence};
    }
    Outcome<Chart> chart = co_await fetch_chart(prometheus_, panel, options, kPointsOfASmallChart);
    if (chart) co_return FetchedPanel{.panel = panel, .content = *std::move(chart)};
    if (chart.error().status == 502) co_return chart.error();
    co_return FetchedPanel{.panel = panel, .content = chart.error().sentence};
  }

  monitoring::Prometheus& prometheus_;
  DashboardSource dashboards_;
  const values::Clock& clock_;
  Turnstile turnstile_{kMostAtOnce, kMostWaiting};
};

Renderer::Renderer(monitoring::Prometheus& prometheus, DashboardSource dashboards, const values::Clock& clock)
    : state_(std::make_unique<State>(prometheus, std::move(dashboards), clock)) {}

Renderer::~Renderer() = default;

asio::awaitable<net::Response> Renderer::answer(const net::Request& request) {
  return state_->answer(request);
}

}  // namespace charts
