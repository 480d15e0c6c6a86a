#include "text_writer.hpp"

#include <cstddef>
#include <cstdint>

#include "escape.hpp"
#include "number_text.hpp"

namespace metrics {

void TextWriter::family(const Description& description) {
  name_ = description.name;
  out_.append("# HELP ").append(name_).append(" ");
  append_escaped_help(out_, description.help);
  out_.append("\n# TYPE ").append(name_).append(" ").append(to_string(description.type)).append("\n");
}

void TextWriter::counter(const SeriesLabels& labels, const CounterSample& sample) {
  line("", labels, sample.reading);
}

void TextWriter::gauge(const SeriesLabels& labels, double value) {
  line("", labels, value);
}

void TextWriter::histogram(const SeriesLabels& labels, const HistogramSnapshot& snapshot) {
  render(snapshot.upper_bounds);
  std::uint64_t cumulative_count = 0;
  for (std::size_t i = 0; i < snapshot.upper_bounds.size(); ++i) {
    cumulative_count += snapshot.counts[i];
    bucket_line(labels, upper_bound_texts_[i], cumulative_count);
  }
  cumulative_count += snapshot.counts.back();
  bucket_line(labels, "+Inf", cumulative_count);
  line("_sum", labels, snapshot.sum);
  line("_count", labels, cumulative_count);
}

template <class Value>
void TextWriter::line(std::string_view suffix, const SeriesLabels& labels, const Value& value) {
  out_.append(name_).append(suffix);
  if (!labels.text.empty()) out_.append("{").append(labels.text).append("}");
  out_.push_back(' ');
  append_number(out_, value);
  out_.push_back('\n');
}

void TextWriter::bucket_line(const SeriesLabels& labels, std::string_view upper_bound, std::uint64_t cumulative_count) {
  out_.append(name_).append("_bucket{");
  if (!labels.text.empty()) out_.append(labels.text).append(",");
  out_.append("le=\"").append(upper_bound).append("\"} ");
  append_number(out_, cumulative_count);
  out_.push_back('\n');
}

void TextWriter::render(const std::vector<double>& upper_bounds) {
  if (upper_bounds == upper_bounds_) return;
  upper_bounds_ = upper_bounds;
  upper_bound_texts_.clear();
  for (const double bound : upper_bounds) upper_bound_texts_.push_back(number_text(bound));
}

}  // namespace metrics
