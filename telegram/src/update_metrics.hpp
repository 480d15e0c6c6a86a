#pragma once
// What every update source counts. All series exist from the start, whichever source is chosen.
//
//   UpdateMetrics metrics(registry);
//   metrics.received(update);
//   metrics.answered(WebhookOutcome::accepted);
//
// Thread-safe, as the metrics are.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "metrics/registry.hpp"
#include "net/http_server.hpp"
#include "telegram/update_source.hpp"
#include "telegram/updates.hpp"

namespace telegram {

/// How a request to the webhook ended, as far as the webhook decides it; net::Refusal says what its server refuses.
enum class WebhookOutcome { accepted, wrong_secret, wrong_path, wrong_method, malformed, overloaded, unavailable };

class UpdateMetrics {
 public:
  /// Registers telegram_updates_total{type}, telegram_last_poll_timestamp_seconds, telegram_pending_updates and
  /// telegram_webhook_requests_total{outcome}.
  explicit UpdateMetrics(metrics::Registry& registry);

  void received(const ReceivedUpdate& update) { counter_of(update).inc(); }
  void received(std::span<const ReceivedUpdate> updates) {
    for (const ReceivedUpdate& update : updates) received(update);
  }
  /// Updates without a usable id.
  void received_without_id(std::size_t count) { malformed_.inc(static_cast<double>(count)); }

  /// Telegram answered as it should.
  void works(values::Timestamp at);
  void pending(std::int64_t updates) { pending_.set(static_cast<double>(updates)); }

  void answered(WebhookOutcome outcome) { requests_[static_cast<std::size_t>(outcome)]->inc(); }
  void refused(net::Refusal refusal) { refusals_[static_cast<std::size_t>(refusal)]->inc(); }

 private:
  metrics::Counter& counter_of(const ReceivedUpdate& received);

  metrics::CounterFamily& updates_;
  metrics::Gauge& last_poll_;
  metrics::Gauge& pending_;
  metrics::Counter& malformed_;
  metrics::Counter& unknown_;
  std::array<metrics::Counter*, kAllowedUpdates.size()> allowed_{};
  std::array<metrics::Counter*, 7> requests_{};
  std::array<metrics::Counter*, 6> refusals_{};
};

}  // namespace telegram
