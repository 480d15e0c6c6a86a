#pragma once
// What an operator sees of the catalogue. Thread-safe as metrics are.

#include "metrics/registry.hpp"
#include "shop/catalogue.hpp"
#include "values/time.hpp"

namespace app {

class CatalogueMetrics {
 public:
  explicit CatalogueMetrics(metrics::Registry& registry);

  /// The catalogue that was read at the start.
  void started_with(const shop::Catalogue& catalogue, values::Timestamp at);
  void reloaded(const shop::Catalogue& catalogue, values::Timestamp at);
  void failed();

 private:
  void show(const shop::Catalogue& catalogue, values::Timestamp at);

  metrics::Gauge& courses_;
  metrics::Gauge& lessons_;
  metrics::CounterFamily& reloads_;
  metrics::Counter& succeeded_;
  metrics::Counter& failed_;
  metrics::Gauge& last_reload_;
  metrics::Gauge& valid_;
};

}  // namespace app
