#include "metrics/collector.hpp"

#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>

#include "metrics/visitor.hpp"
#include "series_labels.hpp"
#include "validation.hpp"

namespace metrics {

struct Samples::State {
  using Value = std::variant<CounterSample, double, HistogramSnapshot>;
  struct Series {
    SeriesLabels labels;
    Value value;
  };
  struct FamilySamples {
    std::vector<Series> series = {};
    std::set<std::string> given = {};  ///< The label texts of `series`.
  };

  explicit State(std::span<const Description> described) : families(described), samples(described.size()) {
    for (std::size_t i = 0; i < described.size(); ++i) index.emplace(described[i].name, i);
  }

  void add(std::string_view family, MetricType type, Value value, LabelValues labels) {
    if (!try_add(family, type, std::move(value), labels)) ++dropped;
  }

  bool try_add(std::string_view family, MetricType type, Value value, LabelValues labels) {
    const auto found = index.find(family);
    if (found == index.end() || families[found->second].type != type) return false;
    const Description& description = families[found->second];
    const std::span<const std::string_view> values(labels.begin(), labels.size());
    if (!are_valid_label_values(description, values)) return false;
    SeriesLabels series_labels = make_series_labels(description, values);
    FamilySamples& known = samples[found->second];
    if (!known.given.insert(series_labels.text).second) return false;
    known.series.push_back({.labels = std::move(series_labels), .value = std::move(value)});
    return true;
  }

  std::span<const Description> families;
  std::unordered_map<std::string_view, std::size_t> index;
  std::vector<FamilySamples> samples;
  std::size_t dropped = 0;
};

Samples::Samples(std::span<const Description> families) : state_(std::make_unique<State>(families)) {}
Samples::~Samples() = default;

void Samples::counter(std::string_view family, double value, LabelValues labels,
                      std::chrono::system_clock::time_point started) {
  if (!(value >= 0)) {
    ++state_->dropped;
    return;
  }
  state_->add(family, MetricType::counter, CounterSample{.reading = CounterReading::of(value), .started = started},
              labels);
}

void Samples::gauge(std::string_view family, double value, LabelValues labels) {
  state_->add(family, MetricType::gauge, value, labels);
}

void Samples::histogram(std::string_view family, HistogramSnapshot snapshot, LabelValues labels) {
  if (snapshot.counts.size() != snapshot.upper_bounds.size() + 1 || !are_valid_buckets(snapshot.upper_bounds)) {
    ++state_->dropped;
    return;
  }
  state_->add(family, MetricType::histogram, std::move(snapshot), labels);
}

void Samples::visit(std::size_t index, FamilyVisitor& visitor) const {
  struct Forward {
    FamilyVisitor& visitor;
    const SeriesLabels& labels;
    void operator()(const CounterSample& sample) const { visitor.counter(labels, sample); }
    void operator()(double value) const { visitor.gauge(labels, value); }
    void operator()(const HistogramSnapshot& snapshot) const { visitor.histogram(labels, snapshot); }
  };
  for (const State::Series& series : state_->samples[index].series)
    std::visit(Forward{.visitor = visitor, .labels = series.labels}, series.value);
}

std::size_t Samples::dropped() const {
  return state_->dropped;
}

}  // namespace metrics
