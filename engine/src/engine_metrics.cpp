#include "engine_metrics.hpp"

#include <utility>

namespace engine {

EngineMetrics::EngineMetrics(metrics::Registry& registry, std::function<double()> oldest_update_age_seconds,
                             std::function<double()> outbox_messages)
    : duplicates_(registry
                      .counter({.name = "engine_duplicate_updates_total",
                                .help = "Updates that Telegram delivered again and that were already handled."})
                      .with()),
      put_aside_(registry
                     .counter({.name = "engine_updates_put_aside_total",
                               .help = "Updates that could not be handled and are kept raw for the owner."})
                     .with()),
      rate_limited_(registry
                        .counter({.name = "engine_rate_limited_updates_total",
                                  .help = "Updates not answered because one user asked for too much."})
                        .with()),
      store_failures_(registry
                          .counter({.name = "engine_store_failures_total",
                                    .help = "Transactions that the store could not make durable and that are retried."})
                          .with()),
      deliveries_(registry.counter({.name = "outbox_deliveries_total",
                                    .help = "Attempts to send a message of the outbox, by what became of it.",
                                    .labels = {"outcome"}})),
      sent_(deliveries_.with("sent")),
      given_up_(deliveries_.with("given_up")),
      too_late_(deliveries_.with("too_late")),
      dropped_(deliveries_.with("dropped")),
      unknown_(deliveries_.with("unknown")),
      postponed_(deliveries_.with("postponed")) {
  registry.callback_gauge({.name = "engine_oldest_update_age_seconds",
                           .help = "Age of the oldest update received and not yet committed; 0 if there is none.",
                           .unit = "seconds"},
                          std::move(oldest_update_age_seconds));
  registry.callback_gauge(
      {.name = "outbox_messages", .help = "Messages that must go out and that Telegram has not taken yet."},
      std::move(outbox_messages));
}

void EngineMetrics::committed(const Outcome& outcome) {
  duplicates_.inc(static_cast<double>(outcome.duplicates));
  put_aside_.inc(static_cast<double>(outcome.put_aside));
  rate_limited_.inc(static_cast<double>(outcome.rate_limited));
}

void EngineMetrics::delivered(const Delivery& delivery) {
  switch (delivery.outcome) {
    case DeliveryOutcome::sent:
      return sent_.inc();
    case DeliveryOutcome::given_up:
      return given_up_.inc();
    case DeliveryOutcome::too_late:
      return too_late_.inc();
    case DeliveryOutcome::dropped:
      return dropped_.inc();
    case DeliveryOutcome::unknown:
      return unknown_.inc();
    case DeliveryOutcome::postponed:
      return postponed_.inc();
  }
}

}  // namespace engine
