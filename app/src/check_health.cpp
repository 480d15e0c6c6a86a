#include "check_health.hpp"

#include <chrono>
#include <exception>
#include <iostream>
#include <optional>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "commands.hpp"
#include "net/http_client.hpp"
#include "startup.hpp"

namespace app {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

// A container's health check is repeated: a bot that needs longer counts as unhealthy once.
constexpr std::chrono::seconds kTimeout{3};
constexpr std::size_t kMaxAnswerBytes = 64U << 10U;
constexpr int kOk = 200;

asio::awaitable<void> ask(net::HttpClient& client, std::optional<net::HttpResult>& answer) {
  net::Request request{.method = "GET", .target = "/health"};
  answer = co_await client.send(std::move(request), kTimeout);
  client.close();
}

net::HttpResult ask_for_health(const net::Url& server) {
  asio::io_context io;
  const net::HttpClientOptions options{.connect_timeout = kTimeout, .max_response_bytes = kMaxAnswerBytes};
  net::HttpClient client(io.get_executor(), server, options);
  std::optional<net::HttpResult> answer;
  asio::co_spawn(io, ask(client, answer), [](const std::exception_ptr& failure) {
    if (failure) std::rethrow_exception(failure);
  });
  io.run();
  return answer.value();
}

}  // namespace

net::Url own_address(const Settings& settings) {
  auto address = asio::ip::make_address(settings.listen_address);
  if (address.is_unspecified()) {
    address = address.is_v4() ? asio::ip::address(asio::ip::address_v4::loopback())
                              : asio::ip::address(asio::ip::address_v6::loopback());
  }
  return {.tls = false, .host = address.to_string(), .port = settings.prometheus_port, .path = ""};
}

int check_health(const std::optional<std::string>& env_file) {
  const Settings settings = settings_or_throw(env_file);
  const net::Url server = own_address(settings);
  const net::HttpResult answer = ask_for_health(server);
  if (!answer) throw StartError("the bot does not answer: " + answer.error().message);

  json::error_code not_json;
  const json::value health = json::parse(answer->body, not_json);
  if (not_json || !health.is_object()) {
    throw StartError("http://" + server.authority() + "/health answers " + std::to_string(answer->status) +
                     " and nothing of the bot's: does another program listen on PROMETHEUS_PORT?");
  }
  std::cout << json::serialize(health) << "\n";
  return answer->status == kOk ? 0 : 1;
}

}  // namespace app
