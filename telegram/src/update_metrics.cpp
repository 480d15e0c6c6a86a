#include "update_metrics.hpp"

#include <algorithm>
#include <chrono>

namespace telegram {
namespace {

/// In the order of WebhookOutcome.
constexpr std::array<std::string_view, 7> kOutcomes = {"accepted",  "wrong_secret", "wrong_path", "wrong_method",
                                                       "malformed", "overloaded",   "unavailable"};
/// In the order of net::Refusal.
constexpr std::array<net::Refusal, 6> kRefusals = {net::Refusal::too_slow,       net::Refusal::head_too_large,
                                                   net::Refusal::body_too_large, net::Refusal::not_http,
                                                   net::Refusal::gave_way,       net::Refusal::tls};

}  // namespace

UpdateMetrics::UpdateMetrics(metrics::Registry& registry)
    : updates_(registry.counter({
          .name = "telegram_updates_total",
          .help = "Updates received from Telegram, by kind; redelivered ones count again.",
          .labels = {"type"},
      })),
      last_poll_(registry
                     .gauge({
                         .name = "telegram_last_poll_timestamp_seconds",
                         .help = "Unix time at which Telegram last answered getUpdates as it should, or, with a "
                                 "webhook, last confirmed that updates reach it; 0 before the first.",
                         .unit = "seconds",
                     })
                     .with()),
      pending_(registry
                   .gauge({
                       .name = "telegram_pending_updates",
                       .help = "Updates that waited at Telegram when it was last asked; with a webhook only.",
                   })
                   .with()),
      malformed_(updates_.with(kMalformedUpdate)),
      unknown_(updates_.with("unknown")) {
  for (std::size_t i = 0; i < kAllowedUpdates.size(); ++i) allowed_[i] = &updates_.with(kAllowedUpdates[i]);
  auto& requests = registry.counter({
      .name = "telegram_webhook_requests_total",
      .help = "Requests to the webhook by how they ended; accepted ones are durable.",
      .labels = {"outcome"},
  });
  for (std::size_t i = 0; i < kOutcomes.size(); ++i) requests_[i] = &requests.with(kOutcomes[i]);
  for (std::size_t i = 0; i < kRefusals.size(); ++i) refusals_[i] = &requests.with(net::to_string(kRefusals[i]));
}

void UpdateMetrics::works(values::Timestamp at) {
  last_poll_.set(std::chrono::duration<double>(at.time_since_epoch()).count());
}

metrics::Counter& UpdateMetrics::counter_of(const ReceivedUpdate& received) {
  if (!received.update) return malformed_;
  const auto kind = std::ranges::find(kAllowedUpdates, type_of(*received.update));
  if (kind == kAllowedUpdates.end()) return unknown_;
  return *allowed_[static_cast<std::size_t>(kind - kAllowedUpdates.begin())];
}

}  // namespace telegram
