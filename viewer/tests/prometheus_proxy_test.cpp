#include "prometheus_proxy.hpp"

#include <memory>
#include <vector>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "event_loop.hpp"
#include "net/http_server.hpp"

namespace viewer {
namespace {

namespace asio = boost::asio;
using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr std::size_t kLargest = 16U << 20U;
constexpr const char* kAnswer = R"({"status":"success","data":{"resultType":"vector","result":[]},"unknown":[1e999]})";

net::Response json(int status, std::string body) {
  return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = std::move(body)};
}

class Proxy : public ::testing::Test {
 protected:
  using Handler = std::function<asio::awaitable<net::Response>(const net::Request&)>;

  /// Has a Prometheus answer as `handler` says, on the port it had before.
  void serve(Handler handler) {
    server_ = std::make_unique<net::HttpServer>(io_.get_executor(), std::move(handler));
    port_ = server_->listen("127.0.0.1", port_).value();
  }
  void serve(net::Response answer) {
    serve([this, answer = std::move(answer)](const net::Request& request) -> asio::awaitable<net::Response> {
      requests_.push_back(request);
      co_return answer;
    });
  }
  PrometheusProxy& proxy(std::chrono::milliseconds timeout = std::chrono::seconds{20}) {
    if (!proxy_) {
      const net::Url url{.host = "127.0.0.1", .port = port_};
      client_ = std::make_unique<net::HttpClient>(io_.get_executor(), url,
                                                  net::HttpClientOptions{.max_response_bytes = kLargest});
      proxy_ = std::make_unique<PrometheusProxy>(
          *client_,
          PrometheusProxyOptions{
              .url = "http://prometheus:9090", .authorization = values::Secret{"Basic abc"}, .timeout = timeout});
    }
    return *proxy_;
  }
  net::Response ask(const std::string& target = "/api/v1/query?query=up", net::Headers headers = {}) {
    const net::Request request{.target = target, .headers = std::move(headers)};
    return testing::run(io_, proxy().answer(request));
  }
  void expect_error(int status, const std::string& type, const std::string& sentence) {
    const net::Response answer = ask();
    EXPECT_EQ(answer.status, status);
    EXPECT_EQ(answer.headers.get("Content-Type"), "application/json");
    const auto body = boost::json::parse(answer.body).as_object();
    EXPECT_EQ(body.at("status").as_string(), "error");
    EXPECT_EQ(body.at("errorType").as_string(), type);
    EXPECT_THAT(std::string(body.at("error").as_string()), HasSubstr(sentence));
  }

  asio::io_context io_{1};
  std::uint16_t port_ = 0;
  std::vector<net::Request> requests_;
  std::unique_ptr<net::HttpServer> server_;
  std::unique_ptr<net::HttpClient> client_;
  std::unique_ptr<PrometheusProxy> proxy_;
};

TEST_F(Proxy, PassesAnswersAsTheyAre) {
  serve(json(200, kAnswer));
  const net::Response answer = ask();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, kAnswer);
  EXPECT_EQ(answer.headers.get("Content-Type"), "application/json");
}

TEST_F(Proxy, PassesPrometheussErrorsAsTheyAre) {
  constexpr const char* kError = R"({"status":"error","errorType":"bad_data","error":"1:4: parse error"})";
  serve(json(400, kError));
  const net::Response answer = ask();
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.body, kError);
}

TEST_F(Proxy, OfTheBrowsersRequestOnlyTheQuestionIsPassedOn) {
  serve(json(200, kAnswer));
  ask("/api/v1/query?query=a%26b", {{"Authorization", "Basic secret"},
                                    {"Cookie", "secret"},
                                    {"X-Forwarded-For", "secret"},
                                    {"Accept-Encoding", "br"}});
  ASSERT_EQ(requests_.size(), 1U);
  EXPECT_EQ(requests_[0].method, "GET");
  EXPECT_EQ(requests_[0].target, "/api/v1/query?query=a%26b&timeout=20s");
  EXPECT_EQ(requests_[0].headers.get("Authorization"), "Basic abc");
  for (const auto& [name, value] : requests_[0].headers) EXPECT_EQ(value.find("secret"), std::string::npos) << name;
}

TEST_F(Proxy, OfPrometheussAnswerOnlyTheBodyIsPassedOn) {
  net::Response answer = json(200, kAnswer);
  answer.headers.set("Set-Cookie", "a=b");
  answer.headers.set("Content-Security-Policy", "default-src *");
  serve(answer);
  const net::Response passed = ask();
  EXPECT_EQ(passed.headers.get("Set-Cookie"), "");
  EXPECT_EQ(passed.headers.get("Content-Security-Policy"), "");
}

