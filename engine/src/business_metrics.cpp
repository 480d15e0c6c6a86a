#include "business_metrics.hpp"

#include <algorithm>
#include <chrono>
#include <memory>

#include "metrics/collector.hpp"
#include "shop/funnel.hpp"

namespace engine {
namespace {

double unix_seconds(values::Timestamp at) {
  return std::chrono::duration<double>(at.time_since_epoch()).count();
}

constexpr char kSubscriptionsActive[] = "subscriptions_active";

/// Counts at each scrape: subscriptions end by themselves.
class SubscriptionsCollector final : public metrics::Collector {
 public:
  SubscriptionsCollector(const RunningSubscriptions& subscriptions, const values::Clock& clock)
      : subscriptions_(subscriptions), clock_(clock) {}

  std::vector<metrics::Description> describe() const override {
    return {{.name = kSubscriptionsActive,
             .type = metrics::MetricType::gauge,
             .help = "Customers whose plan runs at this moment, by plan.",
             .labels = {"plan"}}};
  }

  void collect(metrics::Samples& samples) const override {
    for (const shop::PlanId plan : shop::kAllPlans) {
      samples.gauge(kSubscriptionsActive, static_cast<double>(subscriptions_.count(plan, clock_.now())),
                    {shop::to_string(plan)});
    }
  }

