#include "telegram/long_polling.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <spdlog/spdlog.h>

#include "owner_advice.hpp"
#include "poll_pacing.hpp"
#include "telegram/updates.hpp"
#include "update_metrics.hpp"
#include "values/fault_point.hpp"

namespace telegram {
namespace {

using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

/// What the network may take beyond the time that Telegram is asked to hold a request.
constexpr std::chrono::seconds kNetworkAllowance{15};

bool is_about_a_webhook(const ApiError& conflict) {
  return conflict.description.find("webhook") != std::string::npos;
}

std::string problem_of(const ApiError& error) {
  if (error.kind == ApiErrorKind::unauthorized) return refused_token_text(error);
  if (error.kind == ApiErrorKind::conflict && is_about_a_webhook(error)) {
    return "another program has set a webhook for this bot (409 Conflict): it is removed so that updates come here";
  }
  if (error.kind == ApiErrorKind::conflict) {
    return "another program polls this bot's updates (409 Conflict): stop it, or give each a bot of its own";
  }
  return "Telegram delivers no updates (" + std::string(to_string(error.kind)) + "): " + error.description;
}

std::optional<values::UpdateId> offset_after(const std::vector<ReceivedUpdate>& updates) {
  if (updates.empty()) return std::nullopt;
  // Of this batch alone: after a quiet week Telegram starts again at a random, maybe lower, id.
  const auto highest = std::ranges::max_element(updates, {}, &ReceivedUpdate::id);
  return values::UpdateId{highest->id.value() + 1};
}

}  // namespace

LongPolling::LongPolling(boost::asio::any_io_executor executor, Api& api, const values::Clock& clock,
                         metrics::Registry& registry, LongPollingOptions options)
    : api_(std::move(executor), api),
      clock_(clock),
      options_(options),
      metrics_(std::make_unique<UpdateMetrics>(registry)),
      backoff_(options.backoff),
      conflicts_(options.max_conflicts, options.conflict_window) {}

LongPolling::~LongPolling() = default;

boost::asio::awaitable<values::Result<void>> LongPolling::run(BatchHandler handler) {
  while (!api_.is_stopping()) {
    Failure failure;
    if (webhook_may_be_set_) {
      failure = co_await delete_webhook();
    } else {
      failure = co_await poll(handler);
    }
    if (api_.is_stopping() || !failure) continue;
    note_failure(*failure);
    if (const std::optional<values::Error> reason = reason_to_end(*failure)) co_return *reason;
    log_new_problem(failure->kind);
    co_await api_.wait(delay_after(*failure));
  }
  co_return values::Result<void>();
}

void LongPolling::stop() {
  api_.stop();
}

SourceHealth LongPolling::health() const {
  return health_;
}

boost::asio::awaitable<LongPolling::Failure> LongPolling::delete_webhook() {
  const ApiResult answer = co_await api_.call(to_call(DeleteWebhook{}), kNetworkAllowance);
  if (answer) {
    webhook_may_be_set_ = false;
    co_return std::nullopt;
  }
  // A server without the method has no webhooks; if it does have one set, getUpdates will say so.
  if (answer.error().kind == ApiErrorKind::rejected) webhook_may_be_set_ = false;
  co_return answer.error();
}

boost::asio::awaitable<LongPolling::Failure> LongPolling::poll(BatchHandler& handler) {
  // Not held until Telegram has said that nothing waits: so the first answer comes at once, and so does the first after
  // an outage.
  const std::chrono::seconds hold = caught_up_ ? options_.poll_timeout : std::chrono::seconds{0};
  caught_up_ = false;
  const GetUpdates request{.offset = offset_, .limit = options_.limit, .timeout = hold};
  const SteadyClock::time_point begun = SteadyClock::now();
  // The request confirms what is durable.
  values::fault_point("telegram.confirm.before");
  ApiResult answer = co_await api_.call(to_call(request), hold + kNetworkAllowance);
  values::fault_point("telegram.confirm.after");
  const auto took = std::chrono::duration_cast<milliseconds>(SteadyClock::now() - begun);
  if (api_.is_stopping()) co_return std::nullopt;
  if (!answer) co_return answer.error();

  values::Result<UpdatesRead> read = read_updates(*std::move(answer));
  if (!read) co_return ApiError{.kind = ApiErrorKind::malformed, .description = "getUpdates: " + read.error().message};
  note_success();
  metrics_->received(read->updates);
  metrics_->received_without_id(read->without_id);
  caught_up_ = read->count() < static_cast<std::size_t>(options_.limit);
  const milliseconds pause = pause_after(
      {.readable = read->updates.size(), .unreadable = read->without_id, .asked_to_hold = hold, .took = took});
  UpdateBatch batch{
      .bot = options_.bot, .updates = std::move(read->updates), .received_at = clock_.now(), .caught_up = caught_up_};
  co_await deliver(handler, std::move(batch));
  co_await api_.wait(pause);
  co_return std::nullopt;
}

/// The offset moves on, which confirms the batch with the next request, only once the batch is durable.
boost::asio::awaitable<void> LongPolling::deliver(BatchHandler& handler, UpdateBatch batch) {
  const std::optional<values::UpdateId> next = offset_after(batch.updates);
  const bool durable = co_await handler(std::move(batch));
  if (!durable) {
    api_.stop();
  } else if (next) {
    offset_ = next;
  }
}

void LongPolling::note_success() {
  if (problem_kind_) spdlog::info("bot {}: Telegram delivers updates again", options_.bot.value());
  problem_kind_.reset();
  backoff_.reset();
  const values::Timestamp now = clock_.now();
  health_ = {.last_success = now, .problem = std::nullopt};
  metrics_->works(now);
}

void LongPolling::note_failure(const ApiError& error) {
  health_.problem = problem_of(error);
  if (error.kind == ApiErrorKind::conflict) note_conflict(error);
}

void LongPolling::note_conflict(const ApiError& error) {
  if (is_about_a_webhook(error)) webhook_may_be_set_ = true;
  conflicts_.note(clock_.now());
}

/// Once for each problem, not for each attempt.
void LongPolling::log_new_problem(ApiErrorKind kind) {
  if (problem_kind_ != kind) spdlog::warn("bot {}: {}", options_.bot.value(), *health_.problem);
  problem_kind_ = kind;
}

std::optional<values::Error> LongPolling::reason_to_end(const ApiError& error) const {
  if (error.kind == ApiErrorKind::unauthorized) return values::Error{problem_of(error)};
  if (error.kind == ApiErrorKind::conflict && conflicts_.is_full()) {
    return values::Error{problem_of(error) + "; gave up after " + std::to_string(conflicts_.count()) + " conflicts"};
  }
  return std::nullopt;
}

milliseconds LongPolling::delay_after(const ApiError& error) {
  const milliseconds delay = backoff_.next();
  return error.retry_after ? std::max<milliseconds>(delay, *error.retry_after) : delay;
}

}  // namespace telegram
