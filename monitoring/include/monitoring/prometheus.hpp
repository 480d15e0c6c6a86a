#pragma once
// A client of Prometheus's HTTP API (https://prometheus.io/docs/prometheus/latest/querying/api/), which only reads.
//
//   monitoring::Prometheus prometheus(http_client);
//   std::string expression = "sum(users_online)";
//   const auto answer = co_await prometheus.query_range(expression, {.start = now - 6h, .end = now, .step = 1min});
//   if (!answer) show(answer.error().message);
//   else for (const monitoring::Series& series : answer->series) draw(series.points);
//
// Use it from the executor of its HTTP client only; the client must outlive it. Every answer is bounded in size.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "monitoring/series.hpp"
#include "net/http_client.hpp"
#include "values/result.hpp"
#include "values/time.hpp"

namespace monitoring {

enum class PrometheusFailure {
  unavailable,     ///< Nobody answers there, or Prometheus is not ready, or wants other credentials.
  timeout,         ///< No answer in time.
  bad_expression,  ///< Prometheus can't evaluate the expression; the message holds its words.
  too_large,       ///< The answer exceeds the limits of PrometheusOptions.
  nonsense,        ///< What came is no answer of Prometheus's API.
};

/// "unavailable", "bad_expression", …
std::string_view to_string(PrometheusFailure failure);

/// `message` is one sentence for a person.
struct PrometheusError {
  PrometheusFailure failure;
  std::string message;
};

/// Called by Result::value() where there is none.
[[noreturn]] inline void throw_exception_from_error(const PrometheusError& error, const boost::source_location&) {
  throw std::runtime_error(error.message);
}

template <class T>
using PrometheusResult = values::Result<T, PrometheusError>;

enum class AnswerType { vector, matrix, scalar, string };

struct QueryAnswer {
  AnswerType type = AnswerType::vector;
  /// Of a vector or a scalar each has one point, or one histogram. A scalar is one series without labels.
  std::vector<Series> series;
  std::string text;                   ///< Of the type `string`.
  std::vector<std::string> warnings;  ///< And infos, as Prometheus words them.
};

struct Metadata {
  std::string type;  ///< "counter", "gauge", "histogram", "summary", "unknown", …
  std::string help;
  std::string unit;
};

/// Of points at start, start + step, …, the last not after `end`. Prometheus refuses more than 11,000.
struct QueryRange {
  values::Timestamp start;
  values::Timestamp end;
  std::chrono::milliseconds step;
};

struct PrometheusOptions {
  std::string authorization = {};  ///< The value of the header field `Authorization`; empty: none.
  std::chrono::milliseconds timeout{20'000};
  std::size_t max_answer_bytes = 16U << 20U;  ///< The HTTP client has a limit of its own.
  std::size_t max_series = 1'000;
  std::size_t max_names = 20'000;
};

class Prometheus {
 public:
  explicit Prometheus(net::HttpClient& client, PrometheusOptions options = {})
      : client_(&client), options_(std::move(options)) {}

  /// The value of `expression` at one moment.
  boost::asio::awaitable<PrometheusResult<QueryAnswer>> query(std::string expression, values::Timestamp at);

  /// Its values over a time range, always as a matrix.
  boost::asio::awaitable<PrometheusResult<QueryAnswer>> query_range(std::string expression, QueryRange range);

  /// What Prometheus's targets say of a metric; none if no target has it.
  boost::asio::awaitable<PrometheusResult<std::optional<Metadata>>> metadata(std::string metric);

  /// The names of all metrics, sorted. Those beyond `max_names` are left out.
  boost::asio::awaitable<PrometheusResult<std::vector<std::string>>> metric_names();

 private:
  boost::asio::awaitable<PrometheusResult<net::Response>> ask(net::Request request);

  net::HttpClient* client_;
  PrometheusOptions options_;
};

}  // namespace monitoring
