#pragma once
// What an operator needs to see of the engine's own work. Thread-safe as metrics are.

#include <functional>

#include "delivery.hpp"
#include "metrics/registry.hpp"
#include "work.hpp"

namespace engine {

class EngineMetrics {
 public:
  /// The callbacks are called at each scrape.
  EngineMetrics(metrics::Registry& registry, std::function<double()> oldest_update_age_seconds,
                std::function<double()> outbox_messages);

  void committed(const Outcome& outcome);
  void delivered(const Delivery& delivery);
  void store_failed() { store_failures_.inc(); }

 private:
  metrics::Counter& duplicates_;
  metrics::Counter& put_aside_;
  metrics::Counter& rate_limited_;
  metrics::Counter& store_failures_;
  metrics::CounterFamily& deliveries_;
  metrics::Counter& sent_;
  metrics::Counter& given_up_;
  metrics::Counter& too_late_;
  metrics::Counter& dropped_;
  metrics::Counter& unknown_;
  metrics::Counter& postponed_;
};

}  // namespace engine
