#include "alert_webhook.hpp"

#include <optional>
#include <string>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace app {
namespace {

namespace asio = boost::asio;
using ::testing::HasSubstr;

constexpr const char* kAlert =
    R"({"status":"firing","labels":{"alertname":"A"},"startsAt":"2026-11-23T09:00:00Z","fingerprint":"a"})";

class AlertWebhookTest : public ::testing::Test {
 protected:
  static std::string call_with(const std::string& alerts) { return R"({"version":"4","alerts":[)" + alerts + "]}"; }

  static net::Request call(const std::string& body, const std::string& authorization = "Bearer secret") {
    return {.method = "POST",
            .target = "/alerts",
            .headers = {{"Authorization", authorization}, {"Content-Type", "application/json; charset=utf-8"}},
            .body = body};
  }

  net::Response ask(const net::Request& request) {
    asio::io_context io;
    std::optional<net::Response> answer;
    asio::co_spawn(io, webhook_.answer(request), [&](const std::exception_ptr& failure, net::Response response) {
      if (failure) std::rethrow_exception(failure);
      answer = std::move(response);
    });
    io.run();
    return answer.value();
  }

  AlertWebhook webhook_{values::Secret{"secret"}, [this](bot::AlertsReceived told) -> asio::awaitable<bool> {
                          told_.push_back(std::move(told));
                          co_return durable_;
                        }};
  std::vector<bot::AlertsReceived> told_;
  bool durable_ = true;
};

TEST_F(AlertWebhookTest, TakesInWhatAlertmanagerTells) {
  EXPECT_EQ(ask(call(call_with(kAlert))).status, 200);
  ASSERT_EQ(told_.size(), 1U);
  ASSERT_EQ(told_[0].alerts.size(), 1U);
  EXPECT_EQ(told_[0].alerts[0].fingerprint, "a");
}

TEST_F(AlertWebhookTest, IsTriedAgainUntilItIsDurable) {
  durable_ = false;
  EXPECT_EQ(ask(call(call_with(kAlert))).status, 503);
}

TEST_F(AlertWebhookTest, RefusesStrangersByTheHeadAlone) {
  for (const char* authorization :
       {"", "Bearer", "Bearer ", "Bearer secre", "Bearer secret2", "Basic c2VjcmV0", "secret"}) {
    net::Request request = call("", authorization);
    const auto refused = webhook_.refuse(request);
    ASSERT_TRUE(refused) << authorization;
    EXPECT_EQ(refused->status, 401);
    EXPECT_EQ(refused->headers.get("WWW-Authenticate"), "Bearer");
    request.body = call_with(kAlert);
    EXPECT_EQ(ask(request).status, 401);
  }
  EXPECT_TRUE(told_.empty());
}

TEST_F(AlertWebhookTest, WithoutASecretNobodyIsKnown) {
  AlertWebhook webhook{values::Secret{}, {}};
  EXPECT_EQ(webhook.refuse(call("", "Bearer ")).value().status, 401);
}

TEST_F(AlertWebhookTest, ReadsNothingButJsonByPost) {
  net::Request get = call("");
  get.method = "GET";
  EXPECT_EQ(ask(get).status, 405);
  EXPECT_EQ(ask(get).headers.get("Allow"), "POST");
  net::Request form = call("a=b");
  form.headers.set("Content-Type", "application/x-www-form-urlencoded");
  EXPECT_EQ(ask(form).status, 415);
  EXPECT_FALSE(webhook_.refuse(call("")));
  EXPECT_FALSE(webhook_.refuse({.method = "GET", .target = "/metrics"})) << "that is not its affair";
}

TEST_F(AlertWebhookTest, RefusesNonsense) {
  for (const std::string& body : {std::string(), std::string("{}"), std::string("[]"), call_with("7")}) {
    const net::Response refused = ask(call(body));
    EXPECT_EQ(refused.status, 400) << body;
    EXPECT_THAT(refused.body, HasSubstr("this is no notification of Alertmanager"));
  }
  EXPECT_TRUE(told_.empty());
}

TEST_F(AlertWebhookTest, LeavesOutAnAlertThatIsTooMuchAndTellsTheOthers) {
  const std::string large = R"({"status":"firing","labels":{"alertname":")" + std::string(2'000, 'x') +
                            R"("},"startsAt":"2026-11-23T09:00:00Z","fingerprint":"b"})";
  EXPECT_EQ(ask(call(call_with(large + "," + kAlert))).status, 200);
  ASSERT_EQ(told_.size(), 1U);
  EXPECT_EQ(told_[0].alerts.size(), 1U);
  EXPECT_EQ(ask(call(call_with(large))).status, 200);
  EXPECT_EQ(told_.size(), 1U) << "nothing was left to tell";
}

}  // namespace
}  // namespace app
