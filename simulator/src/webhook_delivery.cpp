#include "webhook_delivery.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/beast/http/status.hpp>

#include "webhook_url.hpp"

namespace simulator {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds kAnswerTimeout{60};
constexpr std::size_t kMaxAnswerBytes = 1U << 20U;

WebhookUrl url_of(const BotAccount& bot) {
  return parse_webhook_url(bot.webhook()->url).value();
}

net::HttpClientOptions client_options(const WebhookSettings& settings) {
  return {.max_connections = settings.max_connections,
          .max_response_bytes = kMaxAnswerBytes,
          .trusted_certificates = settings.certificate,
          .user_agent = "telegram-simulator"};
}

bool is_success(const net::HttpResult& answer) {
  return answer && answer->status >= 200 && answer->status <= 299;
}

/// In the words of Telegram's server.
std::string describe_failure(const net::HttpResult& answer) {
  if (answer) {
    const auto status = boost::beast::http::int_to_status(static_cast<unsigned>(answer->status));
    return "Wrong response from the webhook: " + std::to_string(answer->status) + " " +
           std::string(boost::beast::http::obsolete_reason(status));
  }
  switch (answer.error().failure) {
    case net::HttpFailure::resolve:
      return "Failed to resolve host";
    case net::HttpFailure::connect:
      return "Connection refused";
    case net::HttpFailure::tls:
      return "SSL error {" + answer.error().message + "}";
    case net::HttpFailure::timeout:
      return "Read timeout expired";
    case net::HttpFailure::disconnected:
    case net::HttpFailure::cancelled:
      return "Webhook connection closed";
    case net::HttpFailure::malformed:
    case net::HttpFailure::too_large:
      break;
  }
  return "Wrong response from the webhook";
}

std::chrono::seconds retry_after_of(const net::HttpResult& answer) {
  if (!answer) return {};
  const std::string_view written = answer->headers.get("Retry-After");
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), seconds);
  const bool is_number = error == std::errc{} && end == written.data() + written.size();
  const std::int64_t longest = WebhookSchedule::kLongestRetryAfter.count();
  return std::chrono::seconds{is_number ? std::clamp(seconds, std::int64_t{0}, longest) : 0};
}

}  // namespace

WebhookDelivery::WebhookDelivery(const asio::any_io_executor& executor, BotAccount& bot)
    : executor_(executor),
      bot_(bot),
      target_(url_of(bot).target),
      secret_token_(bot.webhook()->secret_token.reveal()),
      max_connections_(bot.webhook()->max_connections),
      schedule_(std::make_unique<WebhookSchedule>(bot.updates())),
      client_(executor, url_of(bot).server, client_options(*bot.webhook())) {}

void WebhookDelivery::wake() {
  if (!schedule_) return;
  schedule_->load();
  std::size_t wanted = std::min(schedule_->count_ready(bot_.now()), max_connections_ - workers_);
  for (; wanted > 0; --wanted) {
    ++workers_;
    asio::co_spawn(executor_, [self = shared_from_this()] { return self->work(); }, asio::detached);
  }
}

void WebhookDelivery::stop() {
  schedule_.reset();
  client_.close();
}

asio::awaitable<void> WebhookDelivery::work() {
  while (schedule_) {
    const std::optional<WebhookSchedule::Attempt> attempt = schedule_->next(bot_.now());
    if (!attempt) break;
    net::Request request = request_with(attempt->json);
    std::optional<net::Request> again;
    if (bot_.webhook_repeats) again = request;
    const net::HttpResult answer = co_await client_.send(std::move(request), kAnswerTimeout);
    if (again && is_success(answer)) {
      const net::HttpResult repeated = co_await client_.send(*std::move(again), kAnswerTimeout);
      if (is_success(repeated) && schedule_) ++bot_.webhook_history.delivered;
    }
    if (schedule_) settle(*attempt, answer);
  }
  --workers_;
}

net::Request WebhookDelivery::request_with(std::string_view json) const {
  net::Request request{.method = "POST",
                       .target = target_,
                       .headers = {{"Content-Type", "application/json"}},
                       .body = std::string(json)};
  if (!secret_token_.empty()) request.headers.add("X-Telegram-Bot-Api-Secret-Token", secret_token_);
  return request;
}

void WebhookDelivery::settle(const WebhookSchedule::Attempt& attempt, const net::HttpResult& answer) {
  if (is_success(answer)) {
    ++bot_.webhook_history.delivered;
    schedule_->succeeded(attempt);
    if (attempt.id) bot_.confirm_update(*attempt.id);
  } else {
    ++bot_.webhook_history.failed;
    bot_.webhook_history.last_failure = {bot_.now(), describe_failure(answer)};
    schedule_->failed(attempt, bot_.now(), retry_after_of(answer));
  }
}

}  // namespace simulator
