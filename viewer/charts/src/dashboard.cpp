#include "dashboard.hpp"

#include <cmath>

#include <boost/json.hpp>

#include "values/utf8.hpp"
#include "words.hpp"

namespace charts {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxPanels = 100;
constexpr std::size_t kMaxQueries = 20;
constexpr std::size_t kMaxTextLength = 8U << 10U;

/// A value within objects of objects; nothing if any of them is not there.
const json::value* at(const json::value& value, std::initializer_list<std::string_view> path) {
  const json::value* found = &value;
  for (const std::string_view name : path) {
    const json::object* object = found->if_object();
    found = object == nullptr ? nullptr : object->if_contains(name);
    if (found == nullptr) return nullptr;
  }
  return found;
}

std::string text_at(const json::value& value, std::initializer_list<std::string_view> path) {
  const json::value* found = at(value, path);
  const json::string* text = found == nullptr ? nullptr : found->if_string();
  if (text == nullptr || text->size() > kMaxTextLength) return "";
  return {text->data(), text->size()};
}

std::optional<double> number_at(const json::value& value, std::initializer_list<std::string_view> path) {
  const json::value* found = at(value, path);
  if (found == nullptr || !found->is_number()) return std::nullopt;
  boost::system::error_code failure;
  const double number = found->to_number<double>(failure);
  return failure || !std::isfinite(number) ? std::nullopt : std::optional(number);
}

bool is_true_at(const json::value& value, std::initializer_list<std::string_view> path) {
  const json::value* found = at(value, path);
  return found != nullptr && found->is_bool() && found->get_bool();
}

const json::array& list_at(const json::value& value, std::initializer_list<std::string_view> path) {
  static const json::array kNone;
  const json::value* found = at(value, path);
  const json::array* list = found == nullptr ? nullptr : found->if_array();
  return list == nullptr ? kNone : *list;
}

PanelKind kind_of(const std::string& type) {
  if (type == "timeseries" || type == "graph") return PanelKind::time_series;
  if (type == "stat" || type == "gauge") return PanelKind::figures;
  return PanelKind::other;
}

bool asks_prometheus(const json::value& holder) {
  const std::string type = text_at(holder, {"datasource", "type"});
  return type.empty() || type == "prometheus";
}

void read_queries(const json::value& source, Panel& panel) {
  for (const json::value& target : list_at(source, {"targets"})) {
    const std::string expression = text_at(target, {"expr"});
    if (is_true_at(target, {"hide"})) continue;
    if (expression.empty() || !asks_prometheus(target) || panel.queries.size() == kMaxQueries) {
      panel.left_out.emplace_back("query");
      continue;
    }
    const std::string legend = text_at(target, {"legendFormat"});
    panel.queries.push_back({.expression = expression, .legend = legend == "__auto" ? "" : legend});
  }
}

void read_thresholds(const json::value& defaults, Panel& panel) {
  for (const json::value& step : list_at(defaults, {"thresholds", "steps"})) {
    panel.thresholds.push_back({.from = number_at(step, {"value"}), .colour = text_at(step, {"color"})});
  }
  if (text_at(defaults, {"thresholds", "mode"}) == "percentage") {
    panel.thresholds.clear();
    panel.left_out.emplace_back("thresholds.mode");
  }
  const std::string style = text_at(defaults, {"custom", "thresholdsStyle", "mode"});
  panel.draws_thresholds = !style.empty() && style != "off";
}

void read_overrides(const json::value& source, Panel& panel) {
  for (const json::value& override : list_at(source, {"fieldConfig", "overrides"})) {
    const bool is_by_name = text_at(override, {"matcher", "id"}) == "byName";
    for (const json::value& property : list_at(override, {"properties"})) {
      const std::string colour = text_at(property, {"value", "fixedColor"});
      if (is_by_name && text_at(property, {"id"}) == "color" && !colour.empty()) {
        panel.colours[text_at(override, {"matcher", "options"})] = colour;
      } else {
        panel.left_out.emplace_back("overrides");
      }
    }
  }
}

void read_style(const json::value& defaults, Panel& panel) {
  const std::string stacking = text_at(defaults, {"custom", "stacking", "mode"});
  if (stacking == "normal" || stacking == "percent") panel.shape = Shape::stacked_areas;
  if (stacking == "percent") panel.left_out.emplace_back("stacking: percent");
  const std::string style = text_at(defaults, {"custom", "drawStyle"});
  if (!style.empty() && style != "line") panel.left_out.push_back("drawStyle: " + style);
  if (text_at(defaults, {"custom", "scaleDistribution", "type"}) == "log") panel.left_out.emplace_back("log scale");
  if (text_at(defaults, {"color", "mode"}) == "fixed") panel.colour = text_at(defaults, {"color", "fixedColor"});
  if (!list_at(defaults, {"mappings"}).empty()) panel.left_out.emplace_back("mappings");
}

Panel read_panel(const json::value& source, const std::map<std::string, std::string>& variables) {
  static const json::value kNone = json::object();
  Panel panel{.id = static_cast<int>(std::clamp(number_at(source, {"id"}).value_or(0), -1.0, 1e9)),
              .type = text_at(source, {"type"}),
              .title = text_at(source, {"title"})};
  panel.kind = asks_prometheus(source) ? kind_of(panel.type) : PanelKind::other;
  panel.variables = variables;
  read_queries(source, panel);
  const json::value* found = at(source, {"fieldConfig", "defaults"});
  const json::value& defaults = found == nullptr ? kNone : *found;
  panel.unit = text_at(defaults, {"unit"});
  if (const auto decimals = number_at(defaults, {"decimals"})) {
    panel.decimals = static_cast<int>(std::clamp(*decimals, 0.0, 12.0));
  }
  panel.low = number_at(defaults, {"min"});
  panel.high = number_at(defaults, {"max"});
  panel.soft_high = number_at(defaults, {"custom", "axisSoftMax"});
  panel.no_value = text_at(defaults, {"noValue"});
  panel.shows_names = text_at(source, {"options", "textMode"}) == "name";
  read_thresholds(defaults, panel);
  read_style(defaults, panel);
  read_overrides(source, panel);
  if (!list_at(source, {"transformations"}).empty()) panel.left_out.emplace_back("transformations");
  return panel;
}

std::string any_of(const std::vector<std::string>& values) {
  if (values.size() == 1) return values[0];
  std::string alternatives;
  for (const std::string& value : values) alternatives += (alternatives.empty() ? "(" : "|") + value;
  return alternatives + ")";
}

/// The value that the dashboard was saved with: one, several as alternatives of a regular expression, or all.
std::string value_of_variable(const json::value& variable) {
  std::vector<std::string> values;
  for (const json::value& value : list_at(variable, {"current", "value"})) {
    if (value.is_string()) values.emplace_back(value.get_string());
  }
  if (const std::string value = text_at(variable, {"current", "value"}); !value.empty()) values = {value};
  if (values.empty()) values = {text_at(variable, {"query"})};
  if (values.size() == 1 && values[0] == "$__all") {
    const std::string all = text_at(variable, {"allValue"});
    return all.empty() ? ".*" : all;
  }
  return any_of(values);
}

std::map<std::string, std::string> variables_of(const json::value& dashboard) {
  std::map<std::string, std::string> variables;
  for (const json::value& variable : list_at(dashboard, {"templating", "list"})) {
    const std::string name = text_at(variable, {"name"});
    if (!name.empty()) variables[name] = value_of_variable(variable);
  }
  return variables;
}

void read_panels(const json::array& sources, const std::map<std::string, std::string>& variables,
                 std::vector<Panel>& panels) {
  for (const json::value& source : sources) {
    if (panels.size() == kMaxPanels) return;
    if (text_at(source, {"type"}) == "row") {
      read_panels(list_at(source, {"panels"}), variables, panels);
    } else if (source.is_object()) {
      panels.push_back(read_panel(source, variables));
    }
  }
}

}  // namespace

Outcome<Dashboard> parse_dashboard(std::string_view text, Language language) {
  json::parse_options options;
  options.max_depth = kMaxDepth;
  boost::system::error_code failure;
  const json::value parsed = json::parse(json::string_view(text), failure, {}, options);
  const bool is_dashboard = !failure && at(parsed, {"panels"}) != nullptr && at(parsed, {"panels"})->is_array();
  if (!is_dashboard) {
    return Refusal{.status = 422,
                   .sentence = std::string(choose(language, "The dashboard's file is no dashboard in Grafana's JSON.",
                                                  "Файл дашборда — не дашборд в JSON Grafana."))};
  }
  Dashboard dashboard{.title = text_at(parsed, {"title"}), .panels = {}};
  read_panels(list_at(parsed, {"panels"}), variables_of(parsed), dashboard.panels);
  return dashboard;
}

}  // namespace charts