 private:
  const RunningSubscriptions& subscriptions_;
  const values::Clock& clock_;
};

}  // namespace

BusinessMetrics::BusinessMetrics(metrics::Registry& registry, const OnlineUsers& online,
                                 RunningSubscriptions& subscriptions, const values::Clock& clock)
    : courses_(registry),
      subscriptions_(subscriptions),
      newest_bot_created_at_(registry
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
  registry.add_collector(std::make_shared<SubscriptionsCollector>(subscriptions, clock));

  // OpenMetrics would give this counter's family the name of the gauge above; type unknown keeps them apart.
  counters_[{shop::kBotsCreated, ""}].counter =
      &registry
           .counter({.name = std::string(shop::kBotsCreated),
                     .help = "Bots ever created on this host, the main bot included.",
                     .openmetrics_type = metrics::OpenMetricsType::unknown})
           .with();
  register_payments(registry);
  register_refunds(registry);
  register_sales(registry);
}

void BusinessMetrics::register_payments(metrics::Registry& registry) {
  auto& payments =
      registry.counter({.name = std::string(shop::kPaymentTransactions),
                        .help = "Payments recorded (success); checkouts declined, or approved and not paid "
                                "within CHECKOUT_DEADLINE (failed).",
                        .labels = {"status"}});
  auto& ledger = registry.gauge({.name = "ledger_payments",
                                 .help = "What the whole ledger holds, on all replicas together, by outcome.",
                                 .labels = {"status"}});
  for (const std::string_view status : {"success", "failed"}) {
    counters_[{shop::kPaymentTransactions, std::string(status)}] = {&payments.with(status), &ledger.with(status)};
  }

  auto& revenue = registry.counter({.name = std::string(shop::kRevenue),
                                    .help = "Stars of the payments recorded, before refunds.",
                                    .unit = "stars"});
  auto& ledger_stars = registry.gauge({.name = "ledger_stars",
                                       .help = "Stars of the payments in the whole ledger, on all replicas together, "
                                               "before refunds.",
                                       .unit = "stars"});
  counters_[{shop::kRevenue, ""}] = {&revenue.with(), &ledger_stars.with()};
}

void BusinessMetrics::register_refunds(metrics::Registry& registry) {
  auto& refunds = registry.counter({.name = std::string(shop::kRefunds),
                                    .help = "Payments given back, because we asked for it (refund) or without us "
                                            "(chargeback).",
                                    .labels = {"kind"}});
  for (const shop::RefundKind kind : {shop::RefundKind::refund, shop::RefundKind::chargeback}) {
    counters_[{shop::kRefunds, std::string(shop::to_string(kind))}].counter = &refunds.with(shop::to_string(kind));
  }
  auto& stars = registry.counter(
      {.name = std::string(shop::kRefundedStars), .help = "Stars of the payments given back.", .unit = "stars"});
  auto& ledger = registry.gauge({.name = "ledger_refunded_stars",
                                 .help = "Stars given back in the whole ledger, on all replicas together.",
                                 .unit = "stars"});
  counters_[{shop::kRefundedStars, ""}] = {&stars.with(), &ledger.with()};
  counters_[{shop::kImportedPayments, ""}].counter =
      &registry
           .counter({.name = std::string(shop::kImportedPayments),
                     .help = "Payments that Telegram never told the bot of and that were found in its account."})
           .with();
}

void BusinessMetrics::register_sales(metrics::Registry& registry) {
  auto& activations = registry.counter({.name = std::string(shop::kSubscriptionActivations),
                                        .help = "Plans started or renewed, paid or granted.",
                                        .labels = {"plan"}});
  for (const shop::PlanId plan : shop::kAllPlans) {
    counters_[{shop::kSubscriptionActivations, std::string(shop::to_string(plan))}].counter =
        &activations.with(shop::to_string(plan));
  }

  auto& funnel = registry.counter(
      {.name = std::string(shop::kShopFunnel),
       .help = "How far customers get on the way to a payment: a /start answered (started); the plans shown with their "
               "buttons (viewed_plans); an invoice written, whether or not it is looked at, which Telegram does not "
               "tell (opened_invoice); a pre-checkout approved (approved); a payment recorded (paid).",
       .labels = {"step"}});
  for (const shop::FunnelStep step : shop::kFunnelSteps) {
    counters_[{shop::kShopFunnel, std::string(shop::to_string(step))}].counter = &funnel.with(shop::to_string(step));
  }
}

void BusinessMetrics::resume(const std::vector<store::CounterState>& counters, const store::Totals& totals,
                             const std::vector<shop::HostedBot>& bots) {
  for (const store::CounterState& state : counters) {
    if (courses_.resume(state)) continue;
    const auto known = counters_.find({state.metric, state.label});
    if (known != counters_.end()) {
      known->second.counter->resume(static_cast<double>(state.value), state.started_at);
    }
  }
  counters_.at({shop::kPaymentTransactions, "success"}).ledger->set(static_cast<double>(totals.payments_succeeded));
  counters_.at({shop::kPaymentTransactions, "failed"}).ledger->set(static_cast<double>(totals.payments_failed));
  counters_.at({shop::kRevenue, ""}).ledger->set(static_cast<double>(totals.received.amount()));
  counters_.at({shop::kRefundedStars, ""}).ledger->set(static_cast<double>(totals.refunded.amount()));
  for (const shop::HostedBot& bot : bots) {
    newest_bot_created_at_.set(std::max(newest_bot_created_at_.value(), unix_seconds(bot.created_at)));
  }
}

void BusinessMetrics::committed(const shop::Effect& effect) {
  for (const shop::Increment& increment : shop::counted_as(effect)) {
    if (courses_.count(increment)) continue;
    const Counted& counted = counters_.at(increment.counter);
    const auto amount = static_cast<double>(increment.amount);
    counted.counter->inc(amount);
    if (counted.ledger != nullptr) counted.ledger->inc(amount);
  }
  if (const auto* activation = std::get_if<shop::SubscriptionActivated>(&effect)) {
    subscriptions_.changed(activation->subscription, activation->replaced);
  }
  if (const auto* change = std::get_if<shop::SubscriptionChanged>(&effect)) {
    subscriptions_.changed(change->subscription, change->previous);
  }
  if (const auto* created = std::get_if<shop::BotCreated>(&effect)) {
    newest_bot_created_at_.set(std::max(newest_bot_created_at_.value(), unix_seconds(created->bot.created_at)));
  }
}

}  // namespace engine
