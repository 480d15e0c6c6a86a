#include "metrics/registry.hpp"

#include <cstddef>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "exposed_family.hpp"
#include "series_names.hpp"
#include "series_set.hpp"
#include "validation.hpp"

namespace metrics {

namespace {

/// Shows a series to a visitor, whatever its type. Histograms share the memory of one snapshot.
class SeriesPresenter {
 public:
  explicit SeriesPresenter(FamilyVisitor& visitor) : visitor_(visitor) {}

  void operator()(const SeriesLabels& labels, const Counter& counter) { visitor_.counter(labels, counter.sample()); }
  void operator()(const SeriesLabels& labels, const Gauge& gauge) { visitor_.gauge(labels, gauge.value()); }
  void operator()(const SeriesLabels& labels, const Histogram& histogram) {
    histogram.read_into(snapshot_);
    visitor_.histogram(labels, snapshot_);
  }

 private:
  FamilyVisitor& visitor_;
  HistogramSnapshot snapshot_;
};

/// A family whose series the program updates; `Handle` is what the program holds of it.
template <class Metric, class Handle>
class UpdatedFamily final : public ExposedFamily {
 public:
  UpdatedFamily(Description description, SeriesSetup setup) : series_(std::move(description), std::move(setup)) {}

  Handle& handle() { return handle_; }
  const Description& description() const override { return series_.description(); }
  void visit(Scrape&, FamilyVisitor& visitor) const override {
    visitor.family(description());
    series_.for_each(SeriesPresenter(visitor));
  }

 private:
  SeriesSet<Metric> series_;
  Handle handle_{series_};
};

Description description_of(MetricType type, MetricOptions options) {
  return {.name = std::move(options.name),
          .type = type,
          .help = std::move(options.help),
          .labels = std::move(options.labels),
          .unit = std::move(options.unit),
          .openmetrics_type = options.openmetrics_type};
}

}  // namespace

struct Registry::State {
  using Families = std::map<std::string, std::unique_ptr<ExposedFamily>, std::less<>>;

  /// Adds all of `added` under the names of `descriptions`, or throws and adds nothing.
  void add(std::span<const Description> descriptions, Families added, const std::source_location& where) {
    const std::lock_guard lock(mutex);
    names.claim(descriptions, where);
    families.merge(added);
  }

  void add(std::unique_ptr<ExposedFamily> family, const std::source_location& where) {
    const Description description = family->description();
    Families added;
    added.emplace(description.name, std::move(family));
    add({&description, 1}, std::move(added), where);
  }

  template <class Metric, class Handle>
  Handle& add_updated(Description description, std::vector<double> upper_bounds, const std::source_location& where) {
    auto family = std::make_unique<UpdatedFamily<Metric, Handle>>(
        std::move(description),
        SeriesSetup{.invalid_updates = invalid_updates, .upper_bounds = std::move(upper_bounds)});
    Handle& handle = family->handle();
    add(std::move(family), where);
    return handle;
  }

  void add_callback(Description description, std::function<double()> read, const std::source_location& where) {
    validate(description);
    if (!description.labels.empty()) {
      throw WrongLabelCount(title_of(description) +
                            " has labels: a callback gives one value, a collector may give many");
    }
    if (!read) throw MissingCallback(title_of(description) + ": the function that reads its value is empty");
    add(std::make_unique<CallbackFamily>(std::move(description), std::move(read), invalid_updates), where);
  }

  /// Families are never taken out, so what this returns may be used without the lock, while others are registered.
  std::vector<const ExposedFamily*> in_name_order() const {
    const std::lock_guard lock(mutex);
    std::vector<const ExposedFamily*> list;
    list.reserve(families.size());
    for (const auto& [name, family] : families) list.push_back(family.get());
    return list;
  }

  CounterCell invalid_updates;  // before the families, whose series refer to it
  mutable std::mutex mutex;
  SeriesNames names;
  Families families;
};

Registry::Registry() : state_(std::make_unique<State>()) {
  callback_counter({.name = "metrics_invalid_updates_total",
                    .help = "Updates and readings of metrics that were ignored because they were not possible values."},
                   [cell = &state_->invalid_updates] { return cell->read().value(); });
}

Registry::~Registry() = default;

CounterFamily& Registry::counter(MetricOptions options, std::source_location where) {
  Description description = description_of(MetricType::counter, std::move(options));
  validate(description);
  return state_->add_updated<Counter, CounterFamily>(std::move(description), {}, where);
}

GaugeFamily& Registry::gauge(MetricOptions options, std::source_location where) {
  Description description = description_of(MetricType::gauge, std::move(options));
  validate(description);
  return state_->add_updated<Gauge, GaugeFamily>(std::move(description), {}, where);
}

HistogramFamily& Registry::histogram(HistogramOptions options, std::source_location where) {
  Description description{.name = std::move(options.name),
                          .type = MetricType::histogram,
                          .help = std::move(options.help),
                          .labels = std::move(options.labels),
                          .unit = std::move(options.unit)};
  validate(description);
  validate_buckets(description, options.buckets);
  return state_->add_updated<Histogram, HistogramFamily>(std::move(description), std::move(options.buckets), where);
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
  for (const Description& description : descriptions) validate(description);
  const auto registered = std::make_shared<const RegisteredCollector>(std::move(collector), std::move(descriptions),
                                                                      state_->invalid_updates);
  State::Families added;
  for (std::size_t i = 0; i < registered->families().size(); ++i)
    added.emplace(registered->families()[i].name, std::make_unique<CollectedFamily>(registered, i));
  state_->add(registered->families(), std::move(added), where);
}

std::vector<Description> Registry::describe() const {
  std::vector<Description> descriptions;
  for (const ExposedFamily* family : state_->in_name_order()) descriptions.push_back(family->description());
  return descriptions;
}

void Registry::visit(FamilyVisitor& visitor) const {
  Scrape scrape;
  for (const ExposedFamily* family : state_->in_name_order()) family->visit(scrape, visitor);
}

}  // namespace metrics
