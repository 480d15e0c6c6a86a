#include "webhook_receiver.hpp"

#include <string_view>
#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include "net/parse_json.hpp"
#include "net/url.hpp"
#include "telegram/updates.hpp"
#include "values/fault_point.hpp"

namespace telegram {
namespace {

namespace asio = boost::asio;

/// Telegram's updates are a few kilobytes.
constexpr std::size_t kMaxBody = 1U << 20U;
// Telegram opens a hundred at most; the rest is room for a proxy that brings many together. Strangers must not use up
// the file descriptors, of which a process usually has 1,024, nor the memory: under TLS each takes about 80 KB.
constexpr std::size_t kMaxPlainConnections = 600;
constexpr std::size_t kMaxTlsConnections = 256;

constexpr std::chrono::minutes kBetweenComplaints{1};

/// A path may be asked for with or without its last slash, as URLs are written.
std::string_view without_last_slash(std::string_view path) {
  if (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

net::Response plain(int status, std::string text) {
  return {.status = status, .headers = {{"Content-Type", "text/plain"}}, .body = std::move(text) + "\n"};
}

asio::awaitable<void> wait_for(asio::steady_timer& timer) {
  boost::system::error_code cancelled;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
}

}  // namespace

WebhookReceiver::WebhookReceiver(asio::any_io_executor executor, const values::Clock& clock, UpdateMetrics& metrics,
                                 const WebhookOptions& options,
                                 std::function<void(const values::Result<void>&)> on_certificate_change)
    : executor_(std::move(executor)),
      clock_(clock),
      metrics_(metrics),
      bot_(options.bot),
      path_(net::parse_url(options.url).value().path),
      address_(options.address),
      port_(options.port),
      secret_(options.secret),
      max_waiting_(options.max_waiting),
      gathering_(std::make_shared<Batch>(executor_)),
      arrival_(executor_, asio::steady_timer::time_point::max()),
      server_(
          executor_, [this](const net::Request& request) { return receive(request); },
          server_options(options, std::move(on_certificate_change))) {}

net::HttpServerOptions WebhookReceiver::server_options(
    const WebhookOptions& options, std::function<void(const values::Result<void>&)> on_certificate_change) {
  net::HttpServerOptions server;
  server.max_connections = options.certificate ? kMaxTlsConnections : kMaxPlainConnections;
  server.max_body_bytes = kMaxBody;
  server.request_timeout = options.request_timeout;
  server.certificate = options.certificate;
  server.check_head = [this](const net::Request& head) { return check(head); };
  server.on_refused = [this](net::Refusal refusal) { metrics_.refused(refusal); };
  server.on_certificate_change = std::move(on_certificate_change);
  return server;
}

values::Result<std::uint16_t> WebhookReceiver::listen() {
  auto port = server_.listen(address_, port_);
  if (port) spdlog::info("bot {}: the webhook listens on {} port {}", bot_.value(), address_, *port);
  return port;
}

asio::awaitable<void> WebhookReceiver::deliver(BatchHandler handler) {
  for (;;) {
    if (gathering_->updates.empty() && (stopping_ || !caught_up_)) {
      if (stopping_) break;
      co_await wait_for(arrival_);
      // What has arrived at the same moment is read first, and goes along.
      co_await asio::post(executor_, asio::use_awaitable);
      continue;
    }
    const std::shared_ptr<Batch> in_hand = std::exchange(gathering_, std::make_shared<Batch>(executor_));
    UpdateBatch batch{.bot = bot_,
                      .updates = std::move(in_hand->updates),
                      .received_at = clock_.now(),
                      .arrived = in_hand->arrived,
                      .caught_up = std::exchange(caught_up_, false)};
    const std::size_t count = batch.updates.size();
    const bool durable = co_await handler(std::move(batch));
    values::fault_point("telegram.confirm.before");
    in_hand->durable = durable;
    in_hand->settled.cancel();
    if (durable) accepted_ += count;
    if (!durable) stop();
  }
}

void WebhookReceiver::caught_up() {
  caught_up_ = true;
  arrival_.cancel();
}

void WebhookReceiver::stop() {
  stopping_ = true;
  server_.stop();
  arrival_.cancel();
}

/// Before the body is read: who doesn't know the secret gets as little of our time as can be.
std::optional<net::Response> WebhookReceiver::check(const net::Request& head) {
  if (without_last_slash(head.path()) != path_) return answer(WebhookOutcome::wrong_path);
  if (head.method != "POST") return answer(WebhookOutcome::wrong_method);
  if (!secret_.equals_in_constant_time(head.headers.get("X-Telegram-Bot-Api-Secret-Token"))) {
    return answer(WebhookOutcome::wrong_secret);
  }
  return std::nullopt;
}

asio::awaitable<net::Response> WebhookReceiver::receive(const net::Request& request) {
  const Taken taken = take(request);
  if (const auto* refused = std::get_if<net::Response>(&taken)) co_return *refused;
  const auto& batch = std::get<std::shared_ptr<Batch>>(taken);
  while (!batch->durable) co_await wait_for(batch->settled);
  co_return answer(*batch->durable ? WebhookOutcome::accepted : WebhookOutcome::unavailable);
}

WebhookReceiver::Taken WebhookReceiver::take(const net::Request& request) {
  if (stopping_) return answer(WebhookOutcome::unavailable);
  if (gathering_->updates.size() >= max_waiting_) return answer(WebhookOutcome::overloaded);
  std::optional<boost::json::value> parsed = net::parse_json(request.body);
  if (!parsed) return answer(WebhookOutcome::malformed);
  std::optional<ReceivedUpdate> update = receive_update(*std::move(parsed));
  if (!update) return accept_without_id();
  metrics_.received(*update);
  gathering_->updates.push_back(*std::move(update));
  if (gathering_->updates.size() == 1) {
    gathering_->arrived = std::chrono::steady_clock::now();
    arrival_.cancel();
  }
  return gathering_;
}

net::Response WebhookReceiver::answer(WebhookOutcome outcome) {
  metrics_.answered(outcome);
  switch (outcome) {
    case WebhookOutcome::accepted:
      return {.status = 200};
    case WebhookOutcome::wrong_secret:
      return plain(401, "the secret token is missing or wrong");
    case WebhookOutcome::wrong_path:
      return plain(404, "there is nothing here");
    case WebhookOutcome::wrong_method: {
      net::Response refused = plain(405, "only POST is answered here");
      refused.headers.set("Allow", "POST");
      return refused;
    }
    case WebhookOutcome::malformed:
      return plain(400, "an update in JSON is expected");
    case WebhookOutcome::overloaded: {
      net::Response later = plain(503, "too many updates wait already");
      later.headers.set("Retry-After", "1");
      return later;
    }
    case WebhookOutcome::unavailable:
      return plain(503, "the bot is stopping");
  }
  return {.status = 500};
}

/// Refused, it would come again and again, and hold up all that Telegram has for that user.
net::Response WebhookReceiver::accept_without_id() {
  metrics_.answered(WebhookOutcome::malformed);
  metrics_.received_without_id(1);
  const auto now = std::chrono::steady_clock::now();
  if (now >= next_complaint_) {
    next_complaint_ = now + kBetweenComplaints;
    spdlog::warn("bot {}: a request to the webhook held no update with a usable update_id", bot_.value());
  }
  return {.status = 200};
}

}  // namespace telegram
