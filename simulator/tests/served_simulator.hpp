#pragma once
// The simulator over HTTP, as a bot and a test see it, on the test's own thread.

#include <functional>
#include <future>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "net/http_client.hpp"
#include "simulator/server.hpp"

namespace simulator {

inline const std::string kToken = "7:" + std::string(35, 'a');

struct Answer {
  int status = 0;
  boost::json::value body;
};

class ServedSimulator : public testing::Test {
 protected:
  void start(ServerOptions options = {}) {
    server.emplace(context.get_executor(), clock, std::move(options));
    const values::Result<std::uint16_t> listening = server->listen();
    ASSERT_TRUE(listening) << listening.error().message;
    port = *listening;
    client.emplace(context.get_executor(), net::Url{.host = "127.0.0.1", .port = port});
  }

  void TearDown() override {
    client->close();
    server->stop();
    context.restart();
    context.run();  // ends only if the server has left nothing behind
  }

  std::future<net::HttpResult> send(net::Request request) {
    return boost::asio::co_spawn(context, client->send(std::move(request)), boost::asio::use_future);
  }

  net::Response finish(std::future<net::HttpResult> sent) {
    context.restart();
    while (sent.wait_for(std::chrono::seconds{0}) != std::future_status::ready) context.run_one();
    return sent.get().value();
  }

  Answer parsed(std::future<net::HttpResult> sent) {
    const net::Response response = finish(std::move(sent));
    return {response.status, boost::json::parse(response.body)};
  }

  static net::Request post(std::string target, const boost::json::object& body) {
    return {.method = "POST",
            .target = std::move(target),
            .headers = {{"Content-Type", "application/json"}},
            .body = boost::json::serialize(body)};
  }

  Answer call(std::string_view method, const boost::json::object& body = {}) {
    return parsed(send(post("/bot" + kToken + "/" + std::string(method), body)));
  }

  Answer control(std::string_view what, const boost::json::object& body = {}) {
    return parsed(send(post("/control/" + std::string(what), body)));
  }

  Answer get(std::string target) { return parsed(send({.method = "GET", .target = std::move(target)})); }

  /// Handles events until `done` says so.
  void run_until(const std::function<bool()>& done) {
    context.restart();
    while (!done()) context.run_one();
  }

  void wait_for_the_poll() {
    const auto has_begun = [this] {
      const Answer record = get("/control/record");
      const boost::json::array& bots = record.body.at("bots").as_array();
      return !bots.empty() && bots.front().at("calls").as_object().contains("getupdates");
    };
    while (!has_begun()) continue;
  }

  values::SystemClock clock;
  boost::asio::io_context context{1};
  std::optional<Server> server;
  std::uint16_t port = 0;
  std::optional<net::HttpClient> client;
};

}  // namespace simulator