TEST_F(Proxy, WhatIsRefusedDoesNotReachPrometheus) {
  serve(json(200, kAnswer));
  EXPECT_EQ(ask("/api/v1/query").status, 400);
  EXPECT_EQ(ask("/api/v1/admin/tsdb/snapshot").status, 404);
  EXPECT_THAT(ask("/api/v1/query_range?query=up&start=0&end=86400&step=1").body,
              AllOf(HasSubstr(R"({"status":"error","errorType":"bad_data","error":")"), HasSubstr("86401 points")));
  EXPECT_TRUE(requests_.empty());
}

TEST_F(Proxy, SaysThatNobodyAnswersAndRecovers) {
  serve(json(200, kAnswer));
  EXPECT_EQ(ask().status, 200);
  server_.reset();
  expect_error(502, "unavailable", "Prometheus doesn't answer: http://127.0.0.1:");
  expect_error(502, "unavailable", "Prometheus doesn't answer");
  serve(json(200, kAnswer));
  EXPECT_EQ(ask().body, kAnswer);
}

TEST_F(Proxy, SaysThatPrometheusIsTooSlow) {
  asio::steady_timer never(io_, asio::steady_timer::time_point::max());
  serve([&](const net::Request&) -> asio::awaitable<net::Response> {
    co_await never.async_wait(asio::use_awaitable);
    co_return net::Response{};
  });
  proxy(std::chrono::milliseconds{20});
  expect_error(504, "timeout", "more than 20 s");
}

TEST_F(Proxy, AnAnswerThatBreaksOffIsNone) {
  for (const std::size_t bytes : {std::size_t{0}, std::size_t{20}, std::size_t{120}}) {
    net::Response answer = json(200, kAnswer);
    answer.break_off_after = bytes;
    serve(answer);
    expect_error(502, "unavailable", "Prometheus doesn't answer");
  }
}

TEST_F(Proxy, WhatIsNotPrometheusIsToldApart) {
  const auto html = [](int status, std::string body) {
    return net::Response{.status = status, .headers = {{"Content-Type", "text/html"}}, .body = std::move(body)};
  };
  serve(html(200, "<h1>It works!</h1>"));
  expect_error(502, "unavailable",
               "what answers at http://prometheus:9090 is not Prometheus: it sent the status 200 and "
               "the content type 'text/html'");
  serve(html(302, ""));
  expect_error(502, "unavailable", "is not Prometheus");
  serve(json(200, R"({"data":[]})"));
  expect_error(502, "unavailable", "is not Prometheus");
  serve(json(200, ""));
  expect_error(502, "unavailable", "is not Prometheus");
  serve(html(401, "Unauthorized"));
  expect_error(502, "unavailable", "--prometheus-http-config");
  serve(net::Response{.status = 503, .headers = {{"Content-Type", "text/plain"}}, .body = "Service Unavailable"});
  expect_error(502, "unavailable", "not ready yet");
}

TEST_F(Proxy, WhatDoesNotSpeakHttpIsToldApart) {
  asio::ip::tcp::acceptor acceptor(io_, {asio::ip::address_v4::loopback(), 0});
  port_ = acceptor.local_endpoint().port();
  asio::ip::tcp::socket peer(io_);
  acceptor.async_accept(peer, [&](const boost::system::error_code& failure) {
    if (!failure) asio::write(peer, asio::buffer(std::string_view("SSH-2.0-OpenSSH_9.2\r\n")));
  });
  expect_error(502, "unavailable", "doesn't speak HTTP");
}

TEST_F(Proxy, AnAnswerMayHaveSixteenMegabytes) {
  std::string body = R"({"status":"success","data":")";
  body.resize(kLargest - 2, 'x');
  body += "\"}";
  serve(json(200, body));
  EXPECT_EQ(ask().body.size(), kLargest);
  serve(json(200, body + " "));
  expect_error(422, "bad_data", "larger than 16 MB");
  serve(json(200, kAnswer));
  EXPECT_EQ(ask().status, 200);
}

TEST_F(Proxy, SaysThatTheViewerIsStopped) {
  serve(json(200, kAnswer));
  proxy();
  client_->close();
  expect_error(503, "unavailable", "stopped");
}

}  // namespace
}  // namespace viewer
