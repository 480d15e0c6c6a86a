#include "validation.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>

#include "metrics/error.hpp"
#include "number_text.hpp"
#include "quote.hpp"
#include "utf8.hpp"

namespace metrics {

namespace {

// Not <cctype>: these don't change with the locale.
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_letter_or_digit(char c) {
  return is_letter(c) || (c >= '0' && c <= '9');
}

bool is_metric_name(std::string_view name) {
  const auto is_first = [](char c) { return is_letter(c) || c == ':'; };
  const auto is_later = [](char c) { return is_letter_or_digit(c) || c == ':'; };
  return !name.empty() && is_first(name.front()) && std::ranges::all_of(name, is_later);
}

bool is_label_name(std::string_view name) {
  return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, is_letter_or_digit);
}

void validate_label_name(const Description& family, std::size_t index) {
  const std::string& label = family.labels[index];
  const std::string subject = title_of(family) + ": label " + quote(label);
  if (!is_label_name(label)) throw InvalidName(subject + ": a label name must match [a-zA-Z_][a-zA-Z0-9_]*");
  if (label.starts_with("__")) throw InvalidName(subject + ": label names that begin with '__' are Prometheus's own");
  if (label == "le" && family.type == MetricType::histogram)
    throw InvalidName(subject + ": on a histogram 'le' is the label of its buckets");
  if (std::find(family.labels.begin(), family.labels.begin() + static_cast<std::ptrdiff_t>(index), label) !=
      family.labels.begin() + static_cast<std::ptrdiff_t>(index))
    throw InvalidName(subject + ": a label name must stand there only once");
}

}  // namespace

std::string title_of(const Description& family) {
  return std::string(to_string(family.type)) + ' ' + quote(family.name);
}

void validate(const Description& family) {
  if (!is_metric_name(family.name))
    throw InvalidName(title_of(family) + ": a metric name must match [a-zA-Z_:][a-zA-Z0-9_:]*");
  if (family.type == MetricType::counter && (!family.name.ends_with("_total") || family.name == "_total"))
    throw InvalidName(title_of(family) + ": the name of a counter must end in '_total'");
  if (family.type == MetricType::histogram && family.openmetrics_type == OpenMetricsType::unknown)
    throw InvalidName(title_of(family) + ": OpenMetrics type 'unknown' is for counters and gauges");
  if (!std::ranges::all_of(family.unit, is_letter_or_digit))
    throw InvalidName(title_of(family) + ": unit " + quote(family.unit) + ": a unit must match [a-zA-Z0-9_]*");
  if (!is_valid_utf8(family.help))
    throw InvalidHelp(title_of(family) + ": help " + quote(family.help) + ": a help text must be valid UTF-8");
  for (std::size_t i = 0; i < family.labels.size(); ++i) validate_label_name(family, i);
}

bool are_valid_buckets(std::span<const double> upper_bounds) {
  return std::ranges::all_of(upper_bounds, [](double bound) { return std::isfinite(bound); }) &&
         std::ranges::adjacent_find(upper_bounds, std::greater_equal{}) == upper_bounds.end();
}

void validate_buckets(const Description& family, std::span<const double> upper_bounds) {
  if (are_valid_buckets(upper_bounds)) return;
  std::string list;
  for (const double bound : upper_bounds) list += (list.empty() ? "" : ", ") + number_text(bound);
  throw InvalidBuckets(
      title_of(family) + ": buckets {" + list +
      "}: upper bounds must be finite and strictly increasing; the bucket up to +Inf is added by itself");
}

bool are_valid_label_values(const Description& family, std::span<const std::string_view> values) {
  return values.size() == family.labels.size() && std::ranges::all_of(values, is_valid_utf8);
}

void validate_label_count(const Description& family, std::size_t values) {
  if (values != family.labels.size()) {
    throw WrongLabelCount(title_of(family) + " has " + std::to_string(family.labels.size()) + " labels and was given " +
                          std::to_string(values) + " values: give one value for each label, in order");
  }
}

void validate_label_values(const Description& family, std::span<const std::string_view> values) {
  validate_label_count(family, values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_valid_utf8(values[i])) continue;
    throw InvalidLabelValue(title_of(family) + ": label " + quote(family.labels[i]) + ": " + quote(values[i]) +
                            ": a label value must be valid UTF-8");
  }
}

}  // namespace metrics
