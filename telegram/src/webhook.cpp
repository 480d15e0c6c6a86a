#include "telegram/webhook.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include "error_text.hpp"
#include "net/certificate.hpp"
#include "owner_advice.hpp"
#include "telegram/conflict_window.hpp"
#include "telegram/interruptible_api.hpp"
#include "update_metrics.hpp"
#include "webhook_info.hpp"
#include "webhook_receiver.hpp"

namespace telegram {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using Failure = std::optional<ApiError>;

/// Telegram connects to the webhook before it answers setWebhook.
constexpr std::chrono::seconds kSetTimeout{60};
constexpr std::chrono::seconds kLookTimeout{15};

}  // namespace

/// Telegram's side of the webhook: sets it, and looks after it. What Telegram sends is the receiver's business.
class Webhook::Implementation {
 public:
  Implementation(asio::any_io_executor executor, Api& api, const values::Clock& clock, metrics::Registry& registry,
                 WebhookOptions options)
      : executor_(std::move(executor)),
        api_(executor_, api),
        clock_(clock),
        options_(std::move(options)),
        metrics_(registry),
        receiver_(executor_, clock, metrics_, options_,
                  [this](const values::Result<void>& change) { certificate_changed(change); }),
        delivery_ended_(executor_, asio::steady_timer::time_point::max()),
        watch_(options_.max_connections),
        conflicts_(options_.max_conflicts, options_.conflict_window),
        backoff_(options_.backoff) {}

  asio::awaitable<values::Result<void>> run(BatchHandler handler) {
    if (api_.is_stopping()) co_return values::Result<void>();
    // Before it is set: Telegram looks whether somebody answers there.
    if (const auto listening = receiver_.listen(); !listening) co_return note_final(listening.error());
    asio::co_spawn(executor_, receiver_.deliver(std::move(handler)), [this](const std::exception_ptr& failure) {
      delivery_failure_ = failure;
      is_delivering_ = false;
      delivery_ended_.cancel();
      api_.stop();
    });
    const values::Result<void> end = co_await look_after();
    receiver_.stop();
    while (is_delivering_) {
      boost::system::error_code cancelled;
      co_await delivery_ended_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }
    if (delivery_failure_) std::rethrow_exception(delivery_failure_);
    co_return end;
  }

  void stop() { api_.stop(); }
  SourceHealth health() const { return health_; }

 private:
  asio::awaitable<values::Result<void>> look_after() {
    while (!api_.is_stopping()) {
      Failure failure;
      milliseconds pause{0};
      if (must_set_) {
        failure = co_await set();
      } else {
        failure = co_await look();
        pause = options_.look_every;
      }
      if (api_.is_stopping()) break;
      if (failure) {
        note_failure(*failure);
        if (const std::optional<values::Error> reason = reason_to_end(*failure)) co_return *reason;
        pause = delay_after(*failure);
      }
      if (!must_set_ || failure) co_await api_.wait(pause);
    }
    co_return values::Result<void>();
  }

  asio::awaitable<Failure> set() {
    SetWebhook request{.url = options_.url,
                       .certificate = std::nullopt,
                       .max_connections = options_.max_connections,
                       .secret_token = options_.secret};
    must_set_ = false;
    if (options_.certificate) {
      auto own = net::self_signed_certificate(options_.certificate->certificate);
      if (!own) co_return not_set({.kind = ApiErrorKind::malformed, .description = own.error().message});
      request.certificate = *std::move(own);
    }
    Call call = to_call(request);
    const ApiResult answer = co_await api_.call(std::move(call), kSetTimeout);
    if (!answer) co_return not_set(answer.error());
    co_return std::nullopt;
  }

  ApiError not_set(ApiError error) {
    must_set_ = true;
    return error;
  }

  asio::awaitable<Failure> look() {
    Call call = to_call(GetWebhookInfo{});
    const ApiResult answer = co_await api_.call(std::move(call), kLookTimeout);
    if (!answer) co_return answer.error();
    const values::Result<WebhookInfo> info = read_webhook_info(*answer);
    if (!info) {
      co_return ApiError{.kind = ApiErrorKind::malformed, .description = "getWebhookInfo: " + info.error().message};
    }
    metrics_.pending(info->pending_update_count);
    if (!is_same_webhook(info->url.value_or(""), options_.url)) {
      co_return not_set({.kind = ApiErrorKind::conflict, .description = "another webhook"});
    }
    take_in(watch_.look(*info, {.at = clock_.now(), .accepted = receiver_.accepted()}));
    co_return std::nullopt;
  }

