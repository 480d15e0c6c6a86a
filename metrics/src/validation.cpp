#include "validation.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <vector>

#include "escaping_schemes.hpp"
#include "metrics/error.hpp"
#include "metrics/state_set.hpp"
#include "name_escaping.hpp"
#include "quote.hpp"
#include "utf8.hpp"

namespace metrics {

namespace {

constexpr std::string_view kMetricNameRule = "a metric name must match [a-zA-Z_:][a-zA-Z0-9_:]*";
constexpr std::string_view kLabelNameRule = "a label name must match [a-zA-Z_][a-zA-Z0-9_]*";
constexpr std::string_view kReservedLabelsRule = "label names that begin with '__' are Prometheus's own";
// Prometheus 3's parser of the text format ends a quoted name at a NUL.
constexpr std::string_view kUtf8NameRule = "a name must be valid UTF-8 without NUL, and not empty";

bool is_letter_or_digit(char c) {
  // Not <cctype>: this doesn't change with the locale.
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_utf8_name(std::string_view name) {
  return !name.empty() && is_valid_utf8(name) && name.find('\0') == std::string_view::npos;
}

std::string label_title(const Description& family, std::string_view label) {
  return title_of(family) + ": label " + quote(label) + ": ";
}

void validate_suffix(const Description& family, MetricType type, std::string_view article, std::string_view suffix) {
  if (family.type != type || (family.name.ends_with(suffix) && family.name != suffix)) return;
  throw InvalidName(title_of(family) + ": the name of " + std::string(article) + ' ' + std::string(to_string(type)) +
                    " must end in " + quote(suffix));
}

void validate_name(const Description& family, bool utf8_names) {
  if (utf8_names && !is_utf8_name(family.name)) throw InvalidName(title_of(family) + ": " + std::string(kUtf8NameRule));
  if (!utf8_names && !is_legacy_metric_name(family.name))
    throw InvalidName(title_of(family) + ": " + std::string(kMetricNameRule));
  validate_suffix(family, MetricType::counter, "a", "_total");
  validate_suffix(family, MetricType::info, "an", "_info");
  const bool may_be_unknown = family.type == MetricType::counter || family.type == MetricType::gauge;
  if (family.openmetrics_type == OpenMetricsType::unknown && !may_be_unknown)
    throw InvalidName(title_of(family) + ": OpenMetrics type 'unknown' is for counters and gauges");
}

void validate_unit(const Description& family) {
  if (family.unit.empty()) return;
  const std::string subject = title_of(family) + ": unit " + quote(family.unit) + ": ";
  if (!std::ranges::all_of(family.unit, is_letter_or_digit))
    throw InvalidName(subject + "a unit must match [a-zA-Z0-9_]*");
  if (family.type == MetricType::info || family.type == MetricType::state_set)
    throw InvalidName(subject + "an info or a state set has no unit");
  std::string_view name = family.name;
  if (family.type == MetricType::counter) name.remove_suffix(std::string_view("_total").size());
  if (!name.ends_with('_' + family.unit)) {
    throw InvalidName(subject + "it must be the end of the name" +
                      (family.type == MetricType::counter ? ", before '_total'" : ""));
  }
}

/// The label by which a family of this type tells its own samples apart; empty: none.
std::string_view type_label(const Description& family) {
  switch (family.type) {
    case MetricType::histogram:
      return "le";
    case MetricType::summary:
      return "quantile";
    case MetricType::state_set:
      return family.name;
    default:
      return "";
  }
}

void validate_label_name(const Description& family, std::string_view label, bool utf8_names) {
  const std::string subject = label_title(family, label);
  if (utf8_names && !is_utf8_name(label)) throw InvalidName(subject + std::string(kUtf8NameRule));
  if (!utf8_names && !is_legacy_label_name(label)) throw InvalidName(subject + std::string(kLabelNameRule));
  if (label.starts_with("__")) throw InvalidName(subject + std::string(kReservedLabelsRule));
  if (label != type_label(family)) return;
  if (family.type == MetricType::histogram)
    throw InvalidName(subject + "on a histogram 'le' is the label of its buckets");
  if (family.type == MetricType::summary)
    throw InvalidName(subject + "on a summary 'quantile' is the label of its quantiles");
  throw InvalidName(subject + "on a state set its own name is the label of its states");
}

/// No two labels of a series may have one name, however the scraper wants names escaped.
void validate_escaped_labels(const Description& family, const std::vector<std::string_view>& labels,
                             const EscapingScheme& scheme) {
  std::map<std::string, std::string_view> taken{{"__name__", ""}};
  if (const std::string_view label = type_label(family); !label.empty()) {
    if (!taken.emplace(escape_label_name(label, scheme.escaping), "").second) {
      throw InvalidName(title_of(family) + ": its name is a label, too: with escaping " + quote(scheme.name) +
                        " it would be '__name__', which is the metric's own");
    }
  }
  for (const std::string_view label : labels) {
    const auto [place, is_new] = taken.emplace(escape_label_name(label, scheme.escaping), label);
    if (is_new) continue;
    const auto& [escaped, other] = *place;
    if (other == label) throw InvalidName(label_title(family, label) + "a label name must stand there only once");
    throw InvalidName(label_title(family, label) + "with escaping " + quote(scheme.name) + " it would be " +
                      quote(escaped) + ", as would " +
                      (other.empty() ? "a label that every series has" : "label " + quote(other)));
  }
}

void validate_labels(const Description& family, bool utf8_names) {
  std::vector<std::string_view> labels;
  labels.reserve(family.constant_labels.size() + family.labels.size());
  for (const Label& label : family.constant_labels) labels.push_back(label.name);
  labels.insert(labels.end(), family.labels.begin(), family.labels.end());

  // A state set has its own name among its labels, and not all metric names can be one.
  const bool name_is_label = family.type == MetricType::state_set;
  if (name_is_label && !utf8_names && !is_legacy_label_name(family.name))
    throw InvalidName(title_of(family) + ": its name is a label, too: " + std::string(kLabelNameRule));
  if (name_is_label && family.name.starts_with("__"))
    throw InvalidName(title_of(family) + ": its name is a label, too: " + std::string(kReservedLabelsRule));
  for (const std::string_view label : labels) validate_label_name(family, label, utf8_names);
  for (const EscapingScheme& scheme : kEscapingSchemes) validate_escaped_labels(family, labels, scheme);
  for (const Label& label : family.constant_labels) {
    if (is_valid_utf8(label.value)) continue;
    throw InvalidLabelValue(label_title(family, label.name) + quote(label.value) +
                            ": a label value must be valid UTF-8");
  }
}

void validate_states(const Description& family) {
  if (family.type != MetricType::state_set) {
    if (!family.states.empty()) throw InvalidStates(title_of(family) + ": only a state set has states");
    return;
  }
  if (family.states.empty() || family.states.size() > StateSet::kMostStates) {
    throw InvalidStates(title_of(family) + ": " + std::to_string(family.states.size()) +
                        " states: a state set has 1 to " + std::to_string(StateSet::kMostStates));
  }
  for (auto state = family.states.begin(); state != family.states.end(); ++state) {
    const std::string subject = title_of(family) + ": state " + quote(*state) + ": ";
    if (state->empty() || !is_valid_utf8(*state))
      throw InvalidStates(subject + "a state must be valid UTF-8, and not empty");
    if (std::find(family.states.begin(), state, *state) != state)
      throw InvalidStates(subject + "a state must stand there only once");
  }
}

}  // namespace

std::string title_of(const Description& family) {
  return std::string(to_string(family.type)) + ' ' + quote(family.name);
}

std::string title_of(const Description& family, const std::source_location& where) {
  std::string_view file = where.file_name();
  file.remove_prefix(file.find_last_of('/') + 1);
  return title_of(family) + " (" + std::string(file) + ':' + std::to_string(where.line()) + ')';
}

void validate(const Description& family, bool utf8_names) {
  validate_name(family, utf8_names);
  validate_unit(family);
  if (!is_valid_utf8(family.help))
    throw InvalidHelp(title_of(family) + ": help " + quote(family.help) + ": a help text must be valid UTF-8");
  validate_labels(family, utf8_names);
  validate_states(family);
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
    throw InvalidLabelValue(label_title(family, family.labels[i]) + quote(values[i]) +
                            ": a label value must be valid UTF-8");
  }
}

}  // namespace metrics
