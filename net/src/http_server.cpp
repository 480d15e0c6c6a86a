#include "net/http_server.hpp"

#include <unordered_set>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "server_tls.hpp"
#include "session.hpp"

namespace net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// What to do about a port that can't be opened.
std::string describe_listen_failure(const tcp::endpoint& endpoint, const boost::system::error_code& error) {
  const std::string port = std::to_string(endpoint.port());
  const std::string address = endpoint.address().to_string();
  if (error == asio::error::address_in_use) {
    return "port " + port + " on " + address + " is in use: stop the program that holds it, or choose another port";
  }
  if (error == asio::error::access_denied) {
    return "port " + port + " on " + address + " needs root's permission: choose a port from 1024 to 65535";
  }
  if (error == boost::system::errc::address_not_available) {
    return address + " is not an address of this machine: use 127.0.0.1 (this machine only) or 0.0.0.0 (every network)";
  }
  return "can't listen on port " + port + " of " + address + ": " + error.message();
}

}  // namespace

std::string_view to_string(Refusal refusal) {
  switch (refusal) {
    case Refusal::too_slow:
      return "too_slow";
    case Refusal::head_too_large:
      return "head_too_large";
    case Refusal::body_too_large:
      return "body_too_large";
    case Refusal::not_http:
      return "not_http";
    case Refusal::gave_way:
      return "gave_way";
    case Refusal::tls:
      return "tls";
  }
  return "unknown";
}

class HttpServer::Listener : public std::enable_shared_from_this<Listener> {
 public:
  Listener(const asio::any_io_executor& executor, Handler handler, HttpServerOptions options)
      : acceptor_(executor),
        pause_(executor),
        service_(std::make_shared<Service>(Service{std::move(handler), std::move(options)})) {}

  values::Result<std::uint16_t> listen(const std::string& address, std::uint16_t port);
  void stop();
  void close();

 private:
  boost::system::error_code open(const tcp::endpoint& endpoint);
  asio::awaitable<void> accept();
  bool has_room();
  void serve(tcp::socket socket);

  tcp::acceptor acceptor_;
  asio::steady_timer pause_;
  std::shared_ptr<const Service> service_;
  std::optional<ServerTls> tls_;
  std::unordered_set<std::shared_ptr<Session>> sessions_;
};

values::Result<std::uint16_t> HttpServer::Listener::listen(const std::string& address, std::uint16_t port) {
  if (acceptor_.is_open()) return values::Error{"the server is listening already: one HttpServer takes one port"};
  boost::system::error_code error;
  const auto numeric = asio::ip::make_address(address, error);
  if (error) {
    return values::Error{"'" + address + "' is not a numeric address: write one such as 127.0.0.1, 0.0.0.0 or ::1"};
  }
  const HttpServerOptions& options = service_->options;
  if (options.certificate) {
    auto tls = ServerTls::load(*options.certificate, options.on_certificate_change);
    if (!tls) return std::move(tls).error();
    tls_ = *std::move(tls);
  }
  const tcp::endpoint endpoint(numeric, port);
  error = open(endpoint);
  if (error) {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    return values::Error{describe_listen_failure(endpoint, error)};
  }
  co_spawn(
      acceptor_.get_executor(), [self = shared_from_this()] { return self->accept(); },
      [self = shared_from_this()](const std::exception_ptr& broken) {
        if (broken) std::rethrow_exception(broken);
      });
  return acceptor_.local_endpoint().port();
}

boost::system::error_code HttpServer::Listener::open(const tcp::endpoint& endpoint) {
  boost::system::error_code error;
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  return error;
}

asio::awaitable<void> HttpServer::Listener::accept() {
  // Out of file descriptors, for one, every attempt fails at once until some connection ends.
  constexpr std::chrono::milliseconds kPauseAfterFailure{100};
  constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);
  while (acceptor_.is_open()) {
    auto [error, socket] = co_await acceptor_.async_accept(kAsTuple);
    if (!acceptor_.is_open()) break;
    if (!error && has_room()) serve(std::move(socket));
    if (error) {
      pause_.expires_after(kPauseAfterFailure);
      co_await pause_.async_wait(kAsTuple);
    }
  }
}

/// Makes room where it can: a stranger who holds connections open must not keep others out.
bool HttpServer::Listener::has_room() {
  if (sessions_.size() < service_->options.max_connections) return true;
  if (service_->options.on_refused) service_->options.on_refused(Refusal::gave_way);
  std::shared_ptr<Session> first_to_go;
  for (const auto& session : sessions_) {
    if (!session->may_give_way()) continue;
    if (!first_to_go || session->gives_way_before(*first_to_go)) first_to_go = session;
  }
  if (!first_to_go) return false;
  first_to_go->close();
  sessions_.erase(first_to_go);
  return true;
}

void HttpServer::Listener::serve(tcp::socket socket) {
  asio::ssl::context* const tls = tls_ ? &tls_->context() : nullptr;
  const auto session = *sessions_.insert(std::make_shared<Session>(std::move(socket), service_, tls)).first;
  // A session that fails (out of memory) ends alone.
  co_spawn(
      acceptor_.get_executor(), [session] { return session->run(); },
      [self = shared_from_this(), session](const std::exception_ptr&) { self->sessions_.erase(session); });
}

void HttpServer::Listener::stop() {
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  pause_.cancel();
  for (const auto& session : sessions_) session->finish();
}

void HttpServer::Listener::close() {
  stop();
  for (const auto& session : sessions_) session->close();
}

HttpServer::HttpServer(const asio::any_io_executor& executor, Handler handler, HttpServerOptions options)
    : listener_(std::make_shared<Listener>(executor, std::move(handler), std::move(options))) {}

HttpServer::~HttpServer() {
  listener_->close();
}

values::Result<std::uint16_t> HttpServer::listen(const std::string& address, std::uint16_t port) {
  return listener_->listen(address, port);
}

void HttpServer::stop() {
  listener_->stop();
}

}  // namespace net
