#include "text_writer.hpp"

#include <cstddef>
#include <cstdint>

#include "escape.hpp"

namespace metrics {

namespace {

std::string_view type_text(MetricType type) {
  return to_string(type == MetricType::info || type == MetricType::state_set ? MetricType::gauge : type);
}

}  // namespace

void TextWriter::family(const Description& description) {
  lines_.begin(description);
  const std::string& name = lines_.name();
  std::string help;
  append_escaped_help(help, description.help);
  lines_.comment("HELP", name, help);
  lines_.comment("TYPE", name, type_text(description.type));
  name_ = SampleName(name);
  bucket_ = SampleName(name + "_bucket");
  sum_ = SampleName(name + "_sum");
  count_ = SampleName(name + "_count");
  states_.clear();
  for (const std::string& state : description.states) states_.push_back(lines_.rendered_label(description.name, state));
}

void TextWriter::counter(const SeriesLabels& labels, const CounterSample& sample) {
  lines_.sample(name_, {lines_.rendered(labels)}, sample.reading);
}

void TextWriter::gauge(const SeriesLabels& labels, double value) {
  lines_.sample(name_, {lines_.rendered(labels)}, value);
}

void TextWriter::histogram(const SeriesLabels& labels, const HistogramSnapshot& snapshot) {
  const std::vector<std::string>& le = buckets_.of(snapshot.upper_bounds);
  const std::string_view series = lines_.rendered(labels);
  std::uint64_t cumulative_count = 0;
  for (std::size_t i = 0; i < le.size(); ++i) {
    cumulative_count += snapshot.counts[i];
    lines_.sample(bucket_, {series, le[i]}, cumulative_count);
  }
  lines_.sample(sum_, {series}, snapshot.sum);
  lines_.sample(count_, {series}, cumulative_count);
}

void TextWriter::summary(const SeriesLabels& labels, const SummarySample& sample) {
  const std::string_view series = lines_.rendered(labels);
  lines_.sample(sum_, {series}, sample.sum);
  lines_.sample(count_, {series}, sample.count);
}

void TextWriter::info(const SeriesLabels& labels) {
  lines_.sample(name_, {lines_.rendered(labels)}, std::uint64_t{1});
}

void TextWriter::state_set(const SeriesLabels& labels, const StateSetSample& sample) {
  const std::string_view series = lines_.rendered(labels);
  for (std::size_t i = 0; i < states_.size(); ++i)
    lines_.sample(name_, {series, states_[i]}, std::uint64_t{sample.is_on(i)});
}

}  // namespace metrics
