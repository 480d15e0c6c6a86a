#pragma once
// Passes the page's questions on to Prometheus, and Prometheus's answers back as they are, large ones compressed.
//
//   viewer::PrometheusProxy proxy(client, {.url = settings.prometheus_url, .authorization = authorization});
//   co_return co_await proxy.answer(request);
//
// Nothing of the page's request but the checked question reaches Prometheus, no header above all. How many answers are
// under way at a time, and how large one may be, is the client's affair. Used from the client's executor only.

#include <chrono>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "net/http_client.hpp"
#include "net/http_message.hpp"
#include "prometheus_request.hpp"
#include "values/secret.hpp"

namespace viewer {

struct PrometheusProxyOptions {
  std::string url;               ///< For messages.
  values::Secret authorization;  ///< The value of the header that Prometheus is sent; empty: none.
  /// A little more than Prometheus is given, so that it can say so itself.
  std::chrono::milliseconds timeout = std::chrono::seconds{kPrometheusTimeoutSeconds + 1};
};

class PrometheusProxy {
 public:
  /// `client` must outlive the proxy.
  PrometheusProxy(net::HttpClient& client, PrometheusProxyOptions options);

  /// Prometheus's own answer, or an error in its form: 400, 404 or 422 for a question that is not passed on, 422 for an
  /// answer that is too large, 502 where no Prometheus answers, 504 when it takes more than 20 s.
  boost::asio::awaitable<net::Response> answer(const net::Request& request);

 private:
  net::Response describe(const net::HttpError& error);
  net::Response judge(net::Response answer);
  void note(bool is_there);

  net::HttpClient& client_;
  PrometheusProxyOptions options_;
  bool is_there_ = true;
};

}  // namespace viewer
