#include "metrics/registry.hpp"

#include <cstddef>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "bucket_validation.hpp"
#include "exposed_family.hpp"
#include "misuse.hpp"
#include "series_names.hpp"
#include "series_set.hpp"
#include "validation.hpp"

namespace metrics {

namespace {

/// Reads a series and shows it, whatever its type. All series of a family share the memory of one snapshot.
template <class Metric>
struct Presenter;

template <>
struct Presenter<Counter> {
  CounterSample sample;
  void read(const Counter& counter) { sample = counter.sample(); }
  void show(const SeriesLabels& labels, FamilyVisitor& visitor) const { visitor.counter(labels, sample); }
};

template <>
struct Presenter<Gauge> {
  double value = 0;
  void read(const Gauge& gauge) { value = gauge.value(); }
  void show(const SeriesLabels& labels, FamilyVisitor& visitor) const { visitor.gauge(labels, value); }
};

template <>
struct Presenter<Histogram> {
  HistogramSnapshot snapshot;
  void read(const Histogram& histogram) { histogram.read_into(snapshot); }
  void show(const SeriesLabels& labels, FamilyVisitor& visitor) const { visitor.histogram(labels, snapshot); }
};

template <>
struct Presenter<Summary> {
  SummarySample sample;
  void read(const Summary& summary) { sample = summary.sample(); }
  void show(const SeriesLabels& labels, FamilyVisitor& visitor) const { visitor.summary(labels, sample); }
};

template <>
struct Presenter<Info> {
  void read(const Info&) {}
  void show(const SeriesLabels& labels, FamilyVisitor& visitor) const { visitor.info(labels); }
};

template <>
struct Presenter<StateSet> {
  StateSetSample sample;
  void read(const StateSet& state_set) { sample = state_set.sample(); }
  void show(const SeriesLabels& labels, FamilyVisitor& visitor) const { visitor.state_set(labels, sample); }
};

/// What a family is made of, beside its description.
struct FamilyOptions {
  std::vector<double> upper_bounds = {};
  std::optional<NativeOptions> native = std::nullopt;
  SeriesLimit limit = {};
};

/// A family whose series the program updates; `Handle` is what the program holds of it.
template <class Metric, class Handle>
class UpdatedFamily final : public ExposedFamily {
 public:
  UpdatedFamily(Description description, FamilyOptions options, const RegistryOptions& registry, MisuseLog& log,
                std::string title)
      : description_(std::move(description)),
        misuse_(log, std::move(title)),
        series_({.family = description_,
                 .misuse = misuse_,
                 .now = registry.now,
                 .upper_bounds = std::move(options.upper_bounds),
                 .native = options.native},
                options.limit) {}

  Handle& handle() { return handle_; }
  const Description& description() const override { return description_; }
  bool has_references() const override { return true; }

  void visit(Scrape&, FamilyVisitor& visitor) const override {
    visitor.family(description_);
    Presenter<Metric> presenter;
    series_.for_each([&](const Metric& metric) { presenter.read(metric); },
                     [&](const SeriesLabels& labels) { presenter.show(labels, visitor); });
  }

 private:
  const Description description_;
  Misuse misuse_;
  SeriesSet<Metric> series_;
  Handle handle_{series_};
};

Description description_of(MetricType type, MetricOptions options) {
  return {.name = std::move(options.name),
          .type = type,
          .help = std::move(options.help),
          .labels = std::move(options.labels),
          .unit = std::move(options.unit),
          .openmetrics_type = options.openmetrics_type,
          .constant_labels = std::move(options.constant_labels)};
}

}  // namespace

struct Registry::State {
  using FamilyPointer = std::shared_ptr<ExposedFamily>;
  using Families = std::map<std::string, FamilyPointer, std::less<>>;

  explicit State(RegistryOptions its_options) : options(std::move(its_options)), misuse(options.report) {
    if (!options.now) throw MissingCallback("the registry's clock is empty");
  }

  /// Adds the registry's own labels and checks all.
  void complete(Description& description) const {
    description.constant_labels.insert(description.constant_labels.begin(), options.constant_labels.begin(),
                                       options.constant_labels.end());
    validate(description, options.utf8_names);
  }

  /// Adds all of `added` under the names of `descriptions`, or throws and adds nothing.
  void add(std::span<const Description> descriptions, Families added, const std::source_location& where) {
    const std::lock_guard lock(mutex);
    names.claim(descriptions, where);
    families.merge(added);
  }

  void add(FamilyPointer family, const std::source_location& where) {
    const Description description = family->description();
    Families added;
    added.emplace(description.name, std::move(family));
    add({&description, 1}, std::move(added), where);
  }

  template <class Metric, class Handle>
  Handle& add_updated(Description description, FamilyOptions family_options, const std::source_location& where) {
    std::string title = title_of(description, where);
    auto family = std::make_shared<UpdatedFamily<Metric, Handle>>(std::move(description), std::move(family_options),
                                                                  options, misuse, std::move(title));
    Handle& handle = family->handle();
    add(std::move(family), where);
    return handle;
  }

  template <class Metric, class Handle>
  Handle& add_updated(MetricType type, MetricOptions metric_options, const std::source_location& where) {
    const SeriesLimit limit = metric_options.limit;
    Description description = description_of(type, std::move(metric_options));
    complete(description);
    return add_updated<Metric, Handle>(std::move(description), {.limit = limit}, where);
  }

  void add_callback(Description description, std::function<double()> read, const std::source_location& where) {
    complete(description);
    if (!description.labels.empty()) {
      throw WrongLabelCount(title_of(description) +
                            " has labels: a callback gives one value, a collector may give many");
    }
    if (!read) throw MissingCallback(title_of(description) + ": the function that reads its value is empty");
    std::string title = title_of(description, where);
    add(std::make_shared<CallbackFamily>(std::move(description), std::move(read), misuse, std::move(title)), where);
  }

