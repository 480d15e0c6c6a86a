#include "scripted_server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <openssl/ssl.h>

namespace net::testing {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);
constexpr std::string_view kHeadEnd = "\r\n\r\n";

}  // namespace

asio::awaitable<std::optional<std::string>> Peer::read_head() {
  auto buffer = asio::dynamic_buffer(received_);
  const auto [error, size] = tls_ ? co_await asio::async_read_until(*tls_, buffer, kHeadEnd, kAsTuple)
                                  : co_await asio::async_read_until(socket_, buffer, kHeadEnd, kAsTuple);
  if (error) co_return std::nullopt;
  std::string head = received_.substr(0, size);
  received_.erase(0, size);
  co_return head;
}

asio::awaitable<std::string> Peer::read_exactly(std::size_t bytes) {
  auto buffer = asio::dynamic_buffer(received_);
  if (received_.size() < bytes) {
    co_await asio::async_read(socket_, buffer, asio::transfer_exactly(bytes - received_.size()), kAsTuple);
  }
  std::string result = received_.substr(0, bytes);
  received_.erase(0, bytes);
  co_return result;
}

asio::awaitable<void> Peer::send(std::string_view bytes) {
  if (tls_) {
    co_await asio::async_write(*tls_, asio::buffer(bytes), kAsTuple);
  } else {
    co_await asio::async_write(socket_, asio::buffer(bytes), kAsTuple);
  }
}

asio::awaitable<bool> Peer::handshake(asio::ssl::context& tls) {
  tls_.emplace(socket_, tls);
  const auto [error] = co_await tls_->async_handshake(asio::ssl::stream_base::server, kAsTuple);
  co_return !error;
}

bool Peer::resumed_session() {
  return SSL_session_reused(tls_->native_handle()) == 1;
}

ScriptedServer::ScriptedServer(asio::io_context& io, Script script, asio::ssl::context* tls)
    : state_(std::make_shared<State>(
          State{tcp::acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)), std::move(script), tls, {}})) {
  co_spawn(io, accept(state_), asio::detached);
}

ScriptedServer::~ScriptedServer() {
  state_->acceptor.close();
}

Url ScriptedServer::url(std::string host) const {
  return {.tls = state_->tls != nullptr, .host = std::move(host), .port = state_->acceptor.local_endpoint().port()};
}

asio::awaitable<void> ScriptedServer::accept(std::shared_ptr<State> state) {
  for (;;) {
    auto [error, socket] = co_await state->acceptor.async_accept(kAsTuple);
    if (error) co_return;
    state->peers.push_back(std::make_unique<Peer>(std::move(socket), static_cast<int>(state->peers.size()) + 1));
    co_spawn(state->acceptor.get_executor(), serve(state, *state->peers.back()), asio::detached);
  }
}

asio::awaitable<void> ScriptedServer::serve(std::shared_ptr<State> state, Peer& peer) {
  const bool ready = state->tls == nullptr || co_await peer.handshake(*state->tls);
  if (ready) co_await state->script(peer);
  peer.close();
}

ScriptedServer::Script always(std::string answer) {
  return [answer = std::move(answer)](Peer& peer) -> asio::awaitable<void> {
    while (co_await peer.read_head()) co_await peer.send(answer);
  };
}

std::string ok_with(std::string_view body) {
  return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace net::testing
