// The simulator over HTTP, as a bot and a test see it.
#include "simulator/server.hpp"

#include <future>
#include <optional>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "net/http_client.hpp"

namespace simulator {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;
using namespace std::string_literals;

const std::string kToken = "7:" + std::string(35, 'a');

struct Answer {
  int status = 0;
  json::value body;
};

class ServerTest : public testing::Test {
 protected:
  void start(ServerOptions options = {}) {
    server.emplace(context.get_executor(), clock, std::move(options));
    const values::Result<std::uint16_t> port = server->listen();
    ASSERT_TRUE(port) << port.error().message;
    client.emplace(context.get_executor(), net::Url{.host = "127.0.0.1", .port = *port});
  }

  void TearDown() override {
    client->close();
    server->stop();
    context.restart();
    context.run();  // ends only if the server has left nothing behind
  }

  std::future<net::HttpResult> send(net::Request request) {
    return asio::co_spawn(context, client->send(std::move(request)), asio::use_future);
  }

  net::Response finish(std::future<net::HttpResult> sent) {
    context.restart();
    while (sent.wait_for(std::chrono::seconds{0}) != std::future_status::ready) context.run_one();
    return sent.get().value();
  }

  Answer parsed(std::future<net::HttpResult> sent) {
    const net::Response response = finish(std::move(sent));
    return {response.status, json::parse(response.body)};
  }

  static net::Request post(std::string target, const json::object& body) {
    return {.method = "POST",
            .target = std::move(target),
            .headers = {{"Content-Type", "application/json"}},
            .body = json::serialize(body)};
  }

  Answer call(std::string_view method, const json::object& body = {}) {
    return parsed(send(post("/bot" + kToken + "/" + std::string(method), body)));
  }

  Answer control(std::string_view what, const json::object& body = {}) {
    return parsed(send(post("/control/" + std::string(what), body)));
  }

  Answer get(std::string target) { return parsed(send({.method = "GET", .target = std::move(target)})); }

  void wait_for_the_poll() {
    const auto has_begun = [this] {
      const Answer record = get("/control/record");
      const json::array& bots = record.body.at("bots").as_array();
      return !bots.empty() && bots.front().at("calls").as_object().contains("getupdates");
    };
    while (!has_begun()) continue;
  }