  /// Takes the family out, and with one of a collector's all others of it. What it returns is to be let go without the
  /// lock: the end of a collector is foreign code.
  std::vector<FamilyPointer> take_out(std::string_view name) {
    const std::lock_guard lock(mutex);
    const auto found = families.find(name);
    if (found == families.end()) return {};
    std::vector<FamilyPointer> taken{found->second};
    if (const auto* const collected = dynamic_cast<const CollectedFamily*>(found->second.get())) {
      for (const Description& description : collected->collector().families()) {
        if (description.name != name) taken.push_back(families.find(description.name)->second);
      }
    }
    for (const FamilyPointer& family : taken) {
      if (family->has_references()) removed.push_back(family);
    }
    for (const FamilyPointer& family : taken) {
      names.release(family->description());
      families.erase(family->description().name);
    }
    return taken;
  }

  /// What this returns may be read without the lock, while others are registered and removed.
  std::vector<std::shared_ptr<const ExposedFamily>> in_name_order() const {
    const std::lock_guard lock(mutex);
    std::vector<std::shared_ptr<const ExposedFamily>> list;
    list.reserve(families.size());
    for (const auto& [name, family] : families) list.push_back(family);
    return list;
  }

  const RegistryOptions options;
  MisuseLog misuse;  // before the families, which refer to it
  mutable std::mutex mutex;
  SeriesNames names;
  Families families;
  std::vector<FamilyPointer> removed;
};

void report_to_stderr(std::string_view line) {
  std::cerr << std::string(line) + '\n';
}

Registry::Registry(RegistryOptions options) : state_(std::make_unique<State>(std::move(options))) {
  callback_counter({.name = "metrics_invalid_updates_total",
                    .help = "Updates and readings of metrics that were ignored because they were not possible values."},
                   [log = &state_->misuse] { return static_cast<double>(log->counted()); });
}

Registry::~Registry() = default;

CounterFamily& Registry::counter(MetricOptions options, std::source_location where) {
  return state_->add_updated<Counter, CounterFamily>(MetricType::counter, std::move(options), where);
}

GaugeFamily& Registry::gauge(MetricOptions options, std::source_location where) {
  return state_->add_updated<Gauge, GaugeFamily>(MetricType::gauge, std::move(options), where);
}

SummaryFamily& Registry::summary(MetricOptions options, std::source_location where) {
  return state_->add_updated<Summary, SummaryFamily>(MetricType::summary, std::move(options), where);
}

InfoFamily& Registry::info(MetricOptions options, std::source_location where) {
  return state_->add_updated<Info, InfoFamily>(MetricType::info, std::move(options), where);
}

HistogramFamily& Registry::histogram(HistogramOptions options, std::source_location where) {
  Description description{.name = std::move(options.name),
                          .type = MetricType::histogram,
                          .help = std::move(options.help),
                          .labels = std::move(options.labels),
                          .unit = std::move(options.unit),
                          .constant_labels = std::move(options.constant_labels)};
  state_->complete(description);
  validate_buckets(description, options.buckets);
  if (options.native) validate_native(description, *options.native);
  return state_->add_updated<Histogram, HistogramFamily>(
      std::move(description),
      {.upper_bounds = std::move(options.buckets), .native = options.native, .limit = options.limit}, where);
}

StateSetFamily& Registry::state_set(StateSetOptions options, std::source_location where) {
  Description description{.name = std::move(options.name),
                          .type = MetricType::state_set,
                          .help = std::move(options.help),
                          .labels = std::move(options.labels),
                          .constant_labels = std::move(options.constant_labels),
                          .states = std::move(options.states)};
  state_->complete(description);
  return state_->add_updated<StateSet, StateSetFamily>(std::move(description), {.limit = options.limit}, where);
}

void Registry::callback_gauge(MetricOptions options, std::function<double()> read, std::source_location where) {
  state_->add_callback(description_of(MetricType::gauge, std::move(options)), std::move(read), where);
}

void Registry::callback_counter(MetricOptions options, std::function<double()> read, std::source_location where) {
  state_->add_callback(description_of(MetricType::counter, std::move(options)), std::move(read), where);
}

void Registry::add_collector(std::shared_ptr<Collector> collector, std::source_location where) {
  if (!collector) throw MissingCallback("the collector is null");
  std::vector<Description> descriptions = collector->describe();
  for (Description& description : descriptions) state_->complete(description);
  std::string title = descriptions.empty() ? "a collector" : "the collector of " + title_of(descriptions[0], where);
  const auto registered = std::make_shared<const RegisteredCollector>(std::move(collector), std::move(descriptions),
                                                                      state_->misuse, std::move(title));
  State::Families added;
  for (std::size_t i = 0; i < registered->families().size(); ++i)
    added.emplace(registered->families()[i].name, std::make_shared<CollectedFamily>(registered, i));
  state_->add(registered->families(), std::move(added), where);
}

bool Registry::remove(std::string_view family) {
  return !state_->take_out(family).empty();
}

std::vector<Description> Registry::describe() const {
  std::vector<Description> descriptions;
  for (const auto& family : state_->in_name_order()) descriptions.push_back(family->description());
  return descriptions;
}

void Registry::visit(FamilyVisitor& visitor) const {
  Scrape scrape;
  for (const auto& family : state_->in_name_order()) family->visit(scrape, visitor);
}

bool Registry::allows_utf8_names() const {
  return state_->options.utf8_names;
}

}  // namespace metrics
