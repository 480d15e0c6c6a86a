#include "net/http_client.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "event_loop.hpp"
#include "scripted_server.hpp"

namespace net::testing {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class HttpClientTest : public ::testing::Test {
 protected:
  HttpResult get(HttpClient& client, std::string target = "/", std::chrono::milliseconds timeout = 10s) {
    Request request;
    request.target = std::move(target);
    return run(io, client.send(std::move(request), timeout));
  }

  /// What one client makes of `answer`.
  HttpResult answer_to_get(std::string answer, HttpClientOptions options = {}) {
    const ScriptedServer server(io, [answer = std::move(answer)](Peer& peer) -> asio::awaitable<void> {
      if (co_await peer.read_head()) co_await peer.send(answer);
    });
    HttpClient client(io.get_executor(), server.url(), std::move(options));
    return get(client);
  }

  /// Begins a request; its result appears in the returned place.
  std::shared_ptr<std::optional<HttpResult>> begin(HttpClient& client, std::string target,
                                                   std::chrono::milliseconds timeout = 10s) {
    auto result = std::make_shared<std::optional<HttpResult>>();
    Request request;
    request.target = std::move(target);
    co_spawn(io, client.send(std::move(request), timeout),
             [result](const std::exception_ptr&, HttpResult outcome) { *result = std::move(outcome); });
    return result;
  }

  asio::io_context io;
};

TEST_F(HttpClientTest, ReturnsStatusHeadersAndBody) {
  const HttpResult answer = answer_to_get(
      "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nSet-Cookie: a\r\nSet-Cookie: b\r\nContent-Length: 5\r\n"
      "\r\nnope!");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 404);
  EXPECT_EQ(answer->headers.get("content-TYPE"), "text/plain");
  EXPECT_EQ(answer->body, "nope!");
  EXPECT_EQ(std::ranges::count(answer->headers, "Set-Cookie", [](const auto& field) { return field.first; }), 2);
}

TEST_F(HttpClientTest, SendsExactlyTheRequest) {
  std::string head;
  std::string body;
  const ScriptedServer server(io, [&](Peer& peer) -> asio::awaitable<void> {
    head = (co_await peer.read_head()).value_or("");
    body = co_await peer.read_exactly(6);
    co_await peer.send(ok_with(""));
  });
  Url url = server.url();
  url.path = "/base";
  HttpClient client(io.get_executor(), url, {.user_agent = "tester"});
  Request request{.method = "POST", .target = "/path?x=1", .headers = {{"X-Mark", "7"}}, .body = "hello\n"};
  ASSERT_TRUE(run(io, client.send(std::move(request))));
  EXPECT_EQ(head, "POST /base/path?x=1 HTTP/1.1\r\nHost: " + url.authority() +
                      "\r\nUser-Agent: tester\r\nX-Mark: 7\r\nContent-Length: 6\r\n\r\n");
  EXPECT_EQ(body, "hello\n");
}

TEST_F(HttpClientTest, MovesBodiesLargerThanAnySocketBuffer) {
  const std::string large(8U << 20U, 'x');
  std::string received;
  const ScriptedServer server(io, [&](Peer& peer) -> asio::awaitable<void> {
    co_await peer.read_head();
    received = co_await peer.read_exactly(large.size());
    co_await peer.send(ok_with(large));
  });
  HttpClient client(io.get_executor(), server.url());
  Request request{.method = "POST", .body = large};
  const HttpResult answer = run(io, client.send(std::move(request)));
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_TRUE(received == large);
  EXPECT_TRUE(answer->body == large);
}

TEST_F(HttpClientTest, ReusesItsConnection) {
  const ScriptedServer server(io, always(ok_with("hi")));
  HttpClient client(io.get_executor(), server.url());
  for (int i = 0; i < 3; ++i) EXPECT_EQ(get(client).value().body, "hi");
  EXPECT_EQ(server.accepted(), 1);
}

