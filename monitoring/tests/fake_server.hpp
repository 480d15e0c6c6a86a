#pragma once
// An HTTP server of a test's own on loopback, and the loop that runs it and its client.
//
//   FakeServer server({.body = R"({"status":"success"})"});
//   net::HttpClient client(server.executor(), server.url());
//   net::HttpResult answer = server.run(client.send({}));
//   server.requests.at(0).target;

#include <exception>
#include <optional>
#include <utility>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "net/http_client.hpp"
#include "net/http_server.hpp"

namespace monitoring {

class FakeServer {
 public:
  /// Answers every request in the same way.
  explicit FakeServer(net::Response answer)
      : FakeServer([answer](const net::Request&) -> boost::asio::awaitable<net::Response> { co_return answer; }) {}

  explicit FakeServer(net::HttpServer::Handler handler)
      : server_(context_.get_executor(),
                [this, handler = std::move(handler)](const net::Request& request) {
                  requests.push_back(request);
                  return handler(request);
                }),
        port_(server_.listen("127.0.0.1", 0).value()) {}

  boost::asio::any_io_executor executor() { return context_.get_executor(); }
  net::Url url() const { return {.host = "127.0.0.1", .port = port_, .path = {}}; }

  /// What comes of `task`, while the server answers.
  template <class T>
  T run(boost::asio::awaitable<T> task) {
    std::optional<T> result;
    context_.restart();
    boost::asio::co_spawn(context_, std::move(task), [&](const std::exception_ptr& failure, T value) {
      if (failure) std::rethrow_exception(failure);
      result.emplace(std::move(value));
      context_.stop();
    });
    context_.run();
    return std::move(result).value();
  }

  std::vector<net::Request> requests;

 private:
  boost::asio::io_context context_{1};
  net::HttpServer server_;
  std::uint16_t port_;
};

}  // namespace monitoring
