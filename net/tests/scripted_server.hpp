#pragma once
// A server that speaks, or misspeaks, HTTP exactly as a test tells it to.
//
//   ScriptedServer server(io, [](Peer& peer) -> boost::asio::awaitable<void> {
//     while (co_await peer.read_head()) co_await peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
//   });

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include "net/url.hpp"

namespace net::testing {

/// The server's end of one connection.
class Peer {
 public:
  Peer(boost::asio::ip::tcp::socket socket, int number) : socket_(std::move(socket)), number_(number) {}

  int number() const { return number_; }  ///< 1 for the first connection the server accepted.

  /// The next request's head, or nothing once the client has left.
  boost::asio::awaitable<std::optional<std::string>> read_head();
  boost::asio::awaitable<std::string> read_exactly(std::size_t bytes);
  boost::asio::awaitable<void> send(std::string_view bytes);
  void close() { socket_.close(); }

  boost::asio::awaitable<bool> handshake(boost::asio::ssl::context& tls);
  bool resumed_session();

 private:
  boost::asio::ip::tcp::socket socket_;
  std::optional<boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>> tls_;
  std::string received_;
  int number_;
};

class ScriptedServer {
 public:
  using Script = std::function<boost::asio::awaitable<void>(Peer&)>;

  /// `tls` is null for plain HTTP, and must outlive the server otherwise.
  ScriptedServer(boost::asio::io_context& io, Script script, boost::asio::ssl::context* tls = nullptr);
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  Url url(std::string host = "127.0.0.1") const;
  int accepted() const { return static_cast<int>(state_->peers.size()); }

 private:
  struct State {
    boost::asio::ip::tcp::acceptor acceptor;
    Script script;
    boost::asio::ssl::context* tls;
    std::vector<std::unique_ptr<Peer>> peers;
  };
  static boost::asio::awaitable<void> accept(std::shared_ptr<State> state);
  static boost::asio::awaitable<void> serve(std::shared_ptr<State> state, Peer& peer);

  std::shared_ptr<State> state_;
};

/// Answers every request with `answer`.
ScriptedServer::Script always(std::string answer);

std::string ok_with(std::string_view body);

}  // namespace net::testing
