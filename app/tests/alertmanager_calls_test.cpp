#include "alertmanager_calls.hpp"

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/http_server.hpp"

namespace app {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using ::testing::HasSubstr;

const values::Timestamp kUntil{1'900'000'000'000ms};

monitoring::ActiveAlert firing(const std::string& fingerprint) {
  return {.alert = {.fingerprint = fingerprint, .starts_at = kUntil, .labels = {{"alertname", fingerprint}}},
          .silenced_by = {"s"}};
}

TEST(AlertOverview, HoldsAsManyAsItMayAndCountsTheOthers) {
  std::vector<monitoring::ActiveAlert> alerts(103, firing("a"));
  alerts[0].alert.labels["job"] = std::string(2'000, 'x');
  const std::vector<monitoring::Silence> silences(101, {.id = "s",
                                                        .matchers = {{.name = "a", .value = std::string(500, 'y')}},
                                                        .ends_at = kUntil,
                                                        .created_by = "me",
                                                        .comment = "c"});
  const bot::AlertOverview overview = overview_of(alerts, silences, kUntil);
  EXPECT_EQ(overview.firing.size(), 100U);
  EXPECT_EQ(overview.silences.size(), 100U);
  EXPECT_EQ(overview.left_out, 4U);
  EXPECT_EQ(overview.silences[0].matchers.size(), 299 + std::string("…").size());
  EXPECT_EQ(overview.running_since, kUntil);
  EXPECT_EQ(bot::parse_alert_overview(bot::to_text(overview)).value(), overview);
}

/// Alertmanager in a few lines, and the calls to it.
class AlertmanagerCallsTest : public ::testing::Test {
 protected:
  telegram::ApiResult call(std::string_view method, std::string body) {
    AlertmanagerCalls calls(io_.get_executor(), "http://127.0.0.1:" + std::to_string(port_));
    std::optional<telegram::ApiResult> result;
    telegram::Call call{.method = std::string(method), .body = std::move(body)};
    asio::co_spawn(io_, calls.carry_out(std::move(call)),
                   [&](const std::exception_ptr& failure, telegram::ApiResult answer) {
                     if (failure) std::rethrow_exception(failure);
                     result = std::move(answer);
                     io_.stop();
                   });
    io_.restart();
    io_.run();
    return *std::move(result);
  }

  net::Response answer(const net::Request& request) {
    requests_.push_back(request);
    if (broken_) return {.body = "<html>"};
    if (request.method == "POST") return {.body = R"({"silenceID":"new"})"};
    if (request.method == "DELETE") return {.status = 200};
    if (request.path() == "/api/v2/status") return {.body = R"({"uptime":"2026-11-23T09:57:52.143Z"})"};
    return {.body = "[]"};
  }

  asio::io_context io_{1};
  std::vector<net::Request> requests_;
  bool broken_ = false;
  net::HttpServer server_{io_.get_executor(), [this](const net::Request& request) -> asio::awaitable<net::Response> {
                            co_return answer(request);
                          }};
  std::uint16_t port_ = server_.listen("127.0.0.1", 0).value();
};

TEST_F(AlertmanagerCallsTest, SilencesWhatHasTheseLabels) {
  const bot::SilenceRequest request{
      .labels = {{"alertname", "A"}}, .until = kUntil, .created_by = "owner 7", .comment = "alert 12"};
  const auto answer = call(bot::kSilenceAlert, bot::to_text(request));
  ASSERT_TRUE(answer) << answer.error().description;
  EXPECT_EQ(answer->as_string(), "new");
  const boost::json::value sent = boost::json::parse(requests_.back().body);
  EXPECT_EQ(sent.at_pointer("/matchers/0/value").as_string(), "A");
  EXPECT_EQ(sent.at("endsAt").as_string(), values::format_rfc3339(kUntil));
}

TEST_F(AlertmanagerCallsTest, SilencesNothingWithoutLabels) {
  const bot::SilenceRequest everything{.labels = {}, .until = kUntil, .created_by = "owner 7", .comment = "alert 12"};
  EXPECT_FALSE(call(bot::kSilenceAlert, bot::to_text(everything)));
  EXPECT_FALSE(call(bot::kSilenceAlert, "nonsense"));
  EXPECT_TRUE(requests_.empty());
}

TEST_F(AlertmanagerCallsTest, EndsASilence) {
  EXPECT_TRUE(call(bot::kExpireSilence, "a-1"));
  EXPECT_EQ(requests_.back().method, "DELETE");
  EXPECT_EQ(requests_.back().target, "/api/v2/silence/a-1");
}

TEST_F(AlertmanagerCallsTest, ReadsWhatFires) {
  const auto answer = call(bot::kReadAlerts, "");
  ASSERT_TRUE(answer) << answer.error().description;
  const auto overview = bot::parse_alert_overview(std::string(answer->as_string()));
  EXPECT_EQ(values::format_rfc3339(overview.value().running_since), "2026-11-23T09:57:52.143Z");
}

TEST_F(AlertmanagerCallsTest, FailsForGoodAndSaysWhy) {
  broken_ = true;
  const auto answer = call(bot::kReadAlerts, "");
  ASSERT_FALSE(answer);
  EXPECT_FALSE(answer.error().may_succeed_later()) << "it would be tried again";
  EXPECT_THAT(answer.error().description, HasSubstr("Alertmanager on 127.0.0.1:" + std::to_string(port_)));
  EXPECT_THAT(answer.error().description, HasSubstr("answers nonsense"));
}

TEST_F(AlertmanagerCallsTest, AreThoseOfTheChat) {
  EXPECT_TRUE(AlertmanagerCalls::is_for(bot::kSilenceAlert));
  EXPECT_TRUE(AlertmanagerCalls::is_for(bot::kExpireSilence));
  EXPECT_TRUE(AlertmanagerCalls::is_for(bot::kReadAlerts));
  EXPECT_FALSE(AlertmanagerCalls::is_for("sendMessage"));
}

}  // namespace
}  // namespace app
