#include "prometheus_answer.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <utility>

#include <boost/json.hpp>

#include "json_shape.hpp"
#include "net/parse_json.hpp"

namespace monitoring {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxWarnings = 10;
/// The year 9999, in seconds: what lies beyond is no time of anything measured.
constexpr double kLatestSecond = 253'402'300'799.0;

PrometheusError nonsense(const std::string& what) {
  return {PrometheusFailure::nonsense, "What came is no answer of Prometheus: " + what + "."};
}

const json::array& as_pair(const json::value& value, std::string_view what) {
  const json::array& pair = as_array(value, what);
  if (pair.size() != 2) throw WrongShape{std::string(what) + " is not a pair"};
  return pair;
}

values::Timestamp as_time(const json::value& value) {
  boost::system::error_code failure;
  const double seconds = value.is_number() ? value.to_number<double>(failure) : NAN;
  if (failure || !(std::abs(seconds) <= kLatestSecond)) throw WrongShape{"a time is no number of seconds"};
  return values::Timestamp(std::chrono::milliseconds(std::llround(seconds * 1000)));
}

/// Values are texts, because JSON has neither NaN nor infinities.
double as_value(const json::value& value) {
  std::string_view text = as_text(value, "a value");
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  // A number outside the range of double can't come from Prometheus, which counts in doubles itself.
  if (failure != std::errc() || end != text.data() + text.size()) {
    throw WrongShape{"'" + one_line(text.substr(0, 40)) + "' is not a number"};
  }
  return number;
}

Labels as_labels(const json::value& value) {
  Labels labels;
  for (const auto& [name, text] : as_object(value, "'metric'")) labels.emplace(name, as_text(text, "a label's value"));
  return labels;
}

Point as_point(const json::value& value) {
  const json::array& pair = as_pair(value, "a point");
  return {.at = as_time(pair[0]), .value = as_value(pair[1])};
}

Bucket as_bucket(const json::value& value) {
  const json::array& parts = as_array(value, "a bucket");
  if (parts.size() != 4) throw WrongShape{"a bucket has not four parts"};
  const std::int64_t* bounds = parts[0].if_int64();
  if (bounds == nullptr || *bounds < 0 || *bounds > 3) throw WrongShape{"a bucket's kind of bounds is unknown"};
  return {.bounds = static_cast<int>(*bounds),
          .lower = as_value(parts[1]),
          .upper = as_value(parts[2]),
          .count = as_value(parts[3])};
}

HistogramPoint as_histogram(const json::value& value) {
  const json::array& pair = as_pair(value, "a histogram");
  const json::object& histogram = as_object(pair[1], "a histogram");
  HistogramPoint point{
      .at = as_time(pair[0]), .count = as_value(member(histogram, "count")), .sum = as_value(member(histogram, "sum"))};
  // Left out where the histogram is empty.
  if (const json::value* buckets = histogram.if_contains("buckets")) {
    for (const json::value& bucket : as_array(*buckets, "'buckets'")) point.buckets.push_back(as_bucket(bucket));
  }
  return point;
}

Series as_instant_series(const json::value& value) {
  const json::object& object = as_object(value, "a series");
  Series series{.labels = as_labels(member(object, "metric"))};
  if (const json::value* histogram = object.if_contains("histogram")) {
    series.histograms.push_back(as_histogram(*histogram));
  } else {
    series.points.push_back(as_point(member(object, "value")));
  }
  return series;
}

template <class T>
void require_order(const std::vector<T>& points) {
  const auto is_later = [](const T& left, const T& right) { return left.at >= right.at; };
  if (std::adjacent_find(points.begin(), points.end(), is_later) != points.end()) {
    throw WrongShape{"points are not in the order of time"};
  }
}

Series as_range_series(const json::value& value) {
  const json::object& object = as_object(value, "a series");
  Series series{.labels = as_labels(member(object, "metric"))};
  const json::value* numbers = object.if_contains("values");
  const json::value* histograms = object.if_contains("histograms");
  if (numbers == nullptr && histograms == nullptr) throw WrongShape{"a series has no 'values'"};
  if (numbers != nullptr) {
    const json::array& points = as_array(*numbers, "'values'");
    series.points.reserve(points.size());
    for (const json::value& point : points) series.points.push_back(as_point(point));
  }
  if (histograms != nullptr) {
    for (const json::value& point : as_array(*histograms, "'histograms'")) {
      series.histograms.push_back(as_histogram(point));
    }
  }
  require_order(series.points);
  require_order(series.histograms);
  return series;
}

AnswerType as_answer_type(std::string_view text) {
  if (text == "vector") return AnswerType::vector;
  if (text == "matrix") return AnswerType::matrix;
  if (text == "scalar") return AnswerType::scalar;
  if (text == "string") return AnswerType::string;
  throw WrongShape{"'resultType' is '" + one_line(text.substr(0, 40)) + "'"};
}

QueryAnswer as_query_answer(const json::object& data) {
  QueryAnswer answer{.type = as_answer_type(as_text(member(data, "resultType"), "'resultType'"))};
  const json::value& result = member(data, "result");
  if (answer.type == AnswerType::scalar) {
    answer.series.push_back({.labels = {}, .points = {as_point(result)}, .histograms = {}});
  } else if (answer.type == AnswerType::string) {
    answer.text = as_text(as_pair(result, "'result'")[1], "a string");
  } else {
    const bool is_range = answer.type == AnswerType::matrix;
    for (const json::value& series : as_array(result, "'result'")) {
      answer.series.push_back(is_range ? as_range_series(series) : as_instant_series(series));
    }
  }
  return answer;
}

void append_notes(std::vector<std::string>& notes, const json::object& answer, std::string_view name) {
  const json::value* list = answer.if_contains(name);
  if (list == nullptr || list->is_null()) return;
  for (const json::value& note : as_array(*list, "a list of warnings")) {
    if (notes.size() == kMaxWarnings) return;
    notes.push_back(one_line(as_text(note, "a warning")));
  }
}

PrometheusFailure failure_of(std::string_view error_type) {
  if (error_type == "bad_data" || error_type == "execution") return PrometheusFailure::bad_expression;
  if (error_type == "timeout" || error_type == "canceled") return PrometheusFailure::timeout;
  return PrometheusFailure::unavailable;
}

PrometheusError as_error(const json::object& answer) {
  const PrometheusFailure failure = failure_of(as_text(member(answer, "errorType"), "'errorType'"));
  const std::string words = one_line(as_text(member(answer, "error"), "'error'"));
  if (failure == PrometheusFailure::bad_expression) return {failure, words};
  return {failure, "Prometheus could not answer: " + words};
}

PrometheusError without_json(int status) {
  if (status == 401 || status == 403) {
    return {PrometheusFailure::unavailable,
            "Prometheus wants another login (HTTP status " + std::to_string(status) + ")."};
  }
  if (status >= 500) {
    return {PrometheusFailure::unavailable, "Prometheus is not ready (HTTP status " + std::to_string(status) + ")."};
  }
  return nonsense("it is not JSON (HTTP status " + std::to_string(status) + ")");
}

/// Hands the parsed answer, whose status is "success", to `read`.
template <class Read>
auto read_answer(int status, std::string_view body, Read read) -> PrometheusResult<decltype(read(json::object()))> {
  const std::optional<json::value> parsed = net::parse_json(body);
  if (!parsed) return without_json(status);
  try {
    const json::object& answer = as_object(*parsed, "it");
    const std::string_view outcome = as_text(member(answer, "status"), "'status'");
    if (outcome == "error") return as_error(answer);
    if (outcome != "success") throw WrongShape{"'status' is neither success nor error"};
    return read(answer);
  } catch (const WrongShape& wrong) {
    return nonsense(wrong.what);
  }
}

}  // namespace

