#include "metrics/testing.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "text_writer.hpp"

namespace metrics::testing {

namespace {

/// Passes on the chosen families and leaves out the others.
class SelectedFamilies final : public FamilyVisitor {
 public:
  SelectedFamilies(std::initializer_list<std::string_view> names, FamilyVisitor& visitor)
      : names_(names), visitor_(visitor) {}

  void family(const Description& description) override {
    is_selected_ = std::ranges::find(names_, description.name) != names_.end();
    if (is_selected_) visitor_.family(description);
  }
  void counter(const SeriesLabels& labels, const CounterSample& sample) override {
    if (is_selected_) visitor_.counter(labels, sample);
  }
  void gauge(const SeriesLabels& labels, double value) override {
    if (is_selected_) visitor_.gauge(labels, value);
  }
  void histogram(const SeriesLabels& labels, const HistogramSnapshot& snapshot) override {
    if (is_selected_) visitor_.histogram(labels, snapshot);
  }

 private:
  const std::vector<std::string_view> names_;
  FamilyVisitor& visitor_;
  bool is_selected_ = false;
};

/// Keeps the one series that is looked for.
class SeriesSearch final : public FamilyVisitor {
 public:
  SeriesSearch(std::string_view name, std::initializer_list<std::string_view> labels) : name_(name), labels_(labels) {}

  void family(const Description& description) override { family_ = description.name; }
  void counter(const SeriesLabels& labels, const CounterSample& sample) override {
    if (matches("", labels)) value = sample.value();
  }
  void gauge(const SeriesLabels& labels, double its_value) override {
    if (matches("", labels)) value = its_value;
  }
  void histogram(const SeriesLabels& labels, const HistogramSnapshot& its_snapshot) override {
    if (matches("_count", labels)) value = static_cast<double>(its_snapshot.count());
    if (matches("_sum", labels)) value = its_snapshot.sum;
    if (matches("", labels)) snapshot = its_snapshot;
  }

  std::optional<double> value;
  std::optional<HistogramSnapshot> snapshot;

 private:
  bool matches(std::string_view suffix, const SeriesLabels& labels) const {
    return name_ == family_ + std::string(suffix) && std::ranges::equal(labels.values, labels_);
  }

  const std::string name_;
  const std::vector<std::string_view> labels_;
  std::string family_;
};

}  // namespace

std::optional<double> value_of(const Registry& registry, std::string_view name,
                               std::initializer_list<std::string_view> labels) {
  SeriesSearch search(name, labels);
  registry.visit(search);
  return search.value;
}

std::optional<HistogramSnapshot> histogram_of(const Registry& registry, std::string_view name,
                                              std::initializer_list<std::string_view> labels) {
  SeriesSearch search(name, labels);
  registry.visit(search);
  return std::move(search.snapshot);
}

std::string expose(const Registry& registry, std::initializer_list<std::string_view> families) {
  std::string out;
  TextWriter writer(out);
  SelectedFamilies selected(families, writer);
  registry.visit(selected);
  return out;
}

}  // namespace metrics::testing
