#pragma once
// Writes Prometheus's own text formats, 0.0.4 and 1.0.0, family by family. They have no info and no state set, which
// are gauges here, no units, no exemplars and no start timestamps. Used by one thread.

#include <string>

#include "bucket_labels.hpp"
#include "metrics/visitor.hpp"
#include "text_lines.hpp"

namespace metrics {

class TextWriter final : public FamilyVisitor {
 public:
  /// Appends to `out`, which must outlive the writer and is complete once that is gone.
  TextWriter(std::string& out, Escaping escaping) : lines_(out, escaping) {}

  void family(const Description& description) override;
  void counter(const SeriesLabels& labels, const CounterSample& sample) override;
  void gauge(const SeriesLabels& labels, double value) override;
  void histogram(const SeriesLabels& labels, const HistogramSnapshot& snapshot) override;
  void summary(const SeriesLabels& labels, const SummarySample& sample) override;
  void info(const SeriesLabels& labels) override;
  void state_set(const SeriesLabels& labels, const StateSetSample& sample) override;

 private:
  TextLines lines_;
  SampleName name_, bucket_, sum_, count_;
  std::vector<std::string> states_;  ///< `polling="running"` for each state.
  BucketLabels buckets_{bound_text};
};

}  // namespace metrics
