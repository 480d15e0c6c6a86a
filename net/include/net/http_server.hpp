#pragma once
// An asynchronous HTTP/1.1 server: bounded in connections, sizes and time, so that no client can hold it up.
//
//   net::HttpServer server(executor, [](const net::Request& request) -> boost::asio::awaitable<net::Response> {
//     co_return net::Response{.status = 200, .body = "hello " + std::string(request.path())};
//   });
//   values::Result<std::uint16_t> port = server.listen("127.0.0.1", 8000);
//
// Use it from the executor it was given only. Handlers run there too; one that throws is answered with 500.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "net/http_message.hpp"
#include "values/result.hpp"

namespace net {

struct HttpServerOptions {
  std::size_t max_connections = 256;                  ///< Further ones are accepted and closed at once.
  std::size_t max_header_bytes = 8U << 10U;           ///< More is answered with 431.
  std::size_t max_body_bytes = 1U << 20U;             ///< More is answered with 413.
  std::chrono::milliseconds request_timeout{10'000};  ///< From the first byte of a request to its last.
  std::chrono::milliseconds idle_timeout{75'000};     ///< Between requests on one connection.
  std::chrono::milliseconds write_timeout{30'000};
};

class HttpServer {
 public:
  using Handler = std::function<boost::asio::awaitable<Response>(const Request&)>;

  HttpServer(const boost::asio::any_io_executor& executor, Handler handler, HttpServerOptions options = {});
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Begins to accept on a numeric address; port 0 takes any free one. Returns the port, or one line that says what is
  /// wrong and what to do ("port 8000 on 127.0.0.1 is in use: …").
  values::Result<std::uint16_t> listen(const std::string& address, std::uint16_t port);

  /// Stops accepting and closes idle connections; requests being answered are finished first.
  void stop();

 private:
  class Listener;
  std::shared_ptr<Listener> listener_;
};

}  // namespace net
