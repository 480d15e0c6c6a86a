#include "net/metrics_exposer.hpp"

#include <utility>

#include <boost/asio/awaitable.hpp>

namespace net {
namespace {

Response plain(int status, std::string text) {
  return {.status = status, .headers = {{"Content-Type", "text/plain; charset=utf-8"}}, .body = std::move(text) + "\n"};
}

Response answer(const metrics::Registry& registry, const MetricsExposerOptions& options, const Request& request) {
  if (request.path() != options.path) return plain(404, "there is only " + options.path);
  if (request.method != "GET" && request.method != "HEAD") {
    Response refused = plain(405, "only GET and HEAD are answered here");
    refused.headers.set("Allow", "GET, HEAD");
    return refused;
  }
  return metrics_response(registry, request, options.exposition);
}

HttpServer::Handler handler_for(const metrics::Registry& registry, MetricsExposerOptions options) {
  return [&registry, options = std::move(options)](const Request& request) -> boost::asio::awaitable<Response> {
    co_return answer(registry, options, request);
  };
}

}  // namespace

Response metrics_response(const metrics::Registry& registry, const Request& request,
                          const metrics::ExpositionOptions& options) {
  metrics::Exposition page = metrics::expose(registry, {.accept = request.headers.get("Accept"),
                                                        .accept_encoding = request.headers.get("Accept-Encoding"),
                                                        .options = options});
  // A cache between here and the scraper must not give one scraper what another one asked for.
  Response response{.headers = {{"Content-Type", std::move(page.content_type)}, {"Vary", "Accept, Accept-Encoding"}},
                    .body = std::move(page.body)};
  if (!page.content_encoding.empty()) response.headers.set("Content-Encoding", std::move(page.content_encoding));
  return response;
}

MetricsExposer::MetricsExposer(const boost::asio::any_io_executor& executor, const metrics::Registry& registry,
                               const MetricsExposerOptions& options)
    : server_(executor, handler_for(registry, options), options.server) {}

values::Result<std::uint16_t> MetricsExposer::listen(const std::string& address, std::uint16_t port) {
  return server_.listen(address, port);
}

void MetricsExposer::stop() {
  server_.stop();
}

}  // namespace net
