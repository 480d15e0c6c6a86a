#pragma once
// Serves the metrics of a registry to Prometheus, on a port of their own.
//
//   boost::asio::io_context io;
//   net::MetricsExposer exposer(io.get_executor(), registry);
//   exposer.listen("127.0.0.1", 8000).value();
//   io.run();
//
// A program that has pages of its own asks `metrics_response` for one of them instead:
//
//   if (request.path() == "/metrics") co_return net::metrics_response(registry, request);
//
// `metrics_response` is thread-safe. An exposer is used from its executor only; reading and writing the metrics happens
// there too, so a program whose loop must not wait a few milliseconds for a large registry gives the exposer a loop and
// a thread of its own.

#include <cstdint>
#include <string>

#include <boost/asio/any_io_executor.hpp>

#include "metrics/exposition.hpp"
#include "metrics/registry.hpp"
#include "net/http_message.hpp"
#include "net/http_server.hpp"
#include "values/result.hpp"

namespace net {

/// The exposition that `request` asks for by its Accept and Accept-Encoding fields. Method and path are not looked at.
Response metrics_response(const metrics::Registry& registry, const Request& request,
                          const metrics::ExpositionOptions& options = {});

struct MetricsExposerOptions {
  std::string path = "/metrics";
  metrics::ExpositionOptions exposition = {};
  /// Bounds that suit scrapers, who are few and send no body.
  HttpServerOptions server = {.max_connections = 32, .max_body_bytes = 0};
};

class MetricsExposer {
 public:
  /// `registry` must outlive the exposer. GET and HEAD of the path are answered with the metrics, other methods with
  /// 405, other paths with 404.
  MetricsExposer(const boost::asio::any_io_executor& executor, const metrics::Registry& registry,
                 const MetricsExposerOptions& options = {});

  /// As HttpServer::listen: a numeric address; port 0 takes any free one.
  values::Result<std::uint16_t> listen(const std::string& address, std::uint16_t port);

  /// Stops accepting; scrapes that are being answered are finished first.
  void stop();

 private:
  HttpServer server_;
};

}  // namespace net
