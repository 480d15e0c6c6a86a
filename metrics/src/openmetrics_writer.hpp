#pragma once
// Writes OpenMetrics 1.0.0, family by family. Used by one thread.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "bucket_labels.hpp"
#include "metrics/exposition.hpp"
#include "metrics/visitor.hpp"
#include "text_lines.hpp"

namespace metrics {

class OpenMetricsWriter final : public FamilyVisitor {
 public:
  /// Appends to `out`, which must outlive the writer and is complete once that is gone.
  OpenMetricsWriter(std::string& out, Escaping escaping, const ExpositionOptions& options)
      : lines_(out, escaping), options_(options) {}

  /// After the last family.
  void finish() { lines_.line("# EOF"); }

  void family(const Description& description) override;
  void counter(const SeriesLabels& labels, const CounterSample& sample) override;
  void gauge(const SeriesLabels& labels, double value) override;
  void histogram(const SeriesLabels& labels, const HistogramSnapshot& snapshot) override;
  void summary(const SeriesLabels& labels, const SummarySample& sample) override;
  void info(const SeriesLabels& labels) override;
  void state_set(const SeriesLabels& labels, const StateSetSample& sample) override;

 private:
  void created(std::string_view series, std::chrono::system_clock::time_point started);
  template <class Value>
  void sample_with_exemplar(const SampleName& name, const LineLabels& labels, const Value& value,
                            const Exemplar& exemplar);

  TextLines lines_;
  const ExpositionOptions options_;
  bool is_unknown_ = false;
  SampleName name_, bucket_, sum_, count_, created_;
  std::vector<std::string> states_;  ///< `polling="running"` for each state.
  BucketLabels buckets_{canonical_bound_text};
  std::string exemplar_text_;
};

}  // namespace metrics
