#pragma once
// Sends one bot's updates to its webhook: as many requests at once as the bot allows, each retried until it is answered
// with 2xx. What must wait is tried again when wake() is called. Use it from one executor only.

#include <cstddef>
#include <memory>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "bot_account.hpp"
#include "net/http_client.hpp"
#include "webhook_schedule.hpp"

namespace simulator {

class WebhookDelivery : public std::enable_shared_from_this<WebhookDelivery> {
 public:
  /// `bot`, which has a webhook, must live until stop(). Throws std::runtime_error, for a person, if the URL or the
  /// certificate can't be used.
  WebhookDelivery(const boost::asio::any_io_executor& executor, BotAccount& bot);

  /// Sends what can be sent.
  void wake();

  /// Breaks off. What was not answered stays in the bot's queue.
  void stop();

 private:
  boost::asio::awaitable<void> work();
  net::Request request_with(std::string_view json) const;
  void settle(const WebhookSchedule::Attempt& attempt, const net::HttpResult& answer);

  boost::asio::any_io_executor executor_;
  BotAccount& bot_;
  std::string target_;
  std::string secret_token_;
  std::size_t max_connections_;
  std::unique_ptr<WebhookSchedule> schedule_;  // null once stopped
  net::HttpClient client_;
  std::size_t workers_ = 0;
};

}  // namespace simulator
