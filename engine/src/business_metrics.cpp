#include "business_metrics.hpp"

#include <algorithm>
#include <chrono>

namespace engine {
namespace {

double unix_seconds(values::Timestamp at) {
  return std::chrono::duration<double>(at.time_since_epoch()).count();
}

}  // namespace

BusinessMetrics::BusinessMetrics(metrics::Registry& registry, const OnlineUsers& online, const values::Clock& clock)
    : newest_bot_created_at_(registry
                                 .gauge({.name = "bothost_bots_created_created",
                                         .help = "Unix time at which the newest bot on this host was created."})
                                 .with()),
      bots_served_(registry.gauge({.name = "bothost_bots_created", .help = "Bots being served now."}).with()),
      processing_time_(
          registry
              .histogram({.name = "message_processing_time_seconds",
                          .help = "From the moment an update is received until its handling is committed.",
                          .unit = "seconds",
                          .buckets = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10},
                          .native = metrics::NativeOptions{}})
              .with()) {
  registry.callback_gauge({.name = "users_online", .help = "Distinct users whose last action is within ONLINE_WINDOW."},
                          [&online, &clock] { return static_cast<double>(online.count(clock.now())); });

  // OpenMetrics would give this counter's family the name of the gauge above; type unknown keeps them apart.
  counters_[{shop::kBotsCreated, ""}].counter =
      &registry
           .counter({.name = std::string(shop::kBotsCreated),
                     .help = "Bots ever created on this host, the main bot included.",
                     .openmetrics_type = metrics::OpenMetricsType::unknown})
           .with();

  auto& payments =
      registry.counter({.name = std::string(shop::kPaymentTransactions),
                        .help = "Payments recorded (success); checkouts declined, or approved and not paid "
                                "within CHECKOUT_DEADLINE (failed).",
                        .labels = {"status"}});
  auto& ledger = registry.gauge({.name = "ledger_payments",
                                 .help = "What the whole ledger holds, on all replicas together, by outcome.",
                                 .labels = {"status"}});
  for (const std::string_view status : {"success", "failed"}) {
    counters_[{shop::kPaymentTransactions, status}] = {&payments.with(status), &ledger.with(status)};
  }

  auto& activations = registry.counter({.name = std::string(shop::kSubscriptionActivations),
                                        .help = "Plans started or renewed, paid or granted.",
                                        .labels = {"plan"}});
  for (const shop::PlanId plan : shop::kAllPlans) {
    counters_[{shop::kSubscriptionActivations, shop::to_string(plan)}].counter =
        &activations.with(shop::to_string(plan));
  }
}

void BusinessMetrics::resume(const std::vector<store::CounterState>& counters, const store::Totals& totals,
                             const std::vector<shop::HostedBot>& bots) {
  for (const store::CounterState& state : counters) {
    const auto known = counters_.find({state.metric, state.label});
    if (known != counters_.end()) {
      known->second.counter->resume(static_cast<double>(state.value), state.started_at);
    }
  }
  counters_.at({shop::kPaymentTransactions, "success"}).ledger->set(static_cast<double>(totals.payments_succeeded));
  counters_.at({shop::kPaymentTransactions, "failed"}).ledger->set(static_cast<double>(totals.payments_failed));
  for (const shop::HostedBot& bot : bots) {
    newest_bot_created_at_.set(std::max(newest_bot_created_at_.value(), unix_seconds(bot.created_at)));
  }
}

void BusinessMetrics::committed(const shop::Effect& effect) {
  if (const auto key = shop::counted_as(effect)) {
    const Counted& counted = counters_.at(*key);
    counted.counter->inc();
    if (counted.ledger != nullptr) counted.ledger->inc();
  }
  if (const auto* created = std::get_if<shop::BotCreated>(&effect)) {
    newest_bot_created_at_.set(std::max(newest_bot_created_at_.value(), unix_seconds(created->bot.created_at)));
  }
}

}  // namespace engine
