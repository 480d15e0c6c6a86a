#include "openmetrics_writer.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

#include "bucket_exemplar.hpp"
#include "escape.hpp"

namespace metrics {

namespace {

/// The name of a family, whose samples have this suffix or another one (OpenMetrics 1.0, "Suffixes").
std::string_view family_name(const Description& description, std::string_view sample_name) {
  std::string_view suffix;
  if (description.type == MetricType::counter) suffix = "_total";
  if (description.type == MetricType::info) suffix = "_info";
  const bool has_suffix = description.openmetrics_type == OpenMetricsType::same && sample_name.ends_with(suffix);
  return sample_name.substr(0, sample_name.size() - (has_suffix ? suffix.size() : 0));
}

std::string_view type_text(const Description& description) {
  return description.openmetrics_type == OpenMetricsType::unknown ? "unknown" : to_string(description.type);
}

/// A counter of type `unknown` keeps a suffix after its unit, and escaping may change a unit within a name. Then there
/// is no unit: it has to be the end of the name (OpenMetrics 1.0, "Unit").
bool has_unit(const Description& description, std::string_view name) {
  return !description.unit.empty() && name.ends_with('_' + description.unit);
}

/// Whether a histogram may say its sum, and with it its count: a sum has to behave like a counter
/// (OpenMetrics 1.0, "Histogram").
bool may_have_sum(const HistogramSnapshot& snapshot) {
  const bool has_negative_bound = !snapshot.upper_bounds.empty() && snapshot.upper_bounds.front() < 0;
  return snapshot.sum >= 0 && !has_negative_bound;
}

void append_exemplar(std::string& out, const Exemplar& exemplar) {
  out += " # {";
  for (const Label& label : exemplar.labels) {
    if (&label != exemplar.labels.data()) out += ',';
    out.append(label.name).append("=\"");
    append_escaped_label_value(out, label.value);
    out += '"';
  }
  std::array<char, kLongestNumber> number;
  out.append("} ").append(number.data(), append_number(number.data(), exemplar.value));
  if (exemplar.timestamp == decltype(exemplar.timestamp){}) return;
  out.append(" ").append(number.data(), append_seconds(number.data(), exemplar.timestamp));
}

/// A moment as the value of a sample.
struct Seconds {
  std::chrono::system_clock::time_point time;
};

char* append_number(char* at, const Seconds& seconds) {
  return append_seconds(at, seconds.time);
}

}  // namespace

void OpenMetricsWriter::family(const Description& description) {
  lines_.begin(description);
  const std::string& sample_name = lines_.name();
  const std::string name(family_name(description, sample_name));
  lines_.comment("TYPE", name, type_text(description));
  if (has_unit(description, name)) lines_.comment("UNIT", name, description.unit);
  std::string help;
  append_escaped_label_value(help, description.help);
  lines_.comment("HELP", name, help);

  is_unknown_ = description.openmetrics_type == OpenMetricsType::unknown;
  name_ = SampleName(sample_name);
  bucket_ = SampleName(name + "_bucket");
  sum_ = SampleName(name + "_sum");
  count_ = SampleName(name + "_count");
  created_ = SampleName(name + "_created");
  states_.clear();
  for (const std::string& state : description.states) states_.push_back(lines_.rendered_label(description.name, state));
}

void OpenMetricsWriter::counter(const SeriesLabels& labels, const CounterSample& sample) {
  const std::string_view series = lines_.rendered(labels);
  if (is_unknown_) return lines_.sample(name_, {series}, sample.reading);
  if (sample.exemplar) {
    sample_with_exemplar(name_, {series}, sample.reading, *sample.exemplar);
  } else {
    lines_.sample(name_, {series}, sample.reading);
  }
  created(series, sample.started);
}

void OpenMetricsWriter::gauge(const SeriesLabels& labels, double value) {
  lines_.sample(name_, {lines_.rendered(labels)}, value);
}

void OpenMetricsWriter::histogram(const SeriesLabels& labels, const HistogramSnapshot& snapshot) {
  const std::vector<std::string>& le = buckets_.of(snapshot.upper_bounds);
  const std::string_view series = lines_.rendered(labels);
  std::uint64_t cumulative_count = 0;
  for (std::size_t i = 0; i < le.size(); ++i) {
    cumulative_count += snapshot.counts[i];
    if (const Exemplar* const exemplar = exemplar_of_bucket(snapshot, i)) {
      sample_with_exemplar(bucket_, {series, le[i]}, cumulative_count, *exemplar);
    } else {
      lines_.sample(bucket_, {series, le[i]}, cumulative_count);
    }
  }
  if (may_have_sum(snapshot)) {
    lines_.sample(sum_, {series}, snapshot.sum);
    lines_.sample(count_, {series}, cumulative_count);
  }
  created(series, snapshot.started);
}

void OpenMetricsWriter::summary(const SeriesLabels& labels, const SummarySample& sample) {
  const std::string_view series = lines_.rendered(labels);
  lines_.sample(count_, {series}, sample.count);
  if (sample.sum >= 0) lines_.sample(sum_, {series}, sample.sum);
  created(series, sample.started);
}

void OpenMetricsWriter::info(const SeriesLabels& labels) {
  lines_.sample(name_, {lines_.rendered(labels)}, std::uint64_t{1});
}

void OpenMetricsWriter::state_set(const SeriesLabels& labels, const StateSetSample& sample) {
  const std::string_view series = lines_.rendered(labels);
  for (std::size_t i = 0; i < states_.size(); ++i)
    lines_.sample(name_, {series, states_[i]}, std::uint64_t{sample.is_on(i)});
}

void OpenMetricsWriter::created(std::string_view series, std::chrono::system_clock::time_point started) {
  if (!options_.created_lines || started == decltype(started){}) return;
  lines_.sample(created_, {series}, Seconds{started});
}

template <class Value>
void OpenMetricsWriter::sample_with_exemplar(const SampleName& name, const LineLabels& labels, const Value& value,
                                             const Exemplar& exemplar) {
  exemplar_text_.clear();
  append_exemplar(exemplar_text_, exemplar);
  lines_.sample(name, labels, value, exemplar_text_);
}

}  // namespace metrics
