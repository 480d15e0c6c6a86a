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
//   registry.callback_gauge({.name = "queue_length", .help = "Updates in hand."}, [&] { return double(queue.size());
//   });
//
//   std::string page = metrics::expose_text(registry);  // "metrics/text_format.hpp"
//
// Every registration is refused, and changes nothing, if a name or a bucket is not valid or if it would expose a series
// that another one exposes; the error names both places. Registration belongs to the start of a program.
//
// Thread-safe: register, update and scrape from any thread at once. The registry must outlive every reference to a
// family or a series of it, and what callbacks refer to must outlive the registry's last scrape.
//
// It has one counter of its own, `metrics_invalid_updates_total`: the updates and readings that were ignored because
// they were not possible values (a negative increment, an observation of NaN, a callback that threw).

#include <functional>
#include <memory>
#include <source_location>
#include <vector>

#include "metrics/collector.hpp"
#include "metrics/counter.hpp"
#include "metrics/description.hpp"
#include "metrics/error.hpp"
#include "metrics/gauge.hpp"
#include "metrics/histogram.hpp"
#include "metrics/options.hpp"
#include "metrics/visitor.hpp"

namespace metrics {

class Registry {
 public:
  Registry();
  ~Registry();
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  /// These throw InvalidName, InvalidHelp, DuplicateSeries; `histogram` also InvalidBuckets. Leave `where` to the
  /// compiler.
  CounterFamily& counter(MetricOptions options, std::source_location where = std::source_location::current());
  GaugeFamily& gauge(MetricOptions options, std::source_location where = std::source_location::current());
  HistogramFamily& histogram(HistogramOptions options, std::source_location where = std::source_location::current());

  /// One series without labels whose value is read at every scrape, by the thread that scrapes. If `read` throws, or
  /// gives a counter NaN or a negative number, the series is missing from that scrape. Also throw MissingCallback, and
  /// WrongLabelCount if `options` has labels.
  void callback_gauge(MetricOptions options, std::function<double()> read,
                      std::source_location where = std::source_location::current());
  void callback_counter(MetricOptions options, std::function<double()> read,
                        std::source_location where = std::source_location::current());

  void add_collector(std::shared_ptr<Collector> collector,
                     std::source_location where = std::source_location::current());

  /// All families, in name order.
  std::vector<Description> describe() const;

  /// Reads everything once for `visitor`: each family in name order, followed by its series.
  void visit(FamilyVisitor& visitor) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace metrics
