#include "simulated_bot.hpp"
#include "webhook_url.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

class WebhookMethodsTest : public SimulatedBot {
 protected:
  static json::object webhook(std::string_view field = {}, const json::value& value = nullptr) {
    json::object parameters{{"url", "https://bot.example/hook"}};
    if (!field.empty()) parameters[field] = value;
    return parameters;
  }
};

TEST_F(WebhookMethodsTest, InfoTellsWhatWasSet) {
  EXPECT_EQ(call("getwebhookinfo"),
            json::value({{"url", ""}, {"has_custom_certificate", false}, {"pending_update_count", 0}}));
  json::object parameters = webhook("max_connections", 7);
  parameters["allowed_updates"] = list_of("message");
  call("setwebhook", parameters);
  ASSERT_TRUE(bot.say(kAnna, "hi"));
  EXPECT_EQ(call("getwebhookinfo"), json::value({{"url", "https://bot.example/hook"},
                                                 {"has_custom_certificate", false},
                                                 {"pending_update_count", 1},
                                                 {"max_connections", 7},
                                                 {"allowed_updates", list_of("message")}}));
  call("deletewebhook");
  EXPECT_EQ(call("getwebhookinfo").at("url"), json::value(""));
  EXPECT_EQ(call("getwebhookinfo").at("pending_update_count"), json::value(1));
}

TEST_F(WebhookMethodsTest, InfoTellsTheLastFailure) {
  call("setwebhook", webhook());
  bot.webhook_history.last_failure = {kStart, "Connection refused"};
  EXPECT_EQ(call("getwebhookinfo").at("last_error_date"), json::value(1'700'000'000));
  EXPECT_EQ(call("getwebhookinfo").at("last_error_message"), json::value("Connection refused"));
}

TEST_F(WebhookMethodsTest, ConnectionsAreFortyAndAtMostAHundred) {
  call("setwebhook", webhook());
  EXPECT_EQ(bot.webhook()->max_connections, 40U);
  call("setwebhook", webhook("max_connections", 1000));
  EXPECT_EQ(bot.webhook()->max_connections, 100U);
  call("setwebhook", webhook("max_connections", 0));
  EXPECT_EQ(bot.webhook()->max_connections, 1U);
}

TEST_F(WebhookMethodsTest, SecretTokensAreChecked) {
  EXPECT_EQ(failure_of("setwebhook", webhook("secret_token", json::string(256, '_'))), "");
  EXPECT_EQ(failure_of("setwebhook", webhook("secret_token", json::string(257, '_'))),
            "Bad Request: secret token is too long");
  EXPECT_EQ(failure_of("setwebhook", webhook("secret_token", "a b")),
            "Bad Request: secret token contains unallowed characters");
}

TEST_F(WebhookMethodsTest, UrlsAreChecked) {
  for (const char* url : {"bot.example", "ftp://bot.example/", "https://", "https://user@bot.example/"}) {
    EXPECT_EQ(failure_of("setwebhook", {{"url", url}}), "Bad Request: invalid webhook URL specified") << url;
  }
  EXPECT_FALSE(bot.webhook());
}

TEST_F(WebhookMethodsTest, AnEmptyUrlDeletesTheWebhook) {
  call("setwebhook", webhook());
  call("setwebhook", {{"url", ""}});
  EXPECT_FALSE(bot.webhook());
}

TEST_F(WebhookMethodsTest, PendingUpdatesAreDroppedWhereTold) {
  ASSERT_TRUE(bot.say(kAnna, "hi"));
  call("setwebhook", webhook());
  EXPECT_EQ(bot.updates().size(), 1U);
  call("setwebhook", webhook("drop_pending_updates", true));
  EXPECT_EQ(bot.updates().size(), 0U);
}

TEST_F(WebhookMethodsTest, WhatCannotBeUsedIsRefusedAndNotSet) {
  bot.on_webhook = [] { return values::Error{"no certificate"}; };
  EXPECT_EQ(failure_of("setwebhook", webhook()), "Bad Request: bad webhook: no certificate");
  EXPECT_FALSE(bot.webhook());
}

TEST_F(WebhookMethodsTest, SettingTheSameAgainChangesNothing) {
  int changes = 0;
  bot.on_webhook = [&changes] {
    ++changes;
    return values::Result<void>{};
  };
  call("setwebhook", webhook("secret_token", "a"));
  call("setwebhook", webhook("secret_token", "a"));
  EXPECT_EQ(changes, 1);
  call("setwebhook", webhook("secret_token", "b"));
  EXPECT_EQ(changes, 2);
}

TEST_F(WebhookMethodsTest, APaymentIsConfirmedByTheWebhooksAnswer) {
  ASSERT_TRUE(bot.say(kAnna, "hi"));
  ASSERT_TRUE(bot.pay(kAnna, {.payload = "order-1", .amount = values::Stars{100}, .without_bot = true}));
  bot.confirm_update(newest_charge().update.value());
  EXPECT_TRUE(newest_charge().confirmed);
  EXPECT_EQ(bot.updates().size(), 1U);
  bot.confirm_updates(newest_charge().update->value() + 1);
  EXPECT_TRUE(newest_charge().confirmed);
  EXPECT_EQ(bot.updates().size(), 0U);
}

TEST(WebhookUrlTest, KeepsPathAndQueryAsTheyStand) {
  EXPECT_EQ(parse_webhook_url("https://bot.example:8443/a/?b=c#d")->target, "/a/?b=c");
  EXPECT_EQ(parse_webhook_url("https://bot.example:8443/a/?b=c#d")->server.port, 8443);
  EXPECT_EQ(parse_webhook_url("http://bot.example?b=c")->target, "/?b=c");
  EXPECT_EQ(parse_webhook_url("http://bot.example")->target, "/");
}

}  // namespace
}  // namespace simulator
