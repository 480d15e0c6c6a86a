#include "protobuf_writer.hpp"

#include <cstdint>

#include "name_escaping.hpp"
#include "protobuf_encoding.hpp"
#include "protobuf_histogram.hpp"

namespace metrics {

namespace {

using protobuf::append_double;
using protobuf::append_message;
using protobuf::append_string;
using protobuf::append_uint;
using protobuf::kLongestField;

namespace field {  // of messages MetricFamily, Metric, LabelPair, Gauge, Counter, Summary
constexpr unsigned kName = 1, kHelp = 2, kType = 3, kMetric = 4, kUnit = 5;
constexpr unsigned kLabel = 1, kGauge = 2, kCounter = 3, kSummary = 4, kHistogram = 7;
constexpr unsigned kLabelName = 1, kLabelValue = 2;
constexpr unsigned kGaugeValue = 1;
constexpr unsigned kCounterValue = 1, kCounterExemplar = 2, kCounterCreated = 3;
constexpr unsigned kSummaryCount = 1, kSummarySum = 2, kSummaryCreated = 4;
}  // namespace field

/// A value of the enumeration MetricType.
std::uint64_t type_number(MetricType type) {
  switch (type) {
    case MetricType::counter:
      return 0;
    case MetricType::gauge:
    case MetricType::info:
    case MetricType::state_set:
      return 1;
    case MetricType::summary:
      return 2;
    case MetricType::histogram:
      return 4;
  }
  __builtin_unreachable();
}

/// What `write(at)`, in at most `longest` bytes, writes.
template <class Write>
std::string encoded(std::size_t longest, const Write& write) {
  std::string bytes(longest, '\0');
  bytes.resize(static_cast<std::size_t>(write(bytes.data()) - bytes.data()));
  return bytes;
}

std::string encoded_label(std::string_view name, std::string_view value) {
  return encoded(name.size() + value.size() + 3 * kLongestField,
                 [&](char* at) { return protobuf::append_label(at, field::kLabel, name, value); });
}

char* append_gauge(char* at, double value) {
  return append_message(at, field::kGauge,
                        [&](char* message) { return append_double(message, field::kGaugeValue, value); });
}

constexpr std::size_t kLongestGauge = 2 * kLongestField;

}  // namespace

void ProtobufWriter::finish() {
  if (family_begin_ == 0) return;
  char* const end = buffer_.room_for(kLongestField);
  buffer_.written_up_to(protobuf::prefix_with_length(buffer_.at(family_begin_), end));
  family_begin_ = 0;
}

void ProtobufWriter::family(const Description& description) {
  finish();
  const std::string name = escape_name(description.name, escaping_);
  char* at = buffer_.room_for(name.size() + description.help.size() + description.unit.size() + 5 * kLongestField);
  family_begin_ = buffer_.size() + 1;  // its length comes before it, once that is known
  at = append_string(at + 1, field::kName, name);
  at = append_string(at, field::kHelp, description.help);
  at = append_uint(at, field::kType, type_number(description.type));
  if (!description.unit.empty()) at = append_string(at, field::kUnit, description.unit);
  buffer_.written_up_to(at);

  constant_labels_.clear();
  for (const Label& label : description.constant_labels)
    constant_labels_ += encoded_label(escape_label_name(label.name, escaping_), label.value);
  label_names_.clear();
  for (const std::string& label : description.labels) {
    const std::string escaped = escape_label_name(label, escaping_);
    label_names_.push_back(encoded(escaped.size() + kLongestField,
                                   [&](char* bytes) { return append_string(bytes, field::kLabelName, escaped); }));
  }
  states_.clear();
  for (const std::string& state : description.states)
    states_.push_back(encoded_label(escape_label_name(description.name, escaping_), state));
}

void ProtobufWriter::counter(const SeriesLabels& labels, const CounterSample& sample) {
  const std::size_t longest = 5 * kLongestField + (sample.exemplar ? protobuf::longest_exemplar(*sample.exemplar) : 0);
  metric(labels, longest, [&](char* at) {
    return append_message(at, field::kCounter, [&](char* message) {
      message = append_double(message, field::kCounterValue, sample.value());
      if (sample.exemplar) message = protobuf::append_exemplar(message, field::kCounterExemplar, *sample.exemplar);
      return protobuf::append_timestamp(message, field::kCounterCreated, sample.started);
    });
  });
}

void ProtobufWriter::gauge(const SeriesLabels& labels, double value) {
  metric(labels, kLongestGauge, [&](char* at) { return append_gauge(at, value); });
}

void ProtobufWriter::histogram(const SeriesLabels& labels, const HistogramSnapshot& snapshot) {
  metric(labels, kLongestField + protobuf::longest_histogram(snapshot), [&](char* at) {
    return append_message(at, field::kHistogram,
                          [&](char* message) { return protobuf::append_histogram(message, snapshot); });
  });
}

void ProtobufWriter::summary(const SeriesLabels& labels, const SummarySample& sample) {
  metric(labels, 6 * kLongestField, [&](char* at) {
    return append_message(at, field::kSummary, [&](char* message) {
      message = append_uint(message, field::kSummaryCount, sample.count);
      message = append_double(message, field::kSummarySum, sample.sum);
      return protobuf::append_timestamp(message, field::kSummaryCreated, sample.started);
    });
  });
}

void ProtobufWriter::info(const SeriesLabels& labels) {
  gauge(labels, 1);
}

void ProtobufWriter::state_set(const SeriesLabels& labels, const StateSetSample& sample) {
  for (std::size_t i = 0; i < states_.size(); ++i) {
    const double value = sample.is_on(i) ? 1 : 0;
    metric(labels, kLongestGauge, [&](char* at) { return append_gauge(at, value); }, states_[i]);
  }
}

template <class WriteValue>
void ProtobufWriter::metric(const SeriesLabels& labels, std::size_t longest_value, const WriteValue& write_value,
                            std::string_view state_label) {
  char* const at = buffer_.room_for(longest_labels(labels) + state_label.size() + longest_value + kLongestField);
  buffer_.written_up_to(append_message(at, field::kMetric, [&](char* message) {
    return write_value(append(append_labels(message, labels), state_label));
  }));
}

char* ProtobufWriter::append_labels(char* at, const SeriesLabels& labels) const {
  at = append(at, constant_labels_);
  for (std::size_t i = 0; i < labels.values.size(); ++i) {
    at = append_message(at, field::kLabel, [&](char* message) {
      return append_string(append(message, label_names_[i]), field::kLabelValue, labels.values[i]);
    });
  }
  return at;
}

std::size_t ProtobufWriter::longest_labels(const SeriesLabels& labels) const {
  std::size_t size = constant_labels_.size();
  for (std::size_t i = 0; i < labels.values.size(); ++i)
    size += label_names_[i].size() + labels.values[i].size() + 2 * kLongestField;
  return size;
}

}  // namespace metrics
