#include "net/health_check.hpp"

#include <chrono>
#include <exception>
#include <optional>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "net/http_client.hpp"

namespace net {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

// A container's health check is repeated: a program that needs longer counts as unhealthy once.
constexpr std::chrono::seconds kTimeout{3};
constexpr std::size_t kMaxAnswerBytes = 64U << 10U;
constexpr int kOk = 200;

asio::awaitable<void> ask(HttpClient& client, std::optional<HttpResult>& answer) {
  Request request{.method = "GET", .target = "/health"};
  answer = co_await client.send(std::move(request), kTimeout);
  client.close();
}

HttpResult answer_of(const Url& server) {
  asio::io_context io;
  const HttpClientOptions options{.connect_timeout = kTimeout, .max_response_bytes = kMaxAnswerBytes};
  HttpClient client(io.get_executor(), server, options);
  std::optional<HttpResult> answer;
  asio::co_spawn(io, ask(client, answer), [](const std::exception_ptr& failure) {
    if (failure) std::rethrow_exception(failure);
  });
  io.run();
  return answer.value();
}

}  // namespace

Url own_server(const std::string& listen_address, std::uint16_t port) {
  auto address = asio::ip::make_address(listen_address);
  if (address.is_unspecified()) {
    address = address.is_v4() ? asio::ip::address(asio::ip::address_v4::loopback())
                              : asio::ip::address(asio::ip::address_v6::loopback());
  }
  return {.tls = false, .host = address.to_string(), .port = port, .path = ""};
}

values::Result<Health> ask_for_health(const Url& server, const HealthNames& names) {
  const HttpResult answer = answer_of(server);
  if (!answer) return values::Error{"the " + names.program + " does not answer: " + answer.error().message};

  json::error_code not_json;
  const json::value health = json::parse(answer->body, not_json);
  if (not_json || !health.is_object()) {
    return values::Error{"http://" + server.authority() + "/health answers " + std::to_string(answer->status) +
                         " and nothing of the " + names.program + "'s: does another program listen on " +
                         names.port_setting + "?"};
  }
  return Health{.is_healthy = answer->status == kOk, .answer = json::serialize(health)};
}

}  // namespace net
