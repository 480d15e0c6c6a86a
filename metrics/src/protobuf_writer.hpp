#pragma once
// Writes length-delimited messages io.prometheus.client.MetricFamily, the format that has native histograms
// (github.com/prometheus/client_model, io/prometheus/client/metrics.proto). It has no info and no state set, which are
// gauges here. Used by one thread.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/exposition.hpp"
#include "metrics/visitor.hpp"
#include "output_buffer.hpp"

namespace metrics {

class ProtobufWriter final : public FamilyVisitor {
 public:
  /// Appends to `out`, which must outlive the writer and is complete once that is gone.
  ProtobufWriter(std::string& out, Escaping escaping) : buffer_(out), escaping_(escaping) {}

  /// After the last family.
  void finish();

  void family(const Description& description) override;
  void counter(const SeriesLabels& labels, const CounterSample& sample) override;
  void gauge(const SeriesLabels& labels, double value) override;
  void histogram(const SeriesLabels& labels, const HistogramSnapshot& snapshot) override;
  void summary(const SeriesLabels& labels, const SummarySample& sample) override;
  void info(const SeriesLabels& labels) override;
  void state_set(const SeriesLabels& labels, const StateSetSample& sample) override;

 private:
  /// A message `Metric`: its labels and what `write_value(at)`, in at most `longest_value` bytes, writes.
  template <class WriteValue>
  void metric(const SeriesLabels& labels, std::size_t longest_value, const WriteValue& write_value,
              std::string_view state_label = {});
  char* append_labels(char* at, const SeriesLabels& labels) const;
  std::size_t longest_labels(const SeriesLabels& labels) const;

  OutputBuffer buffer_;
  const Escaping escaping_;
  std::size_t family_begin_ = 0;          ///< Where the message of the family begins; 0: there is none yet.
  std::string constant_labels_;           ///< Encoded, as what follows.
  std::vector<std::string> label_names_;  ///< The field `name` of each label.
  std::vector<std::string> states_;       ///< The label of each state.
};

}  // namespace metrics