TEST_F(HttpClientTest, OpensANewConnectionAfterConnectionClose) {
  const ScriptedServer server(io, always("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
  HttpClient client(io.get_executor(), server.url());
  EXPECT_TRUE(get(client));
  EXPECT_TRUE(get(client));
  EXPECT_EQ(server.accepted(), 2);
}

TEST_F(HttpClientTest, DoesNotReuseAConnectionThatSaidTooMuch) {
  const ScriptedServer server(io, always(ok_with("hi") + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"));
  HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(get(client).value().body, "hi");
  EXPECT_EQ(get(client).value().body, "hi");
  EXPECT_EQ(server.accepted(), 2);
}

TEST_F(HttpClientTest, OpensNoMoreConnectionsThanAllowed) {
  const ScriptedServer server(io, always(ok_with("")));
  HttpClient client(io.get_executor(), server.url(), {.max_connections = 2});
  std::vector<std::shared_ptr<std::optional<HttpResult>>> results;
  for (int i = 0; i < 20; ++i) results.push_back(begin(client, "/"));
  for (const auto& result : results) {
    run_until(io, [&] { return result->has_value(); });
    EXPECT_TRUE(result->value());
  }
  EXPECT_EQ(server.accepted(), 2);
}

TEST_F(HttpClientTest, RequestsWaitInOrder) {
  std::vector<std::string> lines;
  const ScriptedServer server(io, [&](Peer& peer) -> asio::awaitable<void> {
    while (const auto head = co_await peer.read_head()) {
      lines.push_back(head->substr(0, head->find(" HTTP")));
      co_await peer.send(ok_with(""));
    }
  });
  HttpClient client(io.get_executor(), server.url(), {.max_connections = 1});
  begin(client, "/1");
  begin(client, "/2");
  begin(client, "/3");
  const auto last = begin(client, "/4");
  run_until(io, [&] { return last->has_value(); });
  EXPECT_THAT(lines, ElementsAre("GET /1", "GET /2", "GET /3", "GET /4"));
}

TEST_F(HttpClientTest, AWaitingRequestGetsTheSlotOfAFailedOne) {
  const ScriptedServer server(io, [&](Peer& peer) -> asio::awaitable<void> {
    co_await peer.read_head();
    const std::string answer = peer.number() == 1 ? "garbage\r\n\r\n" : ok_with("second");
    co_await peer.send(answer);
  });
  HttpClient client(io.get_executor(), server.url(), {.max_connections = 1});
  const auto first = begin(client, "/");
  const auto second = begin(client, "/");
  run_until(io, [&] { return second->has_value(); });
  EXPECT_EQ(first->value().error().failure, HttpFailure::malformed);
  EXPECT_EQ(second->value().value().body, "second");
}

TEST_F(HttpClientTest, RetriesOnceWhenTheServerHadClosedTheConnection) {
  const ScriptedServer server(io, [](Peer& peer) -> asio::awaitable<void> {
    co_await peer.read_head();
    co_await peer.send(ok_with(std::to_string(peer.number())));
  });
  HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(get(client).value().body, "1");
  EXPECT_EQ(get(client).value().body, "2");
}

TEST_F(HttpClientTest, DoesNotRetryOnceTheAnswerHasBegun) {
  const ScriptedServer server(io, [](Peer& peer) -> asio::awaitable<void> {
    co_await peer.read_head();
    co_await peer.send(ok_with("whole"));
    co_await peer.read_head();
    co_await peer.send("HTTP/1.1 200");
  });
  HttpClient client(io.get_executor(), server.url());
  EXPECT_TRUE(get(client));
  EXPECT_EQ(get(client).error().failure, HttpFailure::disconnected);
  EXPECT_EQ(server.accepted(), 1);
}

TEST_F(HttpClientTest, DoesNotRetryOnANewConnection) {
  const ScriptedServer server(io, [](Peer& peer) -> asio::awaitable<void> { co_await peer.read_head(); });
  HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(get(client).error().failure, HttpFailure::disconnected);
  EXPECT_EQ(server.accepted(), 1);
}

TEST_F(HttpClientTest, ClosesAConnectionNotUsedForLong) {
  bool client_left = false;
  const ScriptedServer server(io, [&](Peer& peer) -> asio::awaitable<void> {
    while (co_await peer.read_head()) co_await peer.send(ok_with(""));
    client_left = true;
  });
  HttpClient client(io.get_executor(), server.url(), {.idle_timeout = 20ms});
  ASSERT_TRUE(get(client));
  run_until(io, [&] { return client_left; });
  EXPECT_TRUE(get(client));
  EXPECT_EQ(server.accepted(), 2);
}

TEST_F(HttpClientTest, ReadsChunks) {
  const HttpResult answer = answer_to_get(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;name=value\r\nhello\r\n6\r\n world\r\n0\r\n"
      "X-Trailer: late\r\n\r\n");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "hello world");
  EXPECT_EQ(answer->headers.get("X-Trailer"), "");
}

TEST_F(HttpClientTest, ReadsABodyThatEndsWithTheConnection) {
  EXPECT_EQ(answer_to_get("HTTP/1.1 200 OK\r\n\r\nuntil the end").value().body, "until the end");
}

TEST_F(HttpClientTest, SkipsInterimAnswers) {
  EXPECT_EQ(answer_to_get("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + ok_with("final"))
                .value()
                .body,
            "final");
}

TEST_F(HttpClientTest, ExpectsNoBodyAfterHeadAndNoContent) {
  const ScriptedServer server(io, [](Peer& peer) -> asio::awaitable<void> {
    co_await peer.read_head();
    co_await peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
    co_await peer.read_head();
    co_await peer.send("HTTP/1.1 204 No Content\r\n\r\n");
    co_await peer.read_head();
    co_await peer.send(ok_with("body"));
  });
  HttpClient client(io.get_executor(), server.url());
  Request head{.method = "HEAD"};
  EXPECT_EQ(run(io, client.send(std::move(head))).value().headers.get("Content-Length"), "1000");
  EXPECT_EQ(get(client).value().status, 204);
  EXPECT_EQ(get(client).value().body, "body");
  EXPECT_EQ(server.accepted(), 1);
}

TEST_F(HttpClientTest, TimesOutOnASilentServer) {
  const ScriptedServer server(io, [](Peer& peer) -> asio::awaitable<void> {
    while (co_await peer.read_head()) continue;
  });
  HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(get(client, "/", 50ms).error().failure, HttpFailure::timeout);
}

TEST_F(HttpClientTest, TimesOutOnAServerThatDripsForEver) {
  const ScriptedServer server(io, [](Peer& peer) -> asio::awaitable<void> {
    co_await peer.read_head();
    co_await peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ndrop");
    co_await peer.read_head();
  });
  HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(get(client, "/", 50ms).error().failure, HttpFailure::timeout);
}

TEST_F(HttpClientTest, TimesOutWaitingForAConnection) {
  const ScriptedServer server(io, [](Peer& peer) -> asio::awaitable<void> {
    while (co_await peer.read_head()) continue;
  });
  HttpClient client(io.get_executor(), server.url(), {.max_connections = 1});
  const auto first = begin(client, "/");
  EXPECT_EQ(get(client, "/", 50ms).error().failure, HttpFailure::timeout);
  EXPECT_FALSE(first->has_value());
}

TEST_F(HttpClientTest, ALongTimeoutDoesNotOverflow) {
  const ScriptedServer server(io, always(ok_with("")));
  HttpClient client(io.get_executor(), server.url());
  EXPECT_TRUE(get(client, "/", std::chrono::milliseconds::max()));
}

TEST_F(HttpClientTest, RefusesWhatIsNotHttp) {
  EXPECT_EQ(answer_to_get("SSH-2.0-OpenSSH_9.2\r\n\r\n").error().failure, HttpFailure::malformed);
  EXPECT_EQ(answer_to_get("HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n").error().failure, HttpFailure::malformed);
  EXPECT_EQ(answer_to_get("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab").error().failure,
            HttpFailure::malformed);
  EXPECT_EQ(answer_to_get("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n").error().failure,
            HttpFailure::malformed);
}

TEST_F(HttpClientTest, RefusesWhatIsTooLarge) {
  const HttpClientOptions small{.max_response_bytes = 10};
  const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_TRUE(answer_to_get(ok_with("ten bytes."), small));
  EXPECT_EQ(answer_to_get(ok_with("eleven byte"), small).error().failure, HttpFailure::too_large);
  EXPECT_EQ(answer_to_get(chunked + "8\r\n12345678\r\n8\r\n12345678\r\n0\r\n\r\n", small).error().failure,
            HttpFailure::too_large);
  EXPECT_EQ(answer_to_get("HTTP/1.1 200 OK\r\n\r\nuntil the end", small).error().failure, HttpFailure::too_large);
  EXPECT_EQ(answer_to_get("HTTP/1.1 200 OK\r\nX: " + std::string(1U << 20U, 'x')).error().failure,
            HttpFailure::too_large);
  EXPECT_EQ(answer_to_get(chunked + "5;" + std::string(1U << 20U, 'x')).error().failure, HttpFailure::too_large);
}

TEST_F(HttpClientTest, HalfAnAnswerIsADisconnection) {
  EXPECT_EQ(answer_to_get("HTTP/1.1 200 OK\r\nContent-Le").error().failure, HttpFailure::disconnected);
  EXPECT_EQ(answer_to_get("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf").error().failure,
            HttpFailure::disconnected);
  EXPECT_EQ(answer_to_get("HTTP/1.1 100 Continue\r\n\r\n").error().failure, HttpFailure::disconnected);
}

TEST_F(HttpClientTest, SaysThatNobodyListens) {
  std::optional<ScriptedServer> server(std::in_place, io, always(""));
  const Url url = server->url();
  server.reset();
  io.poll();
  HttpClient client(io.get_executor(), url);
  const HttpError error = get(client).error();
  EXPECT_EQ(error.failure, HttpFailure::connect);
  EXPECT_THAT(error.message, HasSubstr("http://" + url.authority() + ": can't connect: Connection refused"));
}

TEST_F(HttpClientTest, SaysThatAHostIsUnknown) {
  HttpClient client(io.get_executor(), {.host = "no-such-host.invalid", .port = 80});
  const HttpError error = get(client).error();
  EXPECT_EQ(error.failure, HttpFailure::resolve);
  EXPECT_THAT(error.message, HasSubstr("no-such-host.invalid"));
}

TEST_F(HttpClientTest, ErrorsKeepTheTargetSecret) {
  const ScriptedServer server(io, always("garbage\r\n\r\n"));
  HttpClient client(io.get_executor(), server.url());
  EXPECT_THAT(get(client, "/bot123:SECRET/getMe").error().message, Not(HasSubstr("SECRET")));
  EXPECT_THAT(get(client, "/bot123:SECRET/get\r\nMe").error().message, Not(HasSubstr("SECRET")));
}

TEST_F(HttpClientTest, SendsNothingThatWouldBreakTheRequestApart) {
  const ScriptedServer server(io, always(ok_with("")));
  HttpClient client(io.get_executor(), server.url());
  EXPECT_EQ(get(client, "/ HTTP/1.1\r\nX: y").error().failure, HttpFailure::malformed);
  EXPECT_EQ(get(client, "no-slash").error().failure, HttpFailure::malformed);
  for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
           {"X", "a\r\nY: b"}, {"X", std::string("a\0b", 3)}, {"X Y", "a"}, {"X:", "a"}, {"", "a"}}) {
    Request request;
    request.headers.set(name, value);
    EXPECT_EQ(run(io, client.send(std::move(request))).error().failure, HttpFailure::malformed) << name << value;
  }
  EXPECT_EQ(server.accepted(), 0);
}

TEST_F(HttpClientTest, CloseCancelsWhatIsInFlightAndWhatComesLater) {
  const ScriptedServer server(io, [](Peer& peer) -> asio::awaitable<void> {
    while (co_await peer.read_head()) continue;
  });
  HttpClient client(io.get_executor(), server.url(), {.max_connections = 1});
  const auto sent = begin(client, "/");
  const auto waiting = begin(client, "/");
  run_until(io, [&] { return server.accepted() == 1; });
  client.close();
  run_until(io, [&] { return sent->has_value() && waiting->has_value(); });
  EXPECT_EQ(sent->value().error().failure, HttpFailure::cancelled);
  EXPECT_EQ(waiting->value().error().failure, HttpFailure::cancelled);
  EXPECT_EQ(get(client).error().failure, HttpFailure::cancelled);
}

TEST_F(HttpClientTest, CloseCancelsResolvingAndConnecting) {
  for (const std::string host : {"no-such-host.invalid", "127.0.0.1"}) {
    HttpClient client(io.get_executor(), {.host = host, .port = 9});
    const auto result = begin(client, "/");
    io.restart();
    io.run_one();
    client.close();
    run_until(io, [&] { return result->has_value(); });
    EXPECT_EQ(result->value().error().failure, HttpFailure::cancelled) << host;
  }
}

TEST_F(HttpClientTest, MayBeDestroyedWithRequestsInFlight) {
  const ScriptedServer server(io, [](Peer& peer) -> asio::awaitable<void> {
    while (co_await peer.read_head()) continue;
  });
  auto client = std::make_unique<HttpClient>(io.get_executor(), server.url(), HttpClientOptions{.max_connections = 1});
  const auto sent = begin(*client, "/");
  const auto waiting = begin(*client, "/");
  run_until(io, [&] { return server.accepted() == 1; });
  client.reset();
  run_until(io, [&] { return sent->has_value() && waiting->has_value(); });
  EXPECT_EQ(sent->value().error().failure, HttpFailure::cancelled);
  EXPECT_EQ(waiting->value().error().failure, HttpFailure::cancelled);
}

TEST_F(HttpClientTest, MayBeAbandonedTogetherWithItsExecutor) {
  auto loop = std::make_unique<asio::io_context>();
  const ScriptedServer server(io, always(ok_with("")));
  auto client =
      std::make_unique<HttpClient>(loop->get_executor(), server.url(), HttpClientOptions{.max_connections = 1});
  bool finished = false;
  for (int i = 0; i < 3; ++i) {
    co_spawn(*loop, client->send({}), [&](const std::exception_ptr&, const HttpResult&) { finished = true; });
  }
  loop->poll();
  client.reset();
  loop.reset();
  EXPECT_FALSE(finished);
}

}  // namespace
}  // namespace net::testing
