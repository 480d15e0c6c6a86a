#include "net/http_server.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http_server_fixture.hpp"
#include "net/http_client.hpp"

namespace net::testing {
namespace {

using asio::ip::tcp;
using namespace std::chrono_literals;
using namespace std::string_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST_F(HttpServerTest, AnswersARequest) {
  start();
  EXPECT_EQ(talk("POST /a?b HTTP/1.1\r\nContent-Length: 4\r\n" + std::string(kClose) + "body"),
            "HTTP/1.1 200 OK\r\nX-Method: POST\r\nContent-Length: 9\r\nConnection: close\r\n\r\n/a?b|body");
}

TEST_F(HttpServerTest, AgreesWithTheClient) {
  HttpClient client(io.get_executor(), {.host = "127.0.0.1", .port = start()});
  Request request{.method = "PUT", .target = "/x", .body = std::string(100'000, 'y')};
  const HttpResult answer = run(io, client.send(request));
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->headers.get("X-Method"), "PUT");
  EXPECT_EQ(answer->body, "/x|" + request.body);
}

TEST_F(HttpServerTest, PassesOnTheHandlersStatus) {
  start();
  const std::string answer = talk("GET /missing HTTP/1.1\r\n" + std::string(kClose));
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 404 Not Found\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\nno such page\n"));
}

TEST_F(HttpServerTest, HidesWhatTheHandlerThrew) {
  start();
  const std::string answer = talk("GET /throw HTTP/1.1\r\n" + std::string(kClose));
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 500 "));
  EXPECT_THAT(answer, Not(HasSubstr("secret")));
}

TEST_F(HttpServerTest, SendsNoHeaderThatWouldSplitTheResponse) {
  start();
  const std::string answer = talk("GET /split HTTP/1.1\r\n" + std::string(kClose));
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 500 "));
  EXPECT_THAT(answer, Not(HasSubstr("Set-Cookie")));
}

TEST_F(HttpServerTest, BreaksOffWhereAHandlerSaysSo) {
  start();
  const std::string request = " HTTP/1.1\r\n" + std::string(kClose);
  EXPECT_EQ(talk("GET /half" + request), "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\n" +
                                             std::string(31, 'x') + "[Connection reset by peer]");
  EXPECT_EQ(talk("GET /reset" + request), "[Connection reset by peer]");
}

TEST_F(HttpServerTest, AnswersHeadWithoutTheBody) {
  start();
  EXPECT_EQ(talk("HEAD /a HTTP/1.1\r\n" + std::string(kClose)),
            "HTTP/1.1 200 OK\r\nX-Method: HEAD\r\nContent-Length: 3\r\nConnection: close\r\n\r\n");
}

TEST_F(HttpServerTest, AnswersPipelinedRequestsInOrder) {
  start();
  const std::string answers = talk(
      "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\nGET /3 HTTP/1.1\r\n" + std::string(kClose));
  const auto first = answers.find("/1|");
  const auto second = answers.find("/2|");
  const auto third = answers.find("/3|");
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
  EXPECT_NE(third, std::string::npos);
}

TEST_F(HttpServerTest, ClosesAfterHttp10UnlessAskedNotTo) {
  start({.idle_timeout = 50ms});
  EXPECT_THAT(talk("GET /a HTTP/1.0\r\n\r\n"), HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(talk("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"), HasSubstr("Connection: keep-alive\r\n"));
}

TEST_F(HttpServerTest, ReadsChunkedBodies) {
  start();
  EXPECT_THAT(talk("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + std::string(kClose) +
                   "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"),
              EndsWith("/a|hello world"));
}

TEST_F(HttpServerTest, InvitesABodyThatWaitsForIt) {
  start();
  const auto conversation = [&]() -> asio::awaitable<std::string> {
    tcp::socket socket = co_await connect();
    const std::string head = "POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n" + std::string(kClose);
    co_await asio::async_write(socket, asio::buffer(head), kAsTuple);
    std::string invitation;
    auto buffer = asio::dynamic_buffer(invitation);
    co_await asio::async_read_until(socket, buffer, "\r\n\r\n", kAsTuple);
    co_await asio::async_write(socket, asio::buffer("body", 4), kAsTuple);
    std::string rest = co_await read_all(socket);
    co_return invitation + rest;
  };
  const std::string answer = run(io, conversation());
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, EndsWith("/a|body"));
}

TEST_F(HttpServerTest, RefusesWhatIsNotHttp) {
  start();
  for (const std::string& garbage :
       {"\x16\x03\x01 client hello\r\n\r\n"s, "GET\r\n\r\n"s, "GET / HTTP/2.0\r\n\r\n"s,
        "GET / HTTP/1.1\r\nHost\r\n\r\n"s, "GET / HTTP/1.1\r\n\r\n"s, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"s,
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"s,
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"s}) {
    EXPECT_THAT(talk(garbage), StartsWith("HTTP/1.1 400 Bad Request\r\n")) << garbage;
  }
}

TEST_F(HttpServerTest, RefusesAHeaderThatIsTooLarge) {
  start({.max_header_bytes = 1000});
  EXPECT_THAT(talk("GET / HTTP/1.1\r\nX: " + std::string(100'000, 'x')), StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(talk("GET /" + std::string(2000, 'x') + " HTTP/1.1\r\n" + std::string(kClose)),
              StartsWith("HTTP/1.1 431 "));
}

TEST_F(HttpServerTest, RefusesABodyThatIsTooLarge) {
  start({.max_body_bytes = 10});
  const std::string head = "POST / HTTP/1.1\r\n" + std::string(kClose.substr(0, kClose.size() - 2));
  EXPECT_THAT(talk(head + "Content-Length: 10\r\n\r\n0123456789"), StartsWith("HTTP/1.1 200 "));
  EXPECT_THAT(talk(head + "Content-Length: 11\r\n\r\n" + std::string(11, 'x')), StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(talk(head + "Content-Length: 1000000\r\n\r\n" + std::string(1'000'000, 'x')),
              StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(talk(head + "Transfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n8\r\n12345678\r\n0\r\n\r\n"),
              StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(talk(head + "Transfer-Encoding: chunked\r\n\r\n5;" + std::string(100'000, 'x')),
              StartsWith("HTTP/1.1 413 "));
}

TEST_F(HttpServerTest, CutsOffASlowClient) {
  start({.request_timeout = 50ms});
  EXPECT_THAT(talk("GET / HTTP/1.1\r\nX"), StartsWith("HTTP/1.1 408 Request Timeout\r\n"));
  EXPECT_THAT(talk("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf"), StartsWith("HTTP/1.1 408 "));
}

TEST_F(HttpServerTest, ClosesAnIdleConnectionWithoutAWord) {
  start({.idle_timeout = 50ms});
  EXPECT_EQ(talk(""), "");
}

TEST_F(HttpServerTest, CutsOffAClientThatDoesNotRead) {
  constexpr std::size_t kMoreThanAnySocketBuffer = 64U << 20U;
  bool is_answered = false;
  start({.write_timeout = 50ms}, [&](const Request&) -> asio::awaitable<Response> {
    is_answered = true;
    co_return Response{.body = std::string(kMoreThanAnySocketBuffer, 'x')};
  });
  tcp::socket socket(io);
  const auto ask = [&]() -> asio::awaitable<std::size_t> {
    socket = co_await connect();
    const std::string request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    co_return co_await asio::async_write(socket, asio::buffer(request), asio::use_awaitable);
  };
  run(io, ask());
  run_until(io, [&] { return is_answered; });
  server->stop();
  io.run();  // returns once the session has ended
  EXPECT_LT(run(io, read_all(socket)).size(), kMoreThanAnySocketBuffer);
}

TEST_F(HttpServerTest, StopFinishesTheRequestBeingAnswered) {
  asio::steady_timer finish(io, asio::steady_timer::time_point::max());
  bool is_answering = false;
  start({}, [&](const Request&) -> asio::awaitable<Response> {
    is_answering = true;
    co_await finish.async_wait(kAsTuple);
    co_return Response{.body = "finished"};
  });
  std::string answer;
  std::string idle_answer = "not closed yet";
  co_spawn(io, converse("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
           [&](const std::exception_ptr&, std::string received) { answer = std::move(received); });
  co_spawn(io, converse(""),
           [&](const std::exception_ptr&, std::string received) { idle_answer = std::move(received); });
  run_until(io, [&] { return is_answering; });

  server->stop();
  run_until(io, [&] { return idle_answer.empty(); });
  EXPECT_EQ(answer, "");
  finish.cancel();
  run_until(io, [&] { return !answer.empty(); });
  EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(answer, EndsWith("finished"));
  io.run();  // returns, for a stopped server leaves nothing behind
}

TEST_F(HttpServerTest, MayBeDestroyedWhileAnswering) {
  asio::steady_timer finish(io, asio::steady_timer::time_point::max());
  bool is_answering = false;
  start({}, [&](const Request&) -> asio::awaitable<Response> {
    is_answering = true;
    co_await finish.async_wait(kAsTuple);
    co_return Response{};
  });
  bool client_done = false;
  co_spawn(io, converse("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
           [&](const std::exception_ptr&, const std::string&) { client_done = true; });
  run_until(io, [&] { return is_answering; });
  server.reset();
  finish.cancel();
  run_until(io, [&] { return client_done; });
}

TEST_F(HttpServerTest, SaysThatAPortIsInUse) {
  start();
  HttpServer second(io.get_executor(), echo);
  EXPECT_EQ(second.listen("127.0.0.1", port).error().message,
            "port " + std::to_string(port) +
                " on 127.0.0.1 is in use: stop the program that holds it, or choose another port");
  EXPECT_TRUE(second.listen("127.0.0.1", 0)) << "a failed attempt spoils nothing";
}

TEST_F(HttpServerTest, SaysWhatIsWrongWithAnAddress) {
  HttpServer another(io.get_executor(), echo);
  EXPECT_THAT(another.listen("localhost", 0).error().message, HasSubstr("'localhost' is not a numeric address"));
  EXPECT_THAT(another.listen("192.0.2.1", 0).error().message, HasSubstr("192.0.2.1 is not an address of this machine"));
}

}  // namespace
}  // namespace net::testing
