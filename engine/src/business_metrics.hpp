#pragma once
// The guide's seven metrics, and those of sales beside them. The counters among them continue after a restart from what
// the store says this replica did, and change only after a commit.
//
// Called by one thread; scraped by any.

#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "course_metrics.hpp"
#include "metrics/registry.hpp"
#include "online_users.hpp"
#include "running_subscriptions.hpp"
#include "shop/effects.hpp"
#include "store/reader.hpp"
#include "store/store.hpp"

namespace engine {

class BusinessMetrics {
 public:
  BusinessMetrics(metrics::Registry& registry, const OnlineUsers& online, RunningSubscriptions& subscriptions,
                  const values::Clock& clock);

  /// Before the first scrape: sets the counters and the gauges of the ledger to what the store holds.
  void resume(const std::vector<store::CounterState>& counters, const store::Totals& totals,
              const std::vector<shop::HostedBot>& bots);

  /// Those of the catalogue: before `resume`, and whenever it has changed.
  void courses(std::span<const shop::Course> courses) { courses_.show(courses); }

  /// After a commit, once for each effect that was part of it.
  void committed(const shop::Effect& effect);

  void set_bots_served(std::int64_t bots) { bots_served_.set(static_cast<double>(bots)); }
  std::int64_t bots_served() const { return static_cast<std::int64_t>(bots_served_.value()); }

  /// From the moment an update was received until its handling is committed.
  void observe_processing(std::chrono::duration<double> time) { processing_time_.observe(time.count()); }

 private:
  struct Counted {
    metrics::Counter* counter = nullptr;
    metrics::Gauge* ledger = nullptr;  ///< The same in the whole ledger, where that has a gauge.
  };

  void register_payments(metrics::Registry& registry);
  void register_refunds(metrics::Registry& registry);
  void register_sales(metrics::Registry& registry);

  std::map<shop::CounterKey, Counted> counters_;
  CourseMetrics courses_;
  RunningSubscriptions& subscriptions_;
  metrics::Gauge& newest_bot_created_at_;
  metrics::Gauge& bots_served_;
  metrics::Histogram& processing_time_;
};

}  // namespace engine
