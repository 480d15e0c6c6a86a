#pragma once
// Writes the classic text exposition, family by family. Used by one thread.

#include <string>
#include <string_view>
#include <vector>

#include "metrics/visitor.hpp"

namespace metrics {

class TextWriter final : public FamilyVisitor {
 public:
  /// Appends to `out`, which must outlive the writer.
  explicit TextWriter(std::string& out) : out_(out) {}

  void family(const Description& description) override;
  void counter(const SeriesLabels& labels, const CounterSample& sample) override;
  void gauge(const SeriesLabels& labels, double value) override;
  void histogram(const SeriesLabels& labels, const HistogramSnapshot& snapshot) override;

 private:
  template <class Value>
  void line(std::string_view suffix, const SeriesLabels& labels, const Value& value);
  void bucket_line(const SeriesLabels& labels, std::string_view upper_bound, std::uint64_t cumulative_count);
  void render(const std::vector<double>& upper_bounds);

  std::string& out_;
  std::string name_;
  // The bounds of the last histogram and their texts: the next one is mostly of the same family.
  std::vector<double> upper_bounds_;
  std::vector<std::string> upper_bound_texts_;
};

}  // namespace metrics
