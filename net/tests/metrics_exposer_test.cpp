#include "net/metrics_exposer.hpp"

#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "event_loop.hpp"
#include "net/http_client.hpp"
#include "net/url.hpp"

namespace net::testing {
namespace {

namespace asio = boost::asio;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// What Prometheus 2.42 sends, without and with its native histograms.
constexpr std::string_view kAcceptsText =
    "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
    "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
constexpr std::string_view kAcceptsProtobuf =
    "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,"
    "application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,"
    "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

class MetricsExposerTest : public ::testing::Test {
 protected:
  MetricsExposerTest() {
    registry.counter({.name = "scrapes_total", .help = "Scrapes.", .labels = {"by"}}).with("prometheus").inc(3);
  }

  void expose(MetricsExposerOptions options = {}) {
    exposer = std::make_unique<MetricsExposer>(io.get_executor(), registry, std::move(options));
    const std::uint16_t port = exposer->listen("127.0.0.1", 0).value();
    client = std::make_unique<HttpClient>(
        io.get_executor(), parse_url("http://127.0.0.1:" + std::to_string(port)).value(), HttpClientOptions{});
  }

  Response ask(Request request) {
    const auto answer = run(io, client->send(std::move(request)));
    return answer.value();
  }

  asio::io_context io;
  metrics::Registry registry;
  std::unique_ptr<MetricsExposer> exposer;
  std::unique_ptr<HttpClient> client;
};

TEST_F(MetricsExposerTest, ServesTextToWhomDoesNotSay) {
  expose();
  const Response page = ask({.target = "/metrics"});
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.headers.get("Content-Type"), metrics::content_type_of({}));
  EXPECT_EQ(page.headers.get("Vary"), "Accept, Accept-Encoding");
  EXPECT_EQ(page.headers.get("Content-Encoding"), "");
  EXPECT_THAT(page.body, HasSubstr("\nscrapes_total{by=\"prometheus\"} 3\n"));
}

TEST_F(MetricsExposerTest, ServesWhatPrometheusAsksFor) {
  expose();
  const Response text = ask({.target = "/metrics", .headers = {{"Accept", std::string(kAcceptsText)}}});
  EXPECT_THAT(text.headers.get("Content-Type"), StartsWith("application/openmetrics-text; version=1.0.0"));
  EXPECT_THAT(text.body, ::testing::EndsWith("# EOF\n"));

  const Response protobuf = ask({.target = "/metrics", .headers = {{"Accept", std::string(kAcceptsProtobuf)}}});
  EXPECT_THAT(protobuf.headers.get("Content-Type"), StartsWith("application/vnd.google.protobuf"));
  EXPECT_THAT(protobuf.body, HasSubstr("scrapes_total"));
}

TEST_F(MetricsExposerTest, CompressesALargePageForWhomWantsThat) {
  auto& users = registry.gauge({.name = "rooms_users", .help = "Users by room.", .labels = {"room"}});
  for (int room = 0; room < 1000; ++room) users.with(std::to_string(room)).set(room);
  expose();
  const std::size_t plain_size = ask({.target = "/metrics"}).body.size();
  const Response page = ask({.target = "/metrics", .headers = {{"Accept-Encoding", "gzip"}}});
  EXPECT_EQ(page.headers.get("Content-Encoding"), "gzip");
  EXPECT_THAT(page.body, StartsWith("\x1f\x8b"));
  EXPECT_LT(page.body.size(), plain_size / 2);
}

TEST_F(MetricsExposerTest, AnswersHeadWithTheLengthAlone) {
  expose();
  const Response page = ask({.method = "HEAD", .target = "/metrics"});
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.headers.get("Content-Length"), std::to_string(ask({.target = "/metrics"}).body.size()));
  EXPECT_EQ(page.body, "");
}

TEST_F(MetricsExposerTest, RefusesWhatIsNoScrape) {
  expose();
  EXPECT_EQ(ask({.target = "/"}).status, 404);
  EXPECT_EQ(ask({.target = "/metrics/"}).status, 404);
  EXPECT_EQ(ask({.target = "/metrics?module=x"}).status, 200);
  const Response refused = ask({.method = "DELETE", .target = "/metrics"});
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.headers.get("Allow"), "GET, HEAD");
  EXPECT_EQ(ask({.method = "POST", .target = "/metrics", .body = "a body of any length"}).status, 413);
}

TEST_F(MetricsExposerTest, TakesAnotherPath) {
  expose({.path = "/internal/metrics"});
  EXPECT_EQ(ask({.target = "/internal/metrics"}).status, 200);
  EXPECT_EQ(ask({.target = "/metrics"}).status, 404);
}

/// The example of the header and of docs/metrics-library.md. Compiled only: it takes a fixed port and never returns.
[[maybe_unused]] void serve_for_ever(const metrics::Registry& registry) {
  boost::asio::io_context io;
  net::MetricsExposer exposer(io.get_executor(), registry);
  exposer.listen("127.0.0.1", 8000).value();
  io.run();
}

/// How docs/metrics-library.md serves metrics with any server.
Response respond_by_hand(const metrics::Registry& registry, const Request& request) {
  Response response;
  const metrics::Exposition page =
      metrics::expose(registry, {
                                    .accept = request.headers.get("Accept"),
                                    .accept_encoding = request.headers.get("Accept-Encoding"),
                                });
  response.headers.set("Content-Type", page.content_type);
  response.headers.set("Vary", "Accept, Accept-Encoding");
  if (!page.content_encoding.empty()) response.headers.set("Content-Encoding", page.content_encoding);
  response.body = page.body;
  return response;
}

TEST_F(MetricsExposerTest, AnotherServerAnswersTheSame) {
  expose();
  for (const std::string_view accept : {std::string_view(), kAcceptsText, kAcceptsProtobuf}) {
    const Request request{.target = "/metrics",
                          .headers = {{"Accept", std::string(accept)}, {"Accept-Encoding", "gzip"}}};
    const Response by_hand = respond_by_hand(registry, request);
    const Response served = ask(request);
    for (const auto& [name, value] : by_hand.headers) EXPECT_EQ(served.headers.get(name), value);
    EXPECT_EQ(served.body, by_hand.body);
  }
}

TEST_F(MetricsExposerTest, IsOnePageAmongOthers) {
  HttpServer server(io.get_executor(), [this](const Request& request) -> asio::awaitable<Response> {
    if (request.path() == "/metrics") co_return net::metrics_response(registry, request);
    co_return Response{.status = 404};
  });
  const std::uint16_t port = server.listen("127.0.0.1", 0).value();
  client = std::make_unique<HttpClient>(
      io.get_executor(), parse_url("http://127.0.0.1:" + std::to_string(port)).value(), HttpClientOptions{});
  EXPECT_THAT(ask({.target = "/metrics"}).body, HasSubstr("\nscrapes_total{by=\"prometheus\"} 3\n"));
  EXPECT_EQ(ask({.target = "/other"}).status, 404);
}

TEST_F(MetricsExposerTest, SaysWhichPortIsTaken) {
  asio::io_context other;
  MetricsExposer first(other.get_executor(), registry);
  const std::uint16_t port = first.listen("127.0.0.1", 0).value();
  MetricsExposer second(io.get_executor(), registry);
  const auto refused = second.listen("127.0.0.1", port);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("port " + std::to_string(port)));
}

}  // namespace
}  // namespace net::testing
