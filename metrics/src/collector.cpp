#include "metrics/collector.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>

#include "metrics/visitor.hpp"
#include "series_labels.hpp"
#include "snapshot_validation.hpp"
#include "validation.hpp"

namespace metrics {

namespace {

/// The value of an info.
struct InfoSample {};

/// Shows a sample of any type to a visitor.
struct Presenter {
  FamilyVisitor& visitor;
  SeriesLabels labels;

  void operator()(const CounterSample& sample) const { visitor.counter(labels, sample); }
  void operator()(double value) const { visitor.gauge(labels, value); }
  void operator()(const HistogramSnapshot& snapshot) const { visitor.histogram(labels, snapshot); }
  void operator()(const SummarySample& sample) const { visitor.summary(labels, sample); }
  void operator()(InfoSample) const { visitor.info(labels); }
  void operator()(const StateSetSample& sample) const { visitor.state_set(labels, sample); }
};

/// Nothing if one of `chosen` is none of `states`.
std::optional<StateSetSample> sample_of(std::span<const std::string> states,
                                        std::initializer_list<std::string_view> chosen) {
  StateSetSample sample{.states = states};
  for (const std::string_view state : chosen) {
    const auto found = std::ranges::find(states, state);
    if (found == states.end()) return std::nullopt;
    sample.on |= std::uint64_t{1} << static_cast<std::uint64_t>(found - states.begin());
  }
  return sample;
}

}  // namespace

struct Samples::State {
  using Value = std::variant<CounterSample, double, HistogramSnapshot, SummarySample, InfoSample, StateSetSample>;
  struct Series {
    OwnedLabels labels;
    Value value;
  };
  struct FamilySamples {
    std::vector<Series> series = {};
    std::unordered_set<std::string_view> given = {};  ///< The label texts of `series`.
  };

  explicit State(std::span<const Description> described) : families(described), samples(described.size()) {
    for (std::size_t i = 0; i < described.size(); ++i) index.emplace(described[i].name, i);
  }

  /// Null if no family of that name and type is described.
  const Description* find(std::string_view family, MetricType type) const {
    const auto found = index.find(family);
    return found != index.end() && families[found->second].type == type ? &families[found->second] : nullptr;
  }

  void add(std::string_view family, MetricType type, Value value, LabelValues labels) {
    if (!try_add(family, type, std::move(value), labels)) ++dropped;
  }

  bool try_add(std::string_view family, MetricType type, Value value, LabelValues labels) {
    const Description* const description = find(family, type);
    const std::span<const std::string_view> values(labels.begin(), labels.size());
    if (description == nullptr || !are_valid_label_values(*description, values)) return false;
    FamilySamples& known = samples[index.find(family)->second];
    OwnedLabels series_labels(*description, values);
    if (known.given.contains(series_labels.view().text)) return false;
    known.series.push_back({.labels = std::move(series_labels), .value = std::move(value)});
    known.given.insert(known.series.back().labels.view().text);
    return true;
  }

  std::span<const Description> families;
  std::unordered_map<std::string_view, std::size_t> index;
  std::vector<FamilySamples> samples;
  std::size_t dropped = 0;
};

Samples::Samples(std::span<const Description> families) : state_(std::make_unique<State>(families)) {}
Samples::~Samples() = default;

void Samples::counter(std::string_view family, double value, LabelValues labels, TimePoint started) {
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
  if (!is_valid_snapshot(snapshot)) {
    ++state_->dropped;
    return;
  }
  snapshot.exemplars.clear();
  state_->add(family, MetricType::histogram, std::move(snapshot), labels);
}

void Samples::summary(std::string_view family, const SummarySample& sample, LabelValues labels) {
  state_->add(family, MetricType::summary, sample, labels);
}

void Samples::info(std::string_view family, LabelValues labels) {
  state_->add(family, MetricType::info, InfoSample{}, labels);
}

void Samples::state_set(std::string_view family, std::initializer_list<std::string_view> states, LabelValues labels) {
  const Description* const description = state_->find(family, MetricType::state_set);
  const std::optional<StateSetSample> sample =
      description != nullptr ? sample_of(description->states, states) : std::nullopt;
  if (!sample) {
    ++state_->dropped;
    return;
  }
  state_->add(family, MetricType::state_set, *sample, labels);
}

void Samples::visit(std::size_t index, FamilyVisitor& visitor) const {
  for (const State::Series& series : state_->samples[index].series)
    std::visit(Presenter{.visitor = visitor, .labels = series.labels.view()}, series.value);
}

std::size_t Samples::dropped() const {
  return state_->dropped;
}

}  // namespace metrics
