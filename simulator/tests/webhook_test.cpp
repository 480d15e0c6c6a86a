// Delivery to a webhook over HTTP: the simulator on one side, a bot's own server on the other.
#include <deque>
#include <vector>

#include "net/http_server.hpp"
#include "served_simulator.hpp"

namespace simulator {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

class WebhookTest : public ServedSimulator {
 protected:
  void SetUp() override {
    start({.token = values::Secret{kToken}});
    bot_server.emplace(context.get_executor(), [this](const net::Request& request) { return receive(request); });
    bot_port = bot_server->listen("127.0.0.1", 0).value();
  }

  void TearDown() override {
    bot_server->stop();
    ServedSimulator::TearDown();
  }

  asio::awaitable<net::Response> receive(const net::Request& request) {
    requests.push_back(request);
    net::Response response;
    if (!answers.empty()) {
      response = answers.front();
      answers.pop_front();
    }
    co_return response;
  }

  Answer set_webhook(json::object parameters = {}) {
    parameters["url"] = "http://127.0.0.1:" + std::to_string(bot_port) + "/hook?bot=7";
    return call("setWebhook", parameters);
  }

  void say(std::int64_t user, std::string_view text) {
    EXPECT_EQ(control("say", {{"user", user}, {"text", text}}).status, 200);
  }

  /// Waits for so many requests in all; returns the texts of their messages.
  std::vector<std::string> texts_of(std::size_t count) {
    run_until([&] { return requests.size() >= count; });
    std::vector<std::string> texts;
    for (const net::Request& request : requests) {
      texts.emplace_back(json::parse(request.body).at("message").at("text").as_string());
    }
    return texts;
  }

  void wait_until_confirmed() {
    while (record().at("updates").at("pending") != json::value(0)) continue;
  }

  json::value record() { return get("/control/record").body.at("bots").as_array().front(); }
  json::value info() { return call("getWebhookInfo").body.at("result"); }

  std::uint16_t bot_port = 0;
  std::optional<net::HttpServer> bot_server;
  std::vector<net::Request> requests;
  std::deque<net::Response> answers;  // then 200
};

using Texts = std::vector<std::string>;

TEST_F(WebhookTest, DeliversWhatWaitedAndWhatComes) {
  say(42, "before");
  EXPECT_EQ(set_webhook({{"secret_token", "s3cret"}}).status, 200);
  say(42, "after");
  EXPECT_EQ(texts_of(2), (Texts{"before", "after"}));
  EXPECT_EQ(requests.front().method, "POST");
  EXPECT_EQ(requests.front().target, "/hook?bot=7");
  EXPECT_EQ(requests.front().headers.get("Content-Type"), "application/json");
  EXPECT_EQ(requests.front().headers.get("X-Telegram-Bot-Api-Secret-Token"), "s3cret");
  wait_until_confirmed();
  EXPECT_EQ(record().at("updates").at("confirmed"), json::value(2));
  EXPECT_EQ(record().at("webhook").at("delivered"), json::value(2));
}

TEST_F(WebhookTest, RetriesWhatIsNotAnsweredWith2xx) {
  answers = {{.break_off_after = 0}, {.status = 500}};
  set_webhook();
  say(42, "one");
  EXPECT_EQ(texts_of(2), (Texts{"one", "one"}));
  while (record().at("webhook").at("failed") != json::value(2)) continue;
  EXPECT_EQ(info().at("pending_update_count"), json::value(1));
  EXPECT_EQ(info().at("last_error_message"), json::value("Wrong response from the webhook: 500 Internal Server Error"));
  say(43, "other");
  control("clock", {{"advance_ms", 2000}});
  EXPECT_EQ(texts_of(4).back(), "one");
  wait_until_confirmed();
}

TEST_F(WebhookTest, NamesTheStatusThatWasWrong) {
  answers = {{.status = 503, .headers = {{"Retry-After", "30"}}}};
  set_webhook();
  say(42, "one");
  texts_of(1);
  while (!info().as_object().contains("last_error_message")) continue;
  EXPECT_EQ(info().at("last_error_message"), json::value("Wrong response from the webhook: 503 Service Unavailable"));
  control("clock", {{"advance_ms", 30'000}});
  EXPECT_EQ(texts_of(2), (Texts{"one", "one"}));
}

TEST_F(WebhookTest, NobodyListeningIsAnError) {
  bot_server->stop();
  set_webhook();
  say(42, "one");
  while (!info().as_object().contains("last_error_message")) continue;
  EXPECT_EQ(info().at("last_error_message"), json::value("Connection refused"));
}

TEST_F(WebhookTest, ExcludesLongPolling) {
  auto poll = send(post("/bot" + kToken + "/getUpdates", {{"timeout", 50}}));
  wait_for_the_poll();
  set_webhook();
  EXPECT_EQ(parsed(std::move(poll)).body.at("description"), json::value("Conflict: terminated by setWebhook request"));
  const Answer refused = call("getUpdates");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.body.at("description"),
            json::value("Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete "
                        "the webhook first"));
}

TEST_F(WebhookTest, WhatWasNotConfirmedIsPolledAfterwards) {
  answers = {{.status = 500}, {.status = 500}};
  set_webhook();
  say(42, "one");
  texts_of(2);
  EXPECT_EQ(call("deleteWebhook").status, 200);
  EXPECT_EQ(call("getUpdates").body.at("result").as_array().size(), 1U);
}

TEST_F(WebhookTest, RedeliversAndRepeats) {
  set_webhook();
  say(42, "one");
  texts_of(1);
  wait_until_confirmed();
  EXPECT_EQ(control("redeliver").body.at("updates"), json::value(1));
  EXPECT_EQ(texts_of(2), (Texts{"one", "one"}));
  EXPECT_EQ(control("webhook", {{"repeat", true}}).status, 200);
  say(42, "two");
  EXPECT_EQ(texts_of(4), (Texts{"one", "one", "two", "two"}));
  EXPECT_EQ(control("webhook", {{"repeat", 1}}).status, 400);
}

TEST_F(WebhookTest, CertificateMustBeOne) {
  const net::Request upload{
      .method = "POST",
      .target = "/bot" + kToken + "/setWebhook",
      .headers = {{"Content-Type", "multipart/form-data; boundary=x"}},
      .body =
          "--x\r\nContent-Disposition: form-data; name=\"url\"\r\n\r\nhttps://127.0.0.1/\r\n--x\r\n"
          "Content-Disposition: form-data; name=\"certificate\"; filename=\"a.pem\"\r\n\r\n"
          "not a certificate\r\n--x--\r\n"};
  const Answer refused = parsed(send(upload));
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(info().at("url"), json::value(""));
}

}  // namespace

TEST_F(ServedSimulator, CustomersComeOnceThereIsAWebhook) {
  start({.token = values::Secret{kToken}, .customers = 3, .rate = 1000});
  call("setWebhook", {{"url", "http://127.0.0.1:1/"}});
  const auto pending = [this] { return call("getWebhookInfo").body.at("result").at("pending_update_count"); };
  while (pending() == boost::json::value(0)) continue;
}

}  // namespace simulator
