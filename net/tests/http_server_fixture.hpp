#pragma once
// A server on a free port of loopback, and clients that speak to it byte by byte.

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

#include "event_loop.hpp"
#include "net/http_server.hpp"

namespace net::testing {

namespace asio = boost::asio;

inline constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);

/// Ends the head of a request that is the last of its connection.
inline constexpr std::string_view kClose = "Host: x\r\nConnection: close\r\n\r\n";

/// Answers with what it was asked.
inline asio::awaitable<Response> echo(const Request& request) {
  if (request.path() == "/missing") co_return Response{.status = 404, .body = "no such page\n"};
  if (request.path() == "/throw") throw std::runtime_error("the secret reason");
  if (request.path() == "/half") co_return Response{.body = std::string(100, 'x'), .break_off_after = 90};
  if (request.path() == "/reset") co_return Response{.break_off_after = 0};
  if (request.path() == "/split") co_return Response{.headers = {{"X", "a\r\nSet-Cookie: b"}}};
  co_return Response{.headers = {{"X-Method", request.method}}, .body = request.target + "|" + request.body};
}

class HttpServerTest : public ::testing::Test {
 protected:
  std::uint16_t start(HttpServerOptions options = {}, HttpServer::Handler handler = echo) {
    server = std::make_unique<HttpServer>(io.get_executor(), std::move(handler), std::move(options));
    port = server->listen("127.0.0.1", 0).value();
    return port;
  }

  /// Sends `bytes` and returns all that comes back until the server closes the connection.
  std::string talk(std::string bytes) { return run(io, converse(std::move(bytes))); }

  asio::awaitable<std::string> converse(std::string bytes) {
    asio::ip::tcp::socket socket = co_await connect();
    co_await asio::async_write(socket, asio::buffer(bytes), kAsTuple);
    co_return co_await read_all(socket);
  }

  asio::awaitable<asio::ip::tcp::socket> connect() {
    asio::ip::tcp::socket socket(io);
    co_await socket.async_connect({asio::ip::address_v4::loopback(), port}, asio::use_awaitable);
    co_return socket;
  }

  /// A connection on which `bytes` were sent.
  asio::ip::tcp::socket open(std::string_view bytes = "") { return std::move(*run(io, begin(bytes))); }

  asio::awaitable<std::unique_ptr<asio::ip::tcp::socket>> begin(std::string_view bytes) {
    auto socket = std::make_unique<asio::ip::tcp::socket>(co_await connect());
    co_await asio::async_write(*socket, asio::buffer(bytes), kAsTuple);
    co_return socket;
  }

  static asio::awaitable<std::string> read_all(asio::ip::tcp::socket& socket) {
    std::string received;
    auto buffer = asio::dynamic_buffer(received);
    const auto [error, size] = co_await asio::async_read(socket, buffer, kAsTuple);
    if (error != asio::error::eof) received += "[" + error.message() + "]";
    co_return received;
  }

  asio::io_context io;
  std::unique_ptr<HttpServer> server;
  std::uint16_t port = 0;
};

}  // namespace net::testing
