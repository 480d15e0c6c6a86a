#pragma once
// Updates by getUpdates. Begins with deleteWebhook (which keeps pending updates), always sends allowed_updates, and
// advances the offset only after the batch is durable.
//
//   telegram::LongPolling source(executor, api, clock, registry, {.bot = bot});
//   values::Result<void> end = co_await source.run(handler);
//
// Use it from the executor of the API's HTTP client only, and end `run` with `stop`, not by cancelling who awaits it.

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>

#include <boost/asio/any_io_executor.hpp>

#include "metrics/registry.hpp"
#include "telegram/api.hpp"
#include "telegram/backoff.hpp"
#include "telegram/conflict_window.hpp"
#include "telegram/interruptible_api.hpp"
#include "telegram/update_source.hpp"

namespace telegram {

class UpdateMetrics;

struct LongPollingOptions {
  values::BotId bot;
  int limit = 100;                        ///< Updates a request, at most 100 (getUpdates).
  std::chrono::seconds poll_timeout{50};  ///< How long Telegram holds a request without updates.
  std::size_t max_conflicts = 6;          ///< So many 409s within `conflict_window` end the polling.
  std::chrono::minutes conflict_window{5};
  BackoffOptions backoff = {};
};

class LongPolling final : public UpdateSource {
 public:
  /// Registers telegram_updates_total{type}, telegram_last_poll_timestamp_seconds, and the webhook's metrics, which
  /// stay at 0.
  LongPolling(boost::asio::any_io_executor executor, Api& api, const values::Clock& clock, metrics::Registry& registry,
              LongPollingOptions options);
  ~LongPolling() override;

  boost::asio::awaitable<values::Result<void>> run(BatchHandler handler) override;
  void stop() override;
  SourceHealth health() const override;

 private:
  using Failure = std::optional<ApiError>;

  boost::asio::awaitable<Failure> delete_webhook();
  boost::asio::awaitable<Failure> poll(BatchHandler& handler);
  boost::asio::awaitable<void> deliver(BatchHandler& handler, UpdateBatch batch);
  void note_success();
  void note_failure(const ApiError& error);
  void note_conflict(const ApiError& error);
  void log_new_problem(ApiErrorKind kind);
  std::optional<values::Error> reason_to_end(const ApiError& error) const;
  std::chrono::milliseconds delay_after(const ApiError& error);

  InterruptibleApi api_;
  const values::Clock& clock_;
  LongPollingOptions options_;
  std::unique_ptr<UpdateMetrics> metrics_;

  std::optional<values::UpdateId> offset_;
  bool webhook_may_be_set_ = true;
  bool caught_up_ = false;

  Backoff backoff_;
  ConflictWindow conflicts_;
  SourceHealth health_;
  std::optional<ApiErrorKind> problem_kind_;
};

}  // namespace telegram
