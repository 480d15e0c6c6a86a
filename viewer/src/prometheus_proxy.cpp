#include "prometheus_proxy.hpp"

#include <string_view>
#include <utility>

#include <spdlog/spdlog.h>

#include "answers.hpp"
#include "compression.hpp"
#include "prometheus_request.hpp"
#include "values/quote.hpp"

namespace viewer {
namespace {

/// All answers of Prometheus's API begin like this, whatever their status.
bool is_of_prometheus(const net::Response& answer) {
  return answer.headers.get("Content-Type").starts_with("application/json") &&
         answer.body.starts_with("{\"status\":\"");
}

}  // namespace

PrometheusProxy::PrometheusProxy(net::HttpClient& client, PrometheusProxyOptions options)
    : client_(client), options_(std::move(options)) {}

boost::asio::awaitable<net::Response> PrometheusProxy::answer(const net::Request& request) {
  auto target = check_prometheus_request(request.path(), request.query());
  if (!target) co_return prometheus_error(target.error().status, "bad_data", target.error().message);
  net::Request question{.target = *std::move(target), .headers = {{"Accept", "application/json"}}};
  if (!options_.authorization.empty()) question.headers.set("Authorization", options_.authorization.reveal());
  net::HttpResult answered = co_await client_.send(std::move(question), options_.timeout);
  if (!answered) co_return describe(answered.error());
  co_return compressed(judge(*std::move(answered)), request);
}

net::Response PrometheusProxy::describe(const net::HttpError& error) {
  switch (error.failure) {
    case net::HttpFailure::too_large:
      note(true);
      return prometheus_error(422, "bad_data",
                              "the answer is larger than 16 MB: a shorter range, a larger step or fewer series are "
                              "needed");
    case net::HttpFailure::timeout:
      return prometheus_error(504, "timeout", "Prometheus took more than 20 s");
    case net::HttpFailure::cancelled:
      return prometheus_error(503, "unavailable", "the viewer is being stopped");
    case net::HttpFailure::malformed:
      note(false);
      return prometheus_error(502, "unavailable",
                              "what answers at " + options_.url + " is not Prometheus: it doesn't speak HTTP");
    default:
      note(false);
      return prometheus_error(502, "unavailable", "Prometheus doesn't answer: " + error.message);
  }
}

net::Response PrometheusProxy::judge(net::Response answer) {
  const bool is_answer = is_of_prometheus(answer);
  note(is_answer);
  if (is_answer) {
    net::Response passed{
        .status = answer.status, .headers = {{"Content-Type", "application/json"}}, .body = std::move(answer.body)};
    return passed;
  }
  if (answer.status == 401 || answer.status == 403) {
    return prometheus_error(502, "unavailable",
                            "Prometheus wants a log-in: give the viewer one with --prometheus-http-config");
  }
  if (answer.status == 503) return prometheus_error(502, "unavailable", "Prometheus is not ready yet");
  return prometheus_error(502, "unavailable",
                          "what answers at " + options_.url + " is not Prometheus: it sent the status " +
                              std::to_string(answer.status) + " and the content type " +
                              values::quote(answer.headers.get("Content-Type")));
}

/// Says in the log when Prometheus goes and comes, not for every panel that notices.
void PrometheusProxy::note(bool is_there) {
  if (is_there == is_there_) return;
  is_there_ = is_there;
  if (is_there) {
    spdlog::info("Prometheus answers at {} again", options_.url);
  } else {
    spdlog::warn("no Prometheus answers at {}: panels say so until it does", options_.url);
  }
}

}  // namespace viewer
