#pragma once
// The webhook's end that Telegram calls: takes requests, gathers what arrives while a batch is in hand into the next
// one, so that requests that arrive together are made durable together, and answers each once its batch is.
//
//   WebhookReceiver receiver(executor, clock, metrics, {.bot = bot, .url = url, .secret = secret});
//   receiver.listen().value();
//   co_await receiver.deliver(handler);   // until stop()
//
// Use it from `executor` only.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "net/http_server.hpp"
#include "telegram/update_source.hpp"
#include "telegram/webhook.hpp"
#include "update_metrics.hpp"

namespace telegram {

class WebhookReceiver {
 public:
  /// `on_certificate_change` as net::HttpServerOptions has it.
  WebhookReceiver(boost::asio::any_io_executor executor, const values::Clock& clock, UpdateMetrics& metrics,
                  const WebhookOptions& options,
                  std::function<void(const values::Result<void>&)> on_certificate_change);

  /// Returns the port, or one line that says what is wrong and what to do.
  values::Result<std::uint16_t> listen();

  /// Hands batches to `handler`, one at a time, until `stop` or until it can't make one durable. All requests are
  /// answered then.
  boost::asio::awaitable<void> deliver(BatchHandler handler);

  /// The next batch, empty if need be, says that nothing more waits at Telegram.
  void caught_up();

  /// Takes no more requests; those taken are delivered and answered.
  void stop();

  /// Updates made durable since the start.
  std::uint64_t accepted() const { return accepted_; }

 private:
  /// Updates that become durable together, and whoever waits for that.
  struct Batch {
    explicit Batch(const boost::asio::any_io_executor& executor)
        : settled(executor, boost::asio::steady_timer::time_point::max()) {}

    std::vector<ReceivedUpdate> updates;
    std::chrono::steady_clock::time_point arrived;  ///< The first of them.
    boost::asio::steady_timer settled;              ///< One for all requests: cancelled once `durable` is known.
    std::optional<bool> durable;
  };

  net::HttpServerOptions server_options(const WebhookOptions& options,
                                        std::function<void(const values::Result<void>&)> on_certificate_change);
  std::optional<net::Response> check(const net::Request& head);
  boost::asio::awaitable<net::Response> receive(const net::Request& request);
  /// The batch that the request's update goes with, or the answer to a request that has none.
  using Taken = std::variant<std::shared_ptr<Batch>, net::Response>;
  Taken take(const net::Request& request);
  net::Response answer(WebhookOutcome outcome);
  net::Response accept_without_id();

  boost::asio::any_io_executor executor_;
  const values::Clock& clock_;
  UpdateMetrics& metrics_;
  const values::BotId bot_;
  const std::string path_;
  const std::string address_;
  const std::uint16_t port_;
  const values::Secret secret_;
  const std::size_t max_waiting_;

  std::shared_ptr<Batch> gathering_;
  boost::asio::steady_timer arrival_;
  bool caught_up_ = false;
  bool stopping_ = false;
  std::uint64_t accepted_ = 0;
  std::chrono::steady_clock::time_point next_complaint_;
  net::HttpServer server_;
};

}  // namespace telegram