  values::SystemClock clock;
  asio::io_context context{1};
  std::optional<Server> server;
  std::optional<net::HttpClient> client;
};

TEST_F(ServerTest, MethodsAnswerToGetAndToAnyCase) {
  start();
  EXPECT_EQ(get("/bot" + kToken + "/GETME").body.at("result").at("id"), json::value(7));
}

TEST_F(ServerTest, TokensAreChecked) {
  start({.token = values::Secret{kToken}});
  EXPECT_EQ(get("/bot" + kToken + "/getMe").status, 200);
  const Answer other = get("/bot8:" + std::string(35, 'a') + "/getMe");
  EXPECT_EQ(other.status, 401);
  EXPECT_EQ(other.body, json::value({{"ok", false}, {"error_code", 401}, {"description", "Unauthorized"}}));
  for (const std::string& target : {"/bot7:short/getMe"s, "/bot" + kToken + "/getMoney", "/bot" + kToken, "/"s}) {
    const Answer answer = get(target);
    EXPECT_EQ(answer.status, 404) << target;
    EXPECT_EQ(answer.body.at("description"), json::value("Not Found"));
  }
}

TEST_F(ServerTest, LongPollEndsWithTheFirstUpdate) {
  start({.token = values::Secret{kToken}});
  auto poll = send(post("/bot" + kToken + "/getUpdates", {{"timeout", 50}}));
  wait_for_the_poll();
  EXPECT_EQ(control("say", {{"user", 42}, {"text", "/start"}, {"language", "en"}}).status, 200);
  const json::value updates = parsed(std::move(poll)).body.at("result");
  ASSERT_EQ(updates.as_array().size(), 1U);
  const json::value& message = updates.as_array()[0].at("message");
  EXPECT_EQ(message.at("text"), json::value("/start"));
  EXPECT_EQ(message.at("from").at("language_code"), json::value("en"));
}

TEST_F(ServerTest, SecondPollEndsTheFirst) {
  start();
  auto first = send(post("/bot" + kToken + "/getUpdates", {{"timeout", 50}}));
  wait_for_the_poll();
  EXPECT_EQ(call("getUpdates").status, 200);
  const Answer ended = parsed(std::move(first));
  EXPECT_EQ(ended.status, 409);
  EXPECT_EQ(ended.body.at("description"),
            json::value("Conflict: terminated by other getUpdates request; make sure that only one bot instance is "
                        "running"));
}

TEST_F(ServerTest, StopAnswersWhoWaits) {
  start();
  auto poll = send(post("/bot" + kToken + "/getUpdates", {{"timeout", 50}}));
  wait_for_the_poll();
  server->stop();
  EXPECT_EQ(parsed(std::move(poll)).body.at("result"), json::value(json::array{}));
}

TEST_F(ServerTest, APurchaseFromBeginningToRecord) {
  start({.token = values::Secret{kToken}});
  control("say", {{"user", 42}, {"text", "/buy"}});
  call("sendInvoice", {{"chat_id", 42},
                       {"title", "Pro"},
                       {"description", "30 days"},
                       {"payload", "order-1"},
                       {"currency", "XTR"},
                       {"prices", json::array{json::object{{"label", "Pro"}, {"amount", 250}}}}});
  EXPECT_EQ(control("pay", {{"user", 42}}).status, 200);
  const json::value asked = call("getUpdates").body.at("result").as_array().back();
  call("answerPreCheckoutQuery", {{"pre_checkout_query_id", asked.at("pre_checkout_query").at("id")}, {"ok", true}});

  const json::value told = call("getUpdates", {{"offset", asked.at("update_id").as_int64() + 1}}).body.at("result");
  call("getUpdates", {{"offset", told.as_array().back().at("update_id").as_int64() + 1}});
  const json::value bot = get("/control/record").body.at("bots").as_array().front();
  const json::value& charge = bot.at("charges").as_array().front();
  EXPECT_EQ(charge.at("telegram_payment_charge_id"),
            told.as_array()[0].at("message").at("successful_payment").at("telegram_payment_charge_id"));
  EXPECT_EQ(charge.at("confirmed"), json::value(true));
  EXPECT_EQ(bot.at("pre_checkouts").at("approved"), json::value(1));
  EXPECT_EQ(bot.at("updates").at("pending"), json::value(0));
  EXPECT_EQ(get("/control/chat/42").body.at("transcript").as_array().size(), 5U);
}

TEST_F(ServerTest, FaultsComeAsOrderedAndGo) {
  start();
  control("fault", {{"method", "getMe"}, {"status", 502}, {"body", "<html>Bad Gateway</html>"}, {"times", 1}});
  const net::Response faulty = finish(send({.method = "GET", .target = "/bot" + kToken + "/getMe"}));
  EXPECT_EQ(faulty.status, 502);
  EXPECT_EQ(faulty.body, "<html>Bad Gateway</html>");
  EXPECT_EQ(call("getMe").status, 200);
}

TEST_F(ServerTest, LostAnswerHasDoneItsWork) {
  start({.token = values::Secret{kToken}});
  control("say", {{"user", 42}, {"text", "hi"}});
  control("fault", {{"method", "sendMessage"}, {"status", 500}, {"body", "{}"}, {"executes", true}});
  EXPECT_EQ(call("sendMessage", {{"chat_id", 42}, {"text", "hello"}}).status, 500);
  const json::value chat = get("/control/record").body.at("bots").as_array()[0].at("chats").as_array()[0];
  EXPECT_EQ(chat.at("messages_from_bot"), json::value(1));
}

TEST_F(ServerTest, FloodIsRefusedWithRetryAfter) {
  start({.token = values::Secret{kToken}, .flood = true});
  control("say", {{"user", 42}, {"text", "hi"}});
  Answer answer{200, {}};
  for (int i = 0; i < 100 && answer.status == 200; ++i) {
    answer = call("sendMessage", {{"chat_id", 42}, {"text", "hello"}});
  }
  EXPECT_EQ(answer.status, 429);
  EXPECT_GE(answer.body.at("parameters").at("retry_after").as_int64(), 1);
}

TEST_F(ServerTest, RedeliverComesOnceMore) {
  start({.token = values::Secret{kToken}});
  control("say", {{"user", 42}, {"text", "hi"}});
  const json::value update = call("getUpdates").body.at("result").as_array()[0];
  const json::object confirming{{"offset", update.at("update_id").as_int64() + 1}};
  EXPECT_TRUE(call("getUpdates", confirming).body.at("result").as_array().empty());
  EXPECT_EQ(control("redeliver").body.at("updates"), json::value(1));
  EXPECT_EQ(call("getUpdates", confirming).body.at("result"), json::value(json::array{update}));
  EXPECT_TRUE(call("getUpdates", confirming).body.at("result").as_array().empty());
}

TEST_F(ServerTest, CustomersComeOnceTheBotPolls) {
  start({.token = values::Secret{kToken}, .customers = 3, .rate = 1000});
  EXPECT_EQ(call("getUpdates", {{"timeout", 50}}).body.at("result").as_array()[0].at("message").at("text"),
            json::value("/start"));
}

TEST_F(ServerTest, ControlRefusesNonsense) {
  start({.token = values::Secret{kToken}});
  EXPECT_EQ(control("say", {{"user", -1}, {"text", "x"}}).status, 400);
  EXPECT_EQ(control("say", {{"user", 42}}).status, 400);
  EXPECT_EQ(control("press", {{"user", 42}, {"data", "x"}}).status, 409);
  EXPECT_EQ(control("pay", {{"user", 42}, {"outcome", "perhaps"}}).status, 400);
  EXPECT_EQ(control("rate", {{"rate", -1}}).status, 400);
  EXPECT_EQ(control("fault", {{"method", "getMoney"}}).status, 400);
  EXPECT_EQ(control("dance", {{"user", 42}}).status, 404);
  EXPECT_EQ(control("block", {{"user", 42}, {"bot", 8}}).status, 409);
  EXPECT_EQ(get("/control/chat/x").status, 400);
  EXPECT_EQ(get("/control/chat/43").status, 404);
  EXPECT_EQ(get("/control/nothing").status, 404);
}

TEST_F(ServerTest, BotsKeepSeparateQueues) {
  start();
  const std::string other = "/bot8:" + std::string(35, 'b');
  call("getMe");
  get(other + "/getMe");
  control("say", {{"user", 42}, {"text", "to the other"}, {"bot", 8}});
  EXPECT_TRUE(call("getUpdates").body.at("result").as_array().empty());
  EXPECT_EQ(get(other + "/getUpdates").body.at("result").as_array().size(), 1U);
}

}  // namespace
}  // namespace simulator
