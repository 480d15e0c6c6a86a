#pragma once
// POST /alerts: what Alertmanager tells the bot. Answered with 200 once it is durable, so that Alertmanager, which
// tries again until then, may forget it.
//
//   app::AlertWebhook webhook(app::alert_secret(token), [&](bot::AlertsReceived told) { return engine.take_in(…); });
//   server_options.check_head = [&](const net::Request& head) { return webhook.refuse(head); };
//   if (request.path() == app::AlertWebhook::kPath) co_return co_await webhook.answer(request);
//
// Used by one thread.

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

#include <boost/asio/awaitable.hpp>

#include "bot/alerting.hpp"
#include "monitoring/alertmanager_webhook.hpp"
#include "net/http_message.hpp"
#include "values/secret.hpp"

namespace app {

class AlertWebhook {
 public:
  static constexpr std::string_view kPath = "/alerts";

  /// True once it is durable, false if it can't be taken in now.
  using TakeIn = std::function<boost::asio::awaitable<bool>(bot::AlertsReceived)>;

  AlertWebhook(values::Secret secret, TakeIn take_in) : secret_(std::move(secret)), take_in_(std::move(take_in)) {}

  /// What a call is answered with whose body nobody needs to read: a stranger's, or one that is none of Alertmanager's.
  /// None for any that is not for `kPath`.
  std::optional<net::Response> refuse(const net::Request& head);

  boost::asio::awaitable<net::Response> answer(const net::Request& request);

 private:
  bool knows_the_secret(const net::Request& head) const;
  void log_stranger();

  values::Secret secret_;
  TakeIn take_in_;
  std::optional<std::chrono::steady_clock::time_point> logged_at_;
  std::size_t not_logged_ = 0;
};

}  // namespace app
