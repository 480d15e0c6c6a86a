#pragma once
// The registry: where a program declares its metrics, and what a scrape reads.
//
//   metrics::Registry registry;
//
//   metrics::Counter& restarts = registry.counter({.name = "restarts_total", .help = "Restarts."}).with();
//   restarts.inc();
//
//   auto& payments = registry.counter({
//       .name = "payment_transactions_total",
//       .help = "Payments by outcome.",
//       .labels = {"status"},
//   });
//   payments.with("success").inc();
//
//   registry.callback_gauge({.name = "queue_length", .help = "Updates in hand."},
//                           [&] { return static_cast<double>(queue.size()); });
//
//   const metrics::Exposition page = metrics::expose(registry, {});  // "metrics/exposition.hpp"
//
// Every registration is refused, and changes nothing, if a name or a bucket is not valid or if it would expose a series
// that another one exposes; the error names both places. Registration belongs to the start of a program.
//
// Thread-safe: register, update, remove and scrape from any thread at once. The registry must outlive every reference
// to a family or a series of it, and what callbacks refer to must outlive the registry's last scrape.
//
// It has one counter of its own, `metrics_invalid_updates_total`: the updates and readings that were ignored because
// they were not possible values (a negative increment, a state that doesn't exist, a callback that threw). The first of
// each family is reported, too.

#include <chrono>
#include <functional>
#include <memory>
#include <source_location>
#include <string_view>
#include <vector>

#include "metrics/collector.hpp"
#include "metrics/counter.hpp"
#include "metrics/description.hpp"
#include "metrics/error.hpp"
#include "metrics/gauge.hpp"
#include "metrics/histogram.hpp"
#include "metrics/info.hpp"
#include "metrics/options.hpp"
#include "metrics/state_set.hpp"
#include "metrics/summary.hpp"
#include "metrics/visitor.hpp"

namespace metrics {

/// Writes the line to the standard error output.
void report_to_stderr(std::string_view line);

struct RegistryOptions {
  /// On every series of every family, before the family's own labels.
  std::vector<Label> constant_labels = {};
  /// Metric and label names may be any valid UTF-8, as in Prometheus 3; scrapers that don't ask for such names get them
  /// escaped, so names that would be the same after escaping are refused, too.
  bool utf8_names = false;
  /// Takes a line that says what is wrong with an update, once for each family. Called by the thread that updates.
  std::function<void(std::string_view line)> report = report_to_stderr;
  /// For start timestamps, exemplars and histograms' reset intervals.
  std::function<std::chrono::system_clock::time_point()> now = std::chrono::system_clock::now;
};

class Registry {
 public:
  explicit Registry(RegistryOptions options = {});
  ~Registry();
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  /// These throw InvalidName, InvalidHelp, InvalidLabelValue, DuplicateSeries; `histogram` also InvalidBuckets,
  /// `state_set` InvalidStates. Leave `where` to the compiler.
  CounterFamily& counter(MetricOptions options, std::source_location where = std::source_location::current());
  GaugeFamily& gauge(MetricOptions options, std::source_location where = std::source_location::current());
  HistogramFamily& histogram(HistogramOptions options, std::source_location where = std::source_location::current());
  SummaryFamily& summary(MetricOptions options, std::source_location where = std::source_location::current());
  InfoFamily& info(MetricOptions options, std::source_location where = std::source_location::current());
  StateSetFamily& state_set(StateSetOptions options, std::source_location where = std::source_location::current());

  /// One series without labels (constant ones may be) whose value is read at every scrape, by the thread that scrapes.
  /// If `read` throws, or gives a counter NaN or a negative number, the series is missing from that scrape. Also throw
  /// MissingCallback, and WrongLabelCount if `options` has labels.
  void callback_gauge(MetricOptions options, std::function<double()> read,
                      std::source_location where = std::source_location::current());
  void callback_counter(MetricOptions options, std::function<double()> read,
                        std::source_location where = std::source_location::current());

  void add_collector(std::shared_ptr<Collector> collector,
                     std::source_location where = std::source_location::current());

  /// Takes the family of this name out of all later scrapes and gives its names free; false if there is none.
  /// References to it and to its series stay valid, and updates of them are seen nowhere. A collector goes with the
  /// first of its families that is removed, and a scrape that is under way may still read it, or a callback, until it
  /// ends.
  bool remove(std::string_view family);

  /// All families, in name order.
  std::vector<Description> describe() const;

  /// Reads everything once for `visitor`: each family in name order, followed by its series.
  void visit(FamilyVisitor& visitor) const;

  /// Whether names may be any UTF-8.
  bool allows_utf8_names() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace metrics
