#pragma once
// A collector: metrics that are read from somewhere else when Prometheus asks (a pool's counters, /proc, a cache)
// instead of being updated as things happen.
//
//   class PoolCollector final : public metrics::Collector {
//    public:
//     explicit PoolCollector(const Pool& pool) : pool_(pool) {}
//     std::vector<metrics::Description> describe() const override {
//       return {{.name = "pool_connections",
//                .type = metrics::MetricType::gauge,
//                .help = "By state.",
//                .labels = {"state"}}};
//     }
//     void collect(metrics::Samples& samples) const override {
//       samples.gauge("pool_connections", static_cast<double>(pool_.idle()), {"idle"});
//       samples.gauge("pool_connections", static_cast<double>(pool_.busy()), {"busy"});
//     }
//    private:
//     const Pool& pool_;
//   };
//   registry.add_collector(std::make_shared<PoolCollector>(pool));
//
// `describe` is called once, at registration. `collect` is called at every scrape, by the thread that scrapes: two
// scrapes may call it at once. A Samples belongs to the one call it was made for.

#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "metrics/description.hpp"
#include "metrics/histogram_snapshot.hpp"
#include "metrics/summary.hpp"

namespace metrics {

class FamilyVisitor;

/// Takes what a collector read. A sample is dropped and counted in `metrics_invalid_updates_total` if the collector has
/// not described a family of that name and type, if its label values are too many, too few or not UTF-8, if the series
/// was given already, or if the value is none for its type (a counter below 0 or NaN, a state that the family doesn't
/// have, a histogram whose buckets contradict each other). Values are copied.
class Samples {
 public:
  using LabelValues = std::initializer_list<std::string_view>;
  using TimePoint = std::chrono::system_clock::time_point;

  explicit Samples(std::span<const Description> families);
  ~Samples();
  Samples(const Samples&) = delete;
  Samples& operator=(const Samples&) = delete;

  /// `started` is when the counter was at 0, if that is known.
  void counter(std::string_view family, double value, LabelValues labels = {}, TimePoint started = {});
  void gauge(std::string_view family, double value, LabelValues labels = {});

  /// Classic buckets, native ones or both, of the same observations; without classic ones `counts` has one number, that
  /// of all observations. Exemplars are left out.
  void histogram(std::string_view family, HistogramSnapshot snapshot, LabelValues labels = {});
  void summary(std::string_view family, const SummarySample& sample, LabelValues labels = {});
  void info(std::string_view family, LabelValues labels = {});

  /// `states` are those that hold now.
  void state_set(std::string_view family, std::initializer_list<std::string_view> states, LabelValues labels = {});

  /// The samples of the described family at `index`, in the order they were given.
  void visit(std::size_t index, FamilyVisitor& visitor) const;

  std::size_t dropped() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class Collector {
 public:
  virtual ~Collector() = default;

  /// All families that `collect` may ever give samples of; the rules for names are those of registration.
  virtual std::vector<Description> describe() const = 0;

  /// Reads everything once. An exception ends this reading, keeps the samples given so far, and is counted in
  /// `metrics_invalid_updates_total`; the scrape goes on.
  virtual void collect(Samples& samples) const = 0;
};

}  // namespace metrics
