// What the server does with those who are not welcome, and with more connections than it has places for.

#include <optional>
#include <string>
#include <vector>

#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <gmock/gmock.h>

#include "http_server_fixture.hpp"

namespace net::testing {
namespace {

using asio::ip::tcp;
using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::string kRequest = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

class HttpServerCrowdTest : public HttpServerTest {
 protected:
  HttpServerOptions counting(HttpServerOptions options) {
    options.on_refused = [this](Refusal refusal) { refusals.emplace_back(to_string(refusal)); };
    return options;
  }

  /// Asks on an open connection; empty if it was closed.
  std::string ask(tcp::socket& socket, const std::string& request = kRequest) {
    return run(io, exchange(socket, request));
  }

  static asio::awaitable<std::string> exchange(tcp::socket& socket, std::string request) {
    co_await asio::async_write(socket, asio::buffer(request), kAsTuple);
    std::string answer;
    auto buffer = asio::dynamic_buffer(answer);
    co_await asio::async_read_until(socket, buffer, "/|", kAsTuple);
    co_return answer;
  }

  std::vector<std::string> refusals;
};

TEST_F(HttpServerCrowdTest, TurnsAwayByTheHeadBeforeTheBodyIsSent) {
  start({.check_head = [](const Request& head) -> std::optional<Response> {
    if (head.headers.get("X-Secret") == "right") return std::nullopt;
    return Response{.status = 401, .body = "no\n"};
  }});
  const std::string body_to_come = "Content-Length: 1000000\r\nHost: x\r\n\r\n";
  const std::string refused = talk("POST / HTTP/1.1\r\nX-Secret: wrong\r\n" + body_to_come);
  EXPECT_THAT(refused, StartsWith("HTTP/1.1 401 Unauthorized\r\n"));
  EXPECT_THAT(refused, HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(talk("POST / HTTP/1.1\r\nExpect: 100-continue\r\n" + body_to_come), StartsWith("HTTP/1.1 401 "));
  EXPECT_THAT(talk("GET / HTTP/1.1\r\nX-Secret: right\r\n" + std::string(kClose)), StartsWith("HTTP/1.1 200 "));
}

TEST_F(HttpServerCrowdTest, TheCheckSeesEachRequestOfAConnection) {
  int seen = 0;
  start({.check_head = [&](const Request&) -> std::optional<Response> {
    if (++seen < 3) return std::nullopt;
    return Response{.status = 401};
  }});
  const std::string answers = talk(kRequest + kRequest + kRequest + kRequest);
  EXPECT_EQ(seen, 3);
  EXPECT_THAT(answers, HasSubstr("HTTP/1.1 401 "));
}

TEST_F(HttpServerCrowdTest, SaysWhyItRefused) {
  start(counting({.max_header_bytes = 1000, .max_body_bytes = 10, .request_timeout = 50ms}));
  const std::string head = "POST / HTTP/1.1\r\nHost: x\r\n";
  talk("GET / HTTP/1.1\r\nX");
  talk(head + "Content-Length: 9\r\n\r\nhalf");
  talk(head + "X: " + std::string(2000, 'x'));
  talk(head + "Content-Length: 11\r\n\r\n");
  talk("no request\r\n\r\n");
  EXPECT_THAT(refusals, ElementsAre("too_slow", "too_slow", "head_too_large", "body_too_large", "not_http"));
  talk("GET / HTTP/1.1\r\n" + std::string(kClose));
  EXPECT_EQ(refusals.size(), 5U) << "an answered request is no refusal";
}

TEST_F(HttpServerCrowdTest, TheConnectionThatWaitedLongestGivesWay) {
  start(counting({.max_connections = 2}));
  tcp::socket first = open();
  tcp::socket second = open("GET / HT");
  tcp::socket third = open();
  EXPECT_EQ(run(io, read_all(first)), "");
  EXPECT_THAT(ask(third), HasSubstr("200 OK"));
  EXPECT_THAT(ask(second, "TP/1.1\r\nHost: x\r\n\r\n"), HasSubstr("200 OK")) << "it was not the oldest";
  EXPECT_THAT(refusals, ElementsAre("gave_way"));
}

TEST_F(HttpServerCrowdTest, WhoHasBeenAnsweredGivesWayAfterAllStrangers) {
  start(counting({.max_connections = 3}));
  tcp::socket known = open();
  EXPECT_THAT(ask(known), HasSubstr("200 OK"));
  std::vector<tcp::socket> strangers;
  for (int i = 0; i < 50; ++i) strangers.push_back(open("G"));
  EXPECT_THAT(ask(known), HasSubstr("200 OK"));
  run_until(io, [&] { return refusals.size() == 48; });
}

TEST_F(HttpServerCrowdTest, NobodyWhoIsBeingAnsweredGivesWay) {
  asio::steady_timer finish(io, asio::steady_timer::time_point::max());
  bool is_answering = false;
  start(counting({.max_connections = 1}), [&](const Request&) -> asio::awaitable<Response> {
    is_answering = true;
    co_await finish.async_wait(kAsTuple);
    co_return Response{.body = "finished"};
  });
  std::string answer;
  co_spawn(io, converse("GET / HTTP/1.1\r\n" + std::string(kClose)),
           [&](const std::exception_ptr&, std::string received) { answer = std::move(received); });
  run_until(io, [&] { return is_answering; });
  EXPECT_EQ(talk(""), "") << "closed at once";
  EXPECT_THAT(answer, IsEmpty());
  finish.cancel();
  run_until(io, [&] { return !answer.empty(); });
  EXPECT_THAT(answer, EndsWith("finished"));
  EXPECT_THAT(refusals, ElementsAre("gave_way"));
}

TEST_F(HttpServerCrowdTest, ABodyOnItsWayDoesNotGiveWay) {
  start(counting({.max_connections = 1}));
  tcp::socket sending = open("POST / HTTP/1.1\r\nContent-Length: 4\r\nHost: x\r\n\r\nha");
  EXPECT_EQ(talk(""), "");
  EXPECT_THAT(ask(sending, "lf"), HasSubstr("200 OK"));
}

TEST_F(HttpServerCrowdTest, StopClosesWhoHasNotSentAHead) {
  start();
  tcp::socket half = open("GET / HT");
  while (io.poll() > 0) {
  }
  server->stop();
  EXPECT_EQ(run(io, read_all(half)), "");
  io.run();
}

}  // namespace
}  // namespace net::testing
