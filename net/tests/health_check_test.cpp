#include "net/health_check.hpp"

#include <thread>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/http_server.hpp"

namespace net {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string asked(const std::string& listen_address) {
  return own_server(listen_address, 8001).authority();
}

TEST(HealthCheck, AsksWhereTheProgramListens) {
  EXPECT_EQ(asked("127.0.0.1"), "127.0.0.1:8001");
  EXPECT_EQ(asked("192.0.2.7"), "192.0.2.7:8001");
  EXPECT_EQ(asked("::1"), "[::1]:8001");
}

TEST(HealthCheck, AsksOnTheLoopbackIfTheProgramListensEverywhere) {
  EXPECT_EQ(asked("0.0.0.0"), "127.0.0.1:8001");
  EXPECT_EQ(asked("::"), "[::1]:8001");
  EXPECT_EQ(asked("0:0:0:0:0:0:0:0"), "[::1]:8001");
}

/// What is made of a server's answer.
values::Result<Health> health_of(const Response& answer) {
  boost::asio::io_context io(1);
  HttpServer server(io.get_executor(), [&](const Request& request) -> boost::asio::awaitable<Response> {
    co_return request.target == "/health" ? answer : Response{.status = 404};
  });
  const Url url = own_server("127.0.0.1", server.listen("127.0.0.1", 0).value());
  std::thread serving([&] { io.run(); });
  auto health = ask_for_health(url, {.program = "bot", .port_setting = "BOT_PORT"});
  io.stop();
  serving.join();
  return health;
}

TEST(HealthCheck, TellsWhatTheProgramSays) {
  const auto healthy = health_of({.body = "{\"status\": \"healthy\"}\n"});
  EXPECT_TRUE(healthy.value().is_healthy);
  EXPECT_EQ(healthy.value().answer, R"({"status":"healthy"})");
  const auto unhealthy = health_of({.status = 503, .body = R"({"status":"unhealthy"})"});
  EXPECT_FALSE(unhealthy.value().is_healthy);
  EXPECT_EQ(unhealthy.value().answer, R"({"status":"unhealthy"})");
}

TEST(HealthCheck, TellsThatItIsAnotherProgram) {
  for (const char* body : {"", "<html>", "[]", "7"}) {
    EXPECT_THAT(health_of({.body = body}).error().message,
                AllOf(HasSubstr("nothing of the bot's"), HasSubstr("BOT_PORT?")));
  }
}

TEST(HealthCheck, TellsThatNobodyAnswers) {
  EXPECT_THAT(
      ask_for_health(own_server("127.0.0.1", 1), {.program = "bot", .port_setting = "BOT_PORT"}).error().message,
      HasSubstr("the bot does not answer: http://127.0.0.1:1: "));
}

}  // namespace
}  // namespace net