  void take_in(const DeliveryWatch::Verdict& verdict) {
    backoff_.reset();
    if (verdict.new_error) {
      log_once("a delivery to the webhook has failed, and Telegram tries again: " + shown(*verdict.new_error));
    }
    if (verdict.trouble) {
      health_.problem = "Telegram can't deliver updates to the webhook: " + shown(*verdict.trouble);
      return;
    }
    if (!verdict.new_error && !std::exchange(logged_, {}).empty()) {
      spdlog::info("bot {}: Telegram delivers updates again", options_.bot.value());
    }
    const values::Timestamp now = clock_.now();
    health_ = {.last_success = now, .problem = std::nullopt};
    metrics_.works(now);
    if (verdict.caught_up) receiver_.caught_up();
  }

  void certificate_changed(const values::Result<void>& change) {
    if (!change)
      return spdlog::warn("{}; the webhook goes on with the certificate from before", change.error().message);
    spdlog::info("bot {}: the webhook uses its renewed certificate", options_.bot.value());
    // Telegram knows a self-signed one by its upload.
    must_set_ = true;
    api_.wake();
  }

  void note_failure(const ApiError& error) {
    if (error.kind == ApiErrorKind::conflict) conflicts_.note(clock_.now());
    health_.problem = problem_of(error);
    log_once(*health_.problem);
  }

  values::Error note_final(values::Error error) {
    health_.problem = error.message;
    return error;
  }

  std::string problem_of(const ApiError& error) const {
    if (error.kind == ApiErrorKind::unauthorized) return refused_token_text(error);
    if (error.kind == ApiErrorKind::conflict) {
      return "another program has set its own webhook for this bot, or removed ours: ours is set again so that updates "
             "come here";
    }
    const std::string what = must_set_ ? "Telegram does not take the webhook" : "Telegram does not tell of the webhook";
    return what + " (" + std::string(to_string(error.kind)) + "): " + shown(error.description);
  }

  std::optional<values::Error> reason_to_end(const ApiError& error) const {
    if (error.kind == ApiErrorKind::unauthorized) return values::Error{problem_of(error)};
    if (error.kind == ApiErrorKind::conflict && conflicts_.is_full()) {
      return values::Error{problem_of(error) + "; gave up after " + std::to_string(conflicts_.count()) + " conflicts"};
    }
    return std::nullopt;
  }

  milliseconds delay_after(const ApiError& error) {
    const milliseconds delay = backoff_.next();
    return error.retry_after ? std::max<milliseconds>(delay, *error.retry_after) : delay;
  }

  /// Telegram's own words, fit to show.
  std::string shown(const std::string& words) const { return error_text(words, options_.secret.reveal()); }

  /// Once for each problem, not for each attempt.
  void log_once(const std::string& problem) {
    if (logged_ != problem) spdlog::warn("bot {}: {}", options_.bot.value(), problem);
    logged_ = problem;
  }

  asio::any_io_executor executor_;
  InterruptibleApi api_;
  const values::Clock& clock_;
  const WebhookOptions options_;
  UpdateMetrics metrics_;
  WebhookReceiver receiver_;

  bool is_delivering_ = true;
  std::exception_ptr delivery_failure_;
  asio::steady_timer delivery_ended_;

  bool must_set_ = true;
  DeliveryWatch watch_;
  ConflictWindow conflicts_;
  Backoff backoff_;
  SourceHealth health_;
  std::string logged_;
};

Webhook::Webhook(asio::any_io_executor executor, Api& api, const values::Clock& clock, metrics::Registry& registry,
                 WebhookOptions options)
    : implementation_(std::make_unique<Implementation>(std::move(executor), api, clock, registry, std::move(options))) {
}

Webhook::~Webhook() = default;

asio::awaitable<values::Result<void>> Webhook::run(BatchHandler handler) {
  return implementation_->run(std::move(handler));
}

void Webhook::stop() {
  implementation_->stop();
}

SourceHealth Webhook::health() const {
  return implementation_->health();
}

}  // namespace telegram
