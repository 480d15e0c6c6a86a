#pragma once
// What answers on PROMETHEUS_PORT: /metrics, /health and /ready, and /alerts to Alertmanager.
//
//   net::HttpServer server(executor, app::Endpoints(registry, [&] { return status(); }, alert_webhook));
//
// Called on the server's executor only.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "alert_webhook.hpp"
#include "metrics/registry.hpp"
#include "net/http_message.hpp"

namespace app {

/// How the bot is doing.
struct Status {
  std::int64_t bots_active = 0;
  std::int64_t users_online = 0;
  std::optional<std::string> problem;  ///< One line while the store or the update source is down.
  bool updates_flow = false;           ///< Telegram has answered since the start.
};

class Endpoints {
 public:
  /// `alerts` must outlive it.
  Endpoints(const metrics::Registry& registry, std::function<Status()> status, AlertWebhook& alerts);

  boost::asio::awaitable<net::Response> operator()(const net::Request& request) const;

  /// Of every path but that of alerts.
  net::Response answer(const net::Request& request) const;

 private:
  net::Response health() const;
  net::Response ready() const;

  const metrics::Registry& registry_;
  std::function<Status()> status_;
  AlertWebhook& alerts_;
};

}  // namespace app
