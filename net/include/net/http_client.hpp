#pragma once
// An asynchronous HTTP/1.1 client for one server. Connections are kept open and reused, TLS is verified against the
// system's certificates, and nothing waits for ever.
//
//   net::HttpClient client(executor, net::parse_url("https://api.telegram.org").value());
//   net::HttpResult answer = co_await client.send({.method = "POST", .target = "/bot…/getMe"});
//   if (!answer) log(answer.error().message);
//
// Use it from the executor it was given only (one thread, or a strand), which must outlive it. Destroying it ends the
// requests in flight as `cancelled`. An open connection keeps the executor at work: close() before its run() can
// return.

#include <chrono>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "net/http_message.hpp"
#include "net/url.hpp"
#include "values/result.hpp"

namespace net {

enum class HttpFailure {
  resolve,       ///< The host's name has no address.
  connect,       ///< Nobody accepts connections there.
  tls,           ///< The certificate is not trusted, or the handshake failed.
  timeout,       ///< No complete answer within the deadline.
  disconnected,  ///< The connection ended before a complete answer.
  malformed,     ///< What came back is not HTTP; or the request is not (a line break in a header field).
  too_large,     ///< The answer exceeds `max_response_bytes`.
  cancelled,     ///< The client is being closed.
};

/// "connect", "timeout", …: a label value for metrics.
std::string_view to_string(HttpFailure failure);

/// `message` names the server and what went wrong; it never holds the request's target, for that may hold a token.
struct HttpError {
  HttpFailure failure;
  std::string message;
};

/// Called by HttpResult::value() where there is none.
[[noreturn]] inline void throw_exception_from_error(const HttpError& error, const boost::source_location&) {
  throw std::runtime_error(error.message);
}

using HttpResult = values::Result<Response, HttpError>;

struct HttpClientOptions {
  std::size_t max_connections = 32;                   ///< Further requests wait for a free one, in order.
  std::chrono::milliseconds connect_timeout{10'000};  ///< Resolving, connecting and TLS handshake together.
  std::chrono::milliseconds idle_timeout{50'000};     ///< A connection unused for so long is closed, not reused.
  std::size_t max_response_bytes = 16U << 20U;
  bool verify_tls = true;
  /// PEM; empty: the system's. Every certificate in it is trusted, a server's own as well as an authority's.
  std::string trusted_certificates_file;
  std::string trusted_certificates;  ///< PEM, the text itself: trusted instead of any file's or the system's.
  std::string server_name;           ///< Whom the certificate must name, and TLS is asked for; empty: the URL's host.
  std::string user_agent = "coursebot";
};

class HttpClient {
 public:
  /// Throws std::runtime_error if the trusted certificates can't be read.
  HttpClient(boost::asio::any_io_executor executor, Url server, HttpClientOptions options = {});
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// Sends `request` (its target is appended to the server's path) and returns the whole answer. `timeout` bounds
  /// everything: waiting for a connection, connecting, sending, and receiving. A request that fails on a reused
  /// connection before a byte of the answer arrived, because the server had closed it, is sent once more on a new one.
  boost::asio::awaitable<HttpResult> send(Request request,
                                          std::chrono::milliseconds timeout = std::chrono::seconds{30});

  /// Closes all connections; requests in flight end as `cancelled`, and so does every later one.
  void close();

 private:
  class State;
  std::shared_ptr<State> state_;
};

}  // namespace net
