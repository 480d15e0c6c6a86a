#include "prometheus_request.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "net/query_string.hpp"
#include "values/quote.hpp"
#include "values/time.hpp"
#include "values/utf8.hpp"

namespace viewer {
namespace {

using std::chrono::milliseconds;
using values::Result;

constexpr std::int64_t kMaxPoints = 2'000;
constexpr milliseconds kLongestRange = std::chrono::days{366};
constexpr std::size_t kLongestExpression = 8U << 10U;
constexpr std::size_t kMaxSelectors = 10;
constexpr std::size_t kLongestName = 200;
constexpr int kMaxLimit = 10'000;
constexpr milliseconds kLatestTime = std::chrono::seconds{253'402'300'799};  // the end of the year 9999

enum class Kind { expression, time, step, metric, limit, rule_type };

struct Parameter {
  std::string_view name;
  Kind kind;
  bool is_needed = false;
  std::size_t at_most = 1;  ///< How often it may be given.
};

struct Endpoint {
  std::string_view path;
  std::vector<Parameter> parameters;
};

using Refused = RefusedRequest;
template <class T>
using Checked = Result<T, Refused>;

const std::vector<Parameter>& series_parameters() {
  static const std::vector<Parameter> kParameters{
      {"match[]", Kind::expression, false, kMaxSelectors}, {"start", Kind::time}, {"end", Kind::time}};
  return kParameters;
}

/// https://prometheus.io/docs/prometheus/latest/querying/api/
const std::vector<Endpoint>& endpoints() {
  static const std::vector<Endpoint> kEndpoints{
      {"/api/v1/query", {{"query", Kind::expression, true}, {"time", Kind::time}}},
      {"/api/v1/query_range",
       {{"query", Kind::expression, true},
        {"start", Kind::time, true},
        {"end", Kind::time, true},
        {"step", Kind::step, true}}},
      {"/api/v1/labels", series_parameters()},
      {"/api/v1/series",
       {{"match[]", Kind::expression, true, kMaxSelectors}, {"start", Kind::time}, {"end", Kind::time}}},
      {"/api/v1/metadata", {{"metric", Kind::metric}, {"limit", Kind::limit}}},
      {"/api/v1/alerts", {}},
      {"/api/v1/rules", {{"type", Kind::rule_type}}},
  };
  return kEndpoints;
}

/// /api/v1/label/NAME/values
bool is_label_values_path(std::string_view path) {
  constexpr std::string_view kBegin = "/api/v1/label/";
  constexpr std::string_view kEnd = "/values";
  if (!path.starts_with(kBegin) || !path.ends_with(kEnd) || path.size() <= kBegin.size() + kEnd.size()) return false;
  const std::string_view name = path.substr(kBegin.size(), path.size() - kBegin.size() - kEnd.size());
  return name.size() <= kLongestName && std::isdigit(static_cast<unsigned char>(name.front())) == 0 &&
         std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
}

const std::vector<Parameter>* parameters_of(std::string_view path) {
  if (is_label_values_path(path)) return &series_parameters();
  const auto endpoint = std::ranges::find(endpoints(), path, &Endpoint::path);
  return endpoint == endpoints().end() ? nullptr : &endpoint->parameters;
}

Refused malformed(std::string_view name, std::string_view text, std::string_view expected) {
  return {400, std::string(name) + " is " + values::quote(text) + ": " + std::string(expected)};
}

std::optional<milliseconds> parse_seconds(std::string_view text, milliseconds longest) {
  double seconds = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const double limit = std::chrono::duration<double>(longest).count();
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (!std::isfinite(seconds) || seconds < 0 || seconds > limit) return std::nullopt;
  return milliseconds{std::llround(seconds * 1000)};
}

std::string in_seconds(milliseconds time) {
  const std::string fraction = std::to_string(time.count() % 1000);
  return std::to_string(time.count() / 1000) + "." + std::string(3 - fraction.size(), '0') + fraction;
}

std::optional<milliseconds> parse_step(std::string_view text) {
  if (const auto seconds = parse_seconds(text, kLongestRange)) return seconds;
  const auto duration = values::parse_duration(text);
  return duration ? std::optional(*duration) : std::nullopt;
}

Checked<std::string> check_expression(std::string_view name, const std::string& text) {
  if (text.empty() || !values::is_valid_utf8(text)) return malformed(name, text, "an expression is needed");
  if (text.size() > kLongestExpression) {
    return Refused{422, std::string(name) + " has " + std::to_string(text.size()) + " bytes: at most " +
                            std::to_string(kLongestExpression) + " are allowed"};
  }
  return text;
}

Checked<std::string> check_time(std::string_view name, const std::string& text) {
  const auto time = parse_seconds(text, kLatestTime);
  if (!time) return malformed(name, text, "a unix time in seconds is needed");
  return in_seconds(*time);
}

Checked<std::string> check_step(std::string_view name, const std::string& text) {
  const auto step = parse_step(text);
  if (!step || step->count() <= 0 || *step > kLongestRange) {
    return malformed(name, text, "seconds or a duration such as 15s are needed, from 1ms to 366d");
  }
  return in_seconds(*step);
}

Checked<std::string> check_metric(std::string_view name, const std::string& text) {
  if (text.empty() || text.size() > kLongestName || !values::is_valid_utf8(text)) {
    return malformed(name, text, "a metric's name is needed");
  }
  return text;
}

Checked<std::string> check_limit(std::string_view name, const std::string& text) {
  int limit = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (failure != std::errc{} || end != text.data() + text.size() || limit < 1 || limit > kMaxLimit) {
    return malformed(name, text, "a whole number from 1 to 10000 is needed");
  }
  return std::to_string(limit);
}

Checked<std::string> check_rule_type(std::string_view name, const std::string& text) {
  if (text != "alert" && text != "record") return malformed(name, text, "alert or record is needed");
  return text;
}

Checked<std::string> check_value(const Parameter& parameter, const std::string& text) {
  switch (parameter.kind) {
    case Kind::expression:
      return check_expression(parameter.name, text);
    case Kind::time:
      return check_time(parameter.name, text);
    case Kind::step:
      return check_step(parameter.name, text);
    case Kind::metric:
      return check_metric(parameter.name, text);
    case Kind::limit:
      return check_limit(parameter.name, text);
    case Kind::rule_type:
      return check_rule_type(parameter.name, text);
  }
  return Refused{400, "no such parameter"};
}

std::string listed(const std::vector<Parameter>& parameters) {
  std::string names;
  for (const Parameter& parameter : parameters) names += (names.empty() ? "" : ", ") + std::string(parameter.name);
  return names.empty() ? "none" : names;
}

/// Each value checked and written anew.
Checked<std::vector<net::QueryParameter>> check_values(const std::vector<Parameter>& allowed, std::string_view query) {
  std::vector<net::QueryParameter> checked;
  for (const net::QueryParameter& given : net::parse_query(query)) {
    const auto parameter = std::ranges::find(allowed, given.name, &Parameter::name);
    if (parameter == allowed.end()) {
      return Refused{400, values::quote(given.name) + " is no parameter here; there are: " + listed(allowed)};
    }
    const auto same = std::ranges::count(checked, given.name, &net::QueryParameter::name);
    if (static_cast<std::size_t>(same) == parameter->at_most) {
      return Refused{400, given.name + " may be given only " +
                              (parameter->at_most == 1 ? "once" : std::to_string(parameter->at_most) + " times")};
    }
    auto value = check_value(*parameter, given.value);
    if (!value) return value.error();
    checked.push_back({.name = given.name, .value = *std::move(value)});
  }
  for (const Parameter& parameter : allowed) {
    const auto given = std::ranges::find(checked, parameter.name, &net::QueryParameter::name);
    if (parameter.is_needed && given == checked.end()) {
      return Refused{400, std::string(parameter.name) + " is missing"};
    }
  }
  return checked;
}

/// Of a parameter that was written by in_seconds.
std::optional<milliseconds> time_of(const std::vector<net::QueryParameter>& parameters, std::string_view name) {
  const auto parameter = std::ranges::find(parameters, name, &net::QueryParameter::name);
  if (parameter == parameters.end()) return std::nullopt;
  return parse_seconds(parameter->value, kLatestTime);
}

std::optional<Refused> refuse_range(const std::vector<net::QueryParameter>& parameters) {
  const auto start = time_of(parameters, "start");
  const auto end = time_of(parameters, "end");
  if (!start || !end) return std::nullopt;
  const milliseconds range = *end - *start;
  if (range < milliseconds{0}) return Refused{400, "end is before start"};
  if (range > kLongestRange) {
    return Refused{422, "the range has " + std::to_string(std::chrono::ceil<std::chrono::days>(range).count()) +
                            " days: at most 366 are allowed"};
  }
  const auto step = time_of(parameters, "step");
  if (!step) return std::nullopt;
  const std::int64_t points = range / *step + 1;
  if (points <= kMaxPoints) return std::nullopt;
  const milliseconds allowed{range.count() / kMaxPoints + 1};
  return Refused{422, "this range and step make " + std::to_string(points) + " points a series, at most " +
                          std::to_string(kMaxPoints) + " are allowed: a step of at least " + in_seconds(allowed) +
                          " s is needed"};
}

}  // namespace

Checked<std::string> check_prometheus_request(std::string_view path, std::string_view query) {
  const std::vector<Parameter>* const allowed = parameters_of(path);
  if (allowed == nullptr)
    return Refused{404, "of Prometheus's API only its queries, labels, series, metadata, alerts and rules are here"};
  auto parameters = check_values(*allowed, query);
  if (!parameters) return parameters.error();
  if (auto refused = refuse_range(*parameters)) return *std::move(refused);
  if (path == "/api/v1/query" || path == "/api/v1/query_range") {
    parameters->push_back({.name = "timeout", .value = std::to_string(kPrometheusTimeoutSeconds) + "s"});
  }
  std::string target(path);
  if (!parameters->empty()) target += "?" + net::write_query(*parameters);
  return target;
}

}  // namespace viewer