PrometheusResult<QueryAnswer> read_query_answer(int status, std::string_view body, std::size_t max_series) {
  auto result = read_answer(status, body, [](const json::object& answer) {
    QueryAnswer read = as_query_answer(as_object(member(answer, "data"), "'data'"));
    append_notes(read.warnings, answer, "warnings");
    append_notes(read.warnings, answer, "infos");
    return read;
  });
  if (result && result->series.size() > max_series) {
    return PrometheusError{PrometheusFailure::too_large, "The answer has " + std::to_string(result->series.size()) +
                                                             " series, and " + std::to_string(max_series) +
                                                             " are allowed: sum them up, or take the topk."};
  }
  return result;
}

PrometheusResult<std::optional<Metadata>> read_metadata(int status, std::string_view body, std::string_view metric) {
  return read_answer(status, body, [metric](const json::object& answer) -> std::optional<Metadata> {
    const json::object& metrics = as_object(member(answer, "data"), "'data'");
    const json::value* found = metrics.if_contains(metric);
    if (found == nullptr) return std::nullopt;
    // One entry for each different description among the targets.
    const json::array& descriptions = as_array(*found, "a metric's metadata");
    if (descriptions.empty()) return std::nullopt;
    const json::object& first = as_object(descriptions[0], "a metric's metadata");
    return Metadata{.type = std::string(as_text(member(first, "type"), "'type'")),
                    .help = std::string(as_text(member(first, "help"), "'help'")),
                    .unit = std::string(as_text(member(first, "unit"), "'unit'"))};
  });
}

PrometheusResult<std::vector<std::string>> read_label_values(int status, std::string_view body,
                                                             std::size_t max_values) {
  return read_answer(status, body, [max_values](const json::object& answer) {
    const json::value& data = member(answer, "data");
    std::vector<std::string> read;
    if (data.is_null()) return read;
    for (const json::value& value : as_array(data, "'data'")) {
      if (read.size() == max_values) break;
      read.emplace_back(as_text(value, "a label's value"));
    }
    return read;
  });
}

}  // namespace monitoring
