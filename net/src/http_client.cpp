#include "net/http_client.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "connection_pool.hpp"
#include "message_writer.hpp"
#include "tls_context.hpp"

namespace net {

std::string_view to_string(HttpFailure failure) {
  constexpr std::array<std::string_view, 8> kNames = {"resolve",      "connect",   "tls",       "timeout",
                                                      "disconnected", "malformed", "too_large", "cancelled"};
  return kNames.at(static_cast<std::size_t>(failure));
}

/// Shared with the requests in flight, which may end after the client is gone.
class HttpClient::State {
 public:
  State(boost::asio::any_io_executor executor, Url server, HttpClientOptions options);

  static boost::asio::awaitable<HttpResult> send(std::shared_ptr<State> self, Request request,
                                                 std::chrono::milliseconds timeout);
  void close() { pool_.close(); }

 private:
  HttpError error(HttpFailure failure, std::string_view reason) const;
  /// A deadline or close() shows as some failure of the step that it ended.
  HttpError error(const Connection& connection, const StepFailure& step) const;
  HttpError closed() const { return error(HttpFailure::cancelled, "the client is closed"); }
  HttpError timed_out() const { return error(HttpFailure::timeout, "no complete answer in time"); }

  Url server_;
  HttpClientOptions options_;
  RequestDefaults defaults_;
  std::unique_ptr<TlsContext> tls_;
  ConnectionPool pool_;
};

HttpClient::State::State(boost::asio::any_io_executor executor, Url server, HttpClientOptions options)
    : server_(std::move(server)),
      options_(std::move(options)),
      defaults_{.path = server_.path, .host = server_.authority(), .user_agent = options_.user_agent},
      pool_(std::move(executor), options_.max_connections, options_.idle_timeout) {
  if (server_.tls) {
    const TrustedCertificates trusted{.file = options_.trusted_certificates_file,
                                      .text = options_.trusted_certificates};
    const std::string& name = options_.server_name.empty() ? server_.host : options_.server_name;
    tls_ = std::make_unique<TlsContext>(name, trusted, options_.verify_tls);
  }
}

HttpError HttpClient::State::error(HttpFailure failure, std::string_view reason) const {
  std::string message = server_.tls ? "https://" : "http://";
  return {failure, message.append(defaults_.host).append(": ").append(reason)};
}

HttpError HttpClient::State::error(const Connection& connection, const StepFailure& step) const {
  if (pool_.is_closed()) return closed();
  return connection.timed_out() ? timed_out() : error(step.failure, step.reason);
}

boost::asio::awaitable<HttpResult> HttpClient::State::send(std::shared_ptr<State> self, Request request,
                                                           std::chrono::milliseconds timeout) {
  const Clock::time_point deadline = deadline_after(timeout);
  const auto wire = write_request(request, self->defaults_);
  if (!wire) co_return self->error(HttpFailure::malformed, wire.error().message);
  const Connection::Expectation expected{.body = request.method != "HEAD",
                                         .max_body_bytes = self->options_.max_response_bytes};

  ConnectionPool::Lease connection = self->pool_.try_acquire();
  if (!connection) connection = co_await self->pool_.acquire(deadline);
  if (!connection) co_return self->pool_.is_closed() ? self->closed() : self->timed_out();

  for (bool reuse = connection->is_reusable();; reuse = false) {
    if (!reuse) {
      const auto connect_by = std::min(deadline, deadline_after(self->options_.connect_timeout));
      const auto failure = co_await connection->open(self->server_, self->tls_.get(), connect_by);
      if (failure) co_return self->error(*connection, *failure);
    }
    connection->close_at(deadline);
    Response answer;
    const auto failure = co_await connection->exchange(*wire, expected, answer);
    if (!failure) {
      connection.give_back();
      co_return answer;
    }
    if (!reuse || !connection->was_stale()) co_return self->error(*connection, *failure);
  }
}

HttpClient::HttpClient(boost::asio::any_io_executor executor, Url server, HttpClientOptions options)
    : state_(std::make_shared<State>(std::move(executor), std::move(server), std::move(options))) {}

HttpClient::~HttpClient() {
  close();
}

boost::asio::awaitable<HttpResult> HttpClient::send(Request request, std::chrono::milliseconds timeout) {
  return State::send(state_, std::move(request), timeout);
}

void HttpClient::close() {
  state_->close();
}

}  // namespace net
