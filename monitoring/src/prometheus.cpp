#include "monitoring/prometheus.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "net/query_string.hpp"
#include "prometheus_answer.hpp"

namespace monitoring {
namespace {

namespace asio = boost::asio;

using Fields = std::vector<net::QueryParameter>;

std::string in_seconds(std::chrono::milliseconds duration) {
  char text[32];
  std::snprintf(text, sizeof text, "%s%lld.%03lld", duration.count() < 0 ? "-" : "",
                static_cast<long long>(std::abs(duration.count() / 1000)),
                static_cast<long long>(std::abs(duration.count() % 1000)));
  return text;
}

/// By POST, because an expression may be longer than the request lines that servers and proxies take.
net::Request form(std::string target, const Fields& fields) {
  return {.method = "POST",
          .target = std::move(target),
          .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
          .body = net::write_query(fields)};
}

PrometheusError not_answered(const net::HttpError& error) {
  switch (error.failure) {
    case net::HttpFailure::timeout:
      return {PrometheusFailure::timeout, "Prometheus did not answer in time: " + error.message};
    case net::HttpFailure::too_large:
      return {PrometheusFailure::too_large, "The answer of Prometheus is too large: ask for less."};
    case net::HttpFailure::malformed:
      return {PrometheusFailure::nonsense, "What came is no answer of Prometheus: " + error.message};
    default:
      return {PrometheusFailure::unavailable, "Prometheus can't be reached: " + error.message};
  }
}

}  // namespace

std::string_view to_string(PrometheusFailure failure) {
  switch (failure) {
    case PrometheusFailure::unavailable:
      return "unavailable";
    case PrometheusFailure::timeout:
      return "timeout";
    case PrometheusFailure::bad_expression:
      return "bad_expression";
    case PrometheusFailure::too_large:
      return "too_large";
    case PrometheusFailure::nonsense:
      return "nonsense";
  }
  return "";
}

asio::awaitable<PrometheusResult<net::Response>> Prometheus::ask(net::Request request) {
  if (!options_.authorization.empty()) request.headers.set("Authorization", options_.authorization);
  net::HttpResult answer = co_await client_->send(std::move(request), options_.timeout);
  if (!answer) co_return not_answered(answer.error());
  if (answer->body.size() > options_.max_answer_bytes) {
    co_return PrometheusError{PrometheusFailure::too_large, "The answer of Prometheus is too large: ask for less."};
  }
  co_return std::move(*answer);
}

asio::awaitable<PrometheusResult<QueryAnswer>> Prometheus::query(std::string expression, values::Timestamp at) {
  const Fields fields{{"query", std::move(expression)}, {"time", in_seconds(at.time_since_epoch())}};
  net::Request request = form("/api/v1/query", fields);
  const PrometheusResult<net::Response> answer = co_await ask(std::move(request));
  if (!answer) co_return answer.error();
  co_return read_query_answer(answer->status, answer->body, options_.max_series);
}

asio::awaitable<PrometheusResult<QueryAnswer>> Prometheus::query_range(std::string expression, QueryRange range) {
  const Fields fields{{"query", std::move(expression)},
                      {"start", in_seconds(range.start.time_since_epoch())},
                      {"end", in_seconds(range.end.time_since_epoch())},
                      {"step", in_seconds(range.step)}};
  net::Request request = form("/api/v1/query_range", fields);
  const PrometheusResult<net::Response> answer = co_await ask(std::move(request));
  if (!answer) co_return answer.error();
  PrometheusResult<QueryAnswer> read = read_query_answer(answer->status, answer->body, options_.max_series);
  if (read && read->type != AnswerType::matrix) {
    co_return PrometheusError{PrometheusFailure::nonsense,
                              "What came is no answer of Prometheus: it holds no values over time."};
  }
  co_return read;
}

asio::awaitable<PrometheusResult<std::optional<Metadata>>> Prometheus::metadata(std::string metric) {
  const Fields fields{{"metric", metric}};
  net::Request request{.target = "/api/v1/metadata?" + net::write_query(fields)};
  const PrometheusResult<net::Response> answer = co_await ask(std::move(request));
  if (!answer) co_return answer.error();
  co_return read_metadata(answer->status, answer->body, metric);
}

asio::awaitable<PrometheusResult<std::vector<std::string>>> Prometheus::metric_names() {
  net::Request request{.target = "/api/v1/label/__name__/values"};
  const PrometheusResult<net::Response> answer = co_await ask(std::move(request));
  if (!answer) co_return answer.error();
  co_return read_label_values(answer->status, answer->body, options_.max_names);
}

}  // namespace monitoring
