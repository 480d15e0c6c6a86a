#include "monitoring/prometheus.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fake_server.hpp"

namespace monitoring {
namespace {

namespace asio = boost::asio;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kEmptyMatrix = R"({"status":"success","data":{"resultType":"matrix","result":[]}})";
const values::Timestamp kNow(std::chrono::milliseconds(1'700'000'000'250));

PrometheusResult<QueryAnswer> query(FakeServer& server, const net::Url& url, PrometheusOptions options = {}) {
  net::HttpClient client(server.executor(), url);
  Prometheus prometheus(client, std::move(options));
  return server.run(prometheus.query("up", kNow));
}

PrometheusFailure failure_of(FakeServer& server, PrometheusOptions options = {}) {
  const auto answer = query(server, server.url(), std::move(options));
  EXPECT_FALSE(answer);
  return answer.error().failure;
}

TEST(Prometheus, AsksForAMoment) {
  FakeServer server(net::Response{
      .body = R"({"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[0,"7"]}]}})"});
  EXPECT_EQ(query(server, server.url()).value().series.at(0).points.at(0).value, 7);
  EXPECT_EQ(server.requests.at(0).method, "POST");
  EXPECT_EQ(server.requests.at(0).target, "/api/v1/query");
  EXPECT_EQ(server.requests.at(0).body, "query=up&time=1700000000.250");
}

TEST(Prometheus, AsksForARange) {
  FakeServer server(net::Response{.body = kEmptyMatrix});
  net::HttpClient client(server.executor(), server.url());
  Prometheus prometheus(client, {.authorization = "Basic abc"});
  const QueryRange range{.start = kNow - std::chrono::hours(1), .end = kNow, .step = std::chrono::seconds(15)};
  EXPECT_TRUE(server.run(prometheus.query_range("sum(rate(x[5m]))", range)));
  EXPECT_EQ(server.requests.at(0).target, "/api/v1/query_range");
  EXPECT_EQ(server.requests.at(0).headers.get("Authorization"), "Basic abc");
  EXPECT_EQ(server.requests.at(0).body,
            "query=sum%28rate%28x%5B5m%5D%29%29&start=1699996400.250&end=1700000000.250&step=15.000");
}

TEST(Prometheus, RefusesARangeThatIsNone) {
  FakeServer server(net::Response{.body = R"({"status":"success","data":{"resultType":"scalar","result":[0,"1"]}})"});
  net::HttpClient client(server.executor(), server.url());
  Prometheus prometheus(client);
  const QueryRange range{.start = kNow, .end = kNow, .step = std::chrono::seconds(1)};
  const auto answer = server.run(prometheus.query_range("1", range));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().failure, PrometheusFailure::nonsense);
}

TEST(Prometheus, AsksForMetadata) {
  FakeServer server(
      net::Response{.body = R"({"status":"success","data":{"up":[{"type":"gauge","help":"h","unit":""}]}})"});
  net::HttpClient client(server.executor(), server.url());
  EXPECT_EQ(server.run(Prometheus(client).metadata("up")).value()->type, "gauge");
  EXPECT_EQ(server.requests.at(0).target, "/api/v1/metadata?metric=up");
}

TEST(Prometheus, AsksForNames) {
  FakeServer server(net::Response{.body = R"({"status":"success","data":["a","b","c"]})"});
  net::HttpClient client(server.executor(), server.url());
  EXPECT_THAT(server.run(Prometheus(client, {.max_names = 2}).metric_names()).value(), ElementsAre("a", "b"));
  EXPECT_EQ(server.requests.at(0).target, "/api/v1/label/__name__/values");
}

TEST(Prometheus, SaysThatNobodyAnswers) {
  FakeServer server(net::Response{});
  asio::ip::tcp::acceptor closed(server.executor(), {asio::ip::address_v4::loopback(), 0});
  net::Url url = server.url();
  url.port = closed.local_endpoint().port();
  closed.close();
  const auto answer = query(server, url);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().failure, PrometheusFailure::unavailable);
  EXPECT_THAT(answer.error().message, HasSubstr("can't be reached"));
}

TEST(Prometheus, DoesNotWaitForEver) {
  FakeServer server([](const net::Request&) -> asio::awaitable<net::Response> {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer never(executor, std::chrono::hours(1));
    co_await never.async_wait(asio::use_awaitable);
    co_return net::Response{};
  });
  EXPECT_EQ(failure_of(server, {.timeout = std::chrono::milliseconds(30)}), PrometheusFailure::timeout);
}

TEST(Prometheus, SaysThatTheAnswerBrokeOff) {
  FakeServer server(net::Response{.body = kEmptyMatrix, .break_off_after = 60});
  EXPECT_EQ(failure_of(server), PrometheusFailure::unavailable);
}

TEST(Prometheus, TakesAWebsiteForNoPrometheus) {
  FakeServer server(net::Response{.body = "<!doctype html><title>Welcome</title>"});
  EXPECT_EQ(failure_of(server), PrometheusFailure::nonsense);
}

TEST(Prometheus, PassesErrorsOn) {
  FakeServer server(net::Response{
      .status = 400, .headers = {}, .body = R"({"status":"error","errorType":"bad_data","error":"parse error"})"});
  const auto answer = query(server, server.url());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().failure, PrometheusFailure::bad_expression);
  EXPECT_EQ(answer.error().message, "parse error");
}

TEST(Prometheus, RefusesLargeAnswers) {
  FakeServer server(net::Response{.body = std::string(2'000, ' ') + kEmptyMatrix});
  EXPECT_EQ(failure_of(server, {.max_answer_bytes = 1'000}), PrometheusFailure::too_large);
}

}  // namespace
}  // namespace monitoring
