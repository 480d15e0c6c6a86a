#pragma once
// An asynchronous HTTP/1.1 server: bounded in connections, sizes and time, so that no client can hold it up.
//
//   net::HttpServer server(executor, [](const net::Request& request) -> boost::asio::awaitable<net::Response> {
//     co_return net::Response{.status = 200, .body = "hello " + std::string(request.path())};
//   });
//   values::Result<std::uint16_t> port = server.listen("127.0.0.1", 8000);
//
// Use it from the executor it was given only. Handlers and callbacks run there too; a handler that throws is answered
// with 500. With a certificate it speaks TLS (1.2 or newer) and nothing else.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "net/http_message.hpp"
#include "values/result.hpp"

namespace net {

/// Why the server itself turned somebody away, without asking the handler.
enum class Refusal {
  too_slow,        ///< A request or a handshake did not arrive in time.
  head_too_large,  ///< More than `max_header_bytes`.
  body_too_large,  ///< More than `max_body_bytes`.
  not_http,        ///< What came is not a request.
  gave_way,        ///< All places were taken: closed for a newer connection, or because nobody could give way to it.
  tls,             ///< The TLS handshake failed.
};

/// "too_slow", "head_too_large", …: a label value for metrics.
std::string_view to_string(Refusal refusal);

/// PEM files of a server's certificate, which its chain may follow, and of its private key, which has no password.
struct CertificateFiles {
  std::string certificate;
  std::string key;
  /// While connections are accepted, changed files are noticed after so long at most.
  std::chrono::milliseconds look_every{2'000};
};

struct HttpServerOptions {
  /// When so many are open, the one that has waited longest for a request, or for the rest of its head, is closed for a
  /// new one: first of those that never had a request answered. One whose request is being answered never is.
  std::size_t max_connections = 256;
  std::size_t max_header_bytes = 8U << 10U;           ///< More is answered with 431.
  std::size_t max_body_bytes = 1U << 20U;             ///< More is answered with 413.
  std::chrono::milliseconds request_timeout{10'000};  ///< From the first byte of a request to its last.
  std::chrono::milliseconds idle_timeout{75'000};     ///< Between requests on one connection.
  std::chrono::milliseconds write_timeout{30'000};
  std::optional<CertificateFiles> certificate = {};  ///< None: plain HTTP.

  /// Sees a request's head (its `body` is not to be looked at) before the body is read. What it returns is sent at
  /// once, and the connection closed: so a stranger's body costs nothing.
  std::function<std::optional<Response>(const Request& head)> check_head = {};
  std::function<void(Refusal)> on_refused = {};
  /// Called when the certificate's files have changed: with success if the new pair is in force, else with what is
  /// wrong with it; the pair before then stays in force.
  std::function<void(const values::Result<void>&)> on_certificate_change = {};
};

class HttpServer {
 public:
  using Handler = std::function<boost::asio::awaitable<Response>(const Request&)>;

  HttpServer(const boost::asio::any_io_executor& executor, Handler handler, HttpServerOptions options = {});
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Begins to accept on a numeric address; port 0 takes any free one. Returns the port, or one line that says what is
  /// wrong and what to do ("port 8000 on 127.0.0.1 is in use: …", "the certificate '…' can't be used: …").
  values::Result<std::uint16_t> listen(const std::string& address, std::uint16_t port);

  /// Stops accepting and closes connections on which no request's head has arrived; other requests are answered first.
  void stop();

 private:
  class Listener;
  std::shared_ptr<Listener> listener_;
};

}  // namespace net
