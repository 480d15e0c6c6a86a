#include "endpoints.hpp"

#include <utility>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "net/metrics_exposer.hpp"

namespace app {
namespace {

constexpr std::string_view kPlainText = "text/plain; charset=utf-8";

net::Response plain(int status, std::string text) {
  return {.status = status, .headers = {{"Content-Type", std::string(kPlainText)}}, .body = std::move(text) + "\n"};
}

net::Response json(int status, const boost::json::object& object) {
  return {.status = status,
          .headers = {{"Content-Type", "application/json"}},
          .body = boost::json::serialize(object) + "\n"};
}

}  // namespace

Endpoints::Endpoints(const metrics::Registry& registry, std::function<Status()> status, AlertWebhook& alerts)
    : registry_(registry), status_(std::move(status)), alerts_(alerts) {}

boost::asio::awaitable<net::Response> Endpoints::operator()(const net::Request& request) const {
  if (request.path() == AlertWebhook::kPath) co_return co_await alerts_.answer(request);
  co_return answer(request);
}

net::Response Endpoints::answer(const net::Request& request) const {
  if (request.method != "GET" && request.method != "HEAD") {
    net::Response refused = plain(405, "only GET and HEAD are answered here");
    refused.headers.set("Allow", "GET, HEAD");
    return refused;
  }
  if (request.path() == "/metrics") return net::metrics_response(registry_, request);
  if (request.path() == "/health") return health();
  if (request.path() == "/ready") return ready();
  return plain(404, "there are /metrics, /health and /ready");
}

net::Response Endpoints::health() const {
  const Status status = status_();
  boost::json::object answer{{"status", status.problem ? "unhealthy" : "healthy"},
                             {"bots_active", status.bots_active},
                             {"users_online", status.users_online}};
  if (status.problem) answer["reason"] = *status.problem;
  return json(status.problem ? 503 : 200, answer);
}

net::Response Endpoints::ready() const {
  const Status status = status_();
  if (status.problem) return plain(503, *status.problem);
  if (!status.updates_flow) return plain(503, "waiting for the first answer from Telegram");
  return plain(200, "ready");
}

}  // namespace app
