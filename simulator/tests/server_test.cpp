// The simulator over HTTP, as a bot and a test see it.
#include <filesystem>
#include <fstream>

#include "served_simulator.hpp"

namespace simulator {
namespace {

namespace json = boost::json;
using namespace std::string_literals;

class ServerTest : public ServedSimulator {};

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
  const auto unpaid_invoice = [this] { return get("/control/chat/42").body.at("unpaid_invoice"); };
  EXPECT_EQ(unpaid_invoice(), json::value(2));
  EXPECT_EQ(control("pay", {{"user", 42}}).status, 200);
  const json::value open = get("/control/record").body.at("bots").as_array().front().at("pre_checkouts").at("asking");
  EXPECT_EQ(json::serialize(open), "[42]");
  const json::value asked = call("getUpdates").body.at("result").as_array().back();
  call("answerPreCheckoutQuery", {{"pre_checkout_query_id", asked.at("pre_checkout_query").at("id")}, {"ok", true}});

  const json::value told = call("getUpdates", {{"offset", asked.at("update_id").as_int64() + 1}}).body.at("result");
  call("getUpdates", {{"offset", told.as_array().back().at("update_id").as_int64() + 1}});
  const json::value bot = get("/control/record").body.at("bots").as_array().front();
  const json::value& charge = bot.at("charges").as_array().front();
  EXPECT_EQ(charge.at("telegram_payment_charge_id"),
            told.as_array()[0].at("message").at("successful_payment").at("telegram_payment_charge_id"));
  EXPECT_EQ(charge.at("confirmed"), json::value(true));
  EXPECT_EQ(unpaid_invoice(), json::value(nullptr));
  EXPECT_TRUE(bot.at("pre_checkouts").at("asking").as_array().empty());
  EXPECT_EQ(bot.at("pre_checkouts").at("approved"), json::value(1));
  EXPECT_EQ(bot.at("updates").at("pending"), json::value(0));
  EXPECT_EQ(get("/control/chat/42").body.at("transcript").as_array().size(), 5U);
}

TEST_F(ServerTest, PeopleSendWhatALessonIsMadeOf) {
  start({.token = values::Secret{kToken}});
  const json::array bold{json::object{{"type", "bold"}, {"offset", 0}, {"length", 3}}};
  EXPECT_EQ(control("say", {{"user", 42}, {"text", "One two"}, {"entities", bold}}).status, 200);
  EXPECT_EQ(control("say", {{"user", 42}, {"text", "On"}, {"entities", bold}}).status, 400);
  EXPECT_EQ(control("say", {{"user", 42}, {"text", "News"}, {"forward_from", "Channel"}}).status, 200);
  EXPECT_EQ(control("send", {{"user", 42}, {"photo", "a.png"}, {"caption", "One"}, {"caption_entities", bold}}).status,
            200);
  EXPECT_EQ(control("send", {{"user", 42}, {"video", "a.mp4"}, {"caption", std::string(1025, 'x')}}).status, 400);
  EXPECT_EQ(control("send", {{"user", 42}, {"audio", "a.mp3"}}).status, 400);
  const json::array options{"no", "yes"};
  EXPECT_EQ(control("poll", {{"user", 42}, {"question", "Sure?"}, {"options", options}, {"correct", 1}}).status, 200);
  EXPECT_EQ(control("poll", {{"user", 42}, {"question", "Sure?"}, {"options", options}, {"correct", -1}}).status, 400);
  EXPECT_EQ(control("poll", {{"user", 42}, {"question", "Sure?"}, {"options", json::array{1, 2}}}).status, 400);

  const json::array updates = call("getUpdates").body.at("result").as_array();
  ASSERT_EQ(updates.size(), 4U);
  EXPECT_EQ(updates[0].at("message").at("entities"), json::value(bold));
  EXPECT_EQ(updates[1].at("message").at("forward_origin").at("chat").at("title"), json::value("Channel"));
  const json::value photo = updates[2].at("message");
  EXPECT_EQ(photo.at("caption_entities"), json::value(bold));
  EXPECT_EQ(json::serialize(updates[3].at("message").at("poll").at("correct_option_ids")), "[1]");

  const json::value id = photo.at("photo").as_array().back().at("file_id");
  EXPECT_EQ(call("sendPhoto", {{"chat_id", 42}, {"photo", id}}).status, 200);
  EXPECT_EQ(control("refuse_file", {{"file_id", id}}).status, 200);
  EXPECT_EQ(call("sendPhoto", {{"chat_id", 42}, {"photo", id}}).status, 400);
  EXPECT_EQ(control("refuse_file", {{"file_id", "none"}}).status, 409);
  EXPECT_EQ(control("refuse_file").status, 400);
}

TEST_F(ServerTest, PeopleComeIntoAChannelAndTheBotIsExpelled) {
  start({.token = values::Secret{kToken}});
  constexpr std::int64_t kChannel = -1'001'234'567'890;
  const json::array rights{"can_invite_users", "can_restrict_members"};
  EXPECT_EQ(control("channel", {{"id", kChannel}, {"title", "Course"}, {"rights", rights}, {"by", 1}}).status, 200);
  EXPECT_EQ(control("channel", {{"id", kChannel}, {"title", "Course"}}).status, 409);
  const json::value link = call("createChatInviteLink", {{"chat_id", kChannel}}).body.at("result").at("invite_link");
  EXPECT_EQ(control("join", {{"user", 42}, {"link", link}}).status, 200);
  EXPECT_EQ(control("join", {{"user", 42}, {"link", link}}).status, 409);
  EXPECT_EQ(control("join", {{"user", 43}, {"chat", kChannel}}).status, 200);
  EXPECT_EQ(control("member", {{"chat", kChannel}, {"user", 43}, {"status", "member"}}).status, 200);
  EXPECT_EQ(control("leave", {{"user", 43}, {"chat", kChannel}}).status, 200);
  EXPECT_EQ(control("member", {{"chat", kChannel}, {"bot", true}, {"status", "kicked"}}).status, 200);
  EXPECT_EQ(call("getChat", {{"chat_id", kChannel}}).status, 403);

  const json::value bot = get("/control/record").body.at("bots").as_array().front();
  const json::value& channel = bot.at("channels").as_array().front();
  EXPECT_EQ(channel.at("bot").at("status"), json::value("kicked"));
  EXPECT_EQ(json::serialize(channel.at("members")), "[42]");
  EXPECT_EQ(channel.at("owner"), json::value(1));
}

TEST_F(ServerTest, ChannelsAreMadeAsTelegramHasThem) {
  start({.token = values::Secret{kToken}});
  constexpr std::int64_t kChannel = -1'001'234'567'890;
  const auto status = [this](std::string_view what, const json::object& fields) {
    return control(what, fields).status;
  };
  EXPECT_EQ(status("channel", {{"id", 42}, {"title", "Course"}}), 400);
  EXPECT_EQ(status("channel", {{"id", kChannel}, {"title", ""}}), 400);
  EXPECT_EQ(status("channel", {{"id", kChannel}, {"title", "Course"}, {"type", "group"}}), 400);
  EXPECT_EQ(status("channel", {{"id", kChannel}, {"title", "Course"}, {"rights", json::array{"can_fly"}}}), 400);
  EXPECT_EQ(status("channel", {{"id", kChannel}, {"title", "Course"}, {"by", 0}}), 400);
  EXPECT_EQ(status("member", {{"chat", kChannel}, {"status", "left"}}), 409);
  EXPECT_EQ(status("member", {{"chat", kChannel}, {"status", "creator"}}), 400);
  EXPECT_EQ(status("member", {{"chat", kChannel}, {"status", "left"}, {"rights", json::array{"can_invite_users"}}}),
            400);
  EXPECT_EQ(status("member", {{"chat", kChannel}, {"user", 42}, {"status", "administrator"}}), 400);
  EXPECT_EQ(status("join", {{"user", 42}}), 400);
  EXPECT_EQ(status("join", {{"user", 42}, {"link", "https://t.me/+none"}}), 409);
  EXPECT_EQ(status("leave", {{"user", 42}, {"chat", kChannel}}), 409);
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

TEST_F(ServerTest, ConnectionsBreakAsOrdered) {
  start();
  control("fault", {{"method", "getMe"}, {"kind", "connection_reset"}});
  control("fault", {{"method", "*"}, {"kind", "half_answer"}});
  const auto failure = [this] {
    auto sent = send({.method = "GET", .target = "/bot" + kToken + "/getMe", .headers = {{"Connection", "close"}}});
    run_until([&] { return sent.wait_for(std::chrono::seconds{0}) == std::future_status::ready; });
    return sent.get().error().failure;
  };
  client->close();
  for (int i = 0; i < 2; ++i) {
    client.emplace(context.get_executor(), net::Url{.host = "127.0.0.1", .port = port});
    EXPECT_EQ(failure(), net::HttpFailure::disconnected);
  }
  client.emplace(context.get_executor(), net::Url{.host = "127.0.0.1", .port = port});
  EXPECT_EQ(call("getMe").status, 200);
}

TEST_F(ServerTest, FloodAndSlowAnswersComeAsOrdered) {
  start({.token = values::Secret{kToken}});
  control("say", {{"user", 42}, {"text", "hi"}});
  control("fault", {{"method", "sendMessage"}, {"kind", "flood"}, {"retry_after", 7}});
  const Answer refused = call("sendMessage", {{"chat_id", 42}, {"text", "hello"}});
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.body.at("description"), json::value("Too Many Requests: retry after 7"));
  EXPECT_EQ(refused.body.at("parameters").at("retry_after"), json::value(7));
  control("fault", {{"method", "sendMessage"}, {"kind", "slow"}, {"delay_ms", 600'000}});
  auto slow = send(post("/bot" + kToken + "/sendMessage", {{"chat_id", 42}, {"text", "hello"}}));
  const auto messages = [this] {
    return get("/control/record").body.at("bots").as_array().front().at("messages").at("sent");
  };
  while (messages() == json::value(0)) continue;
  EXPECT_NE(slow.wait_for(std::chrono::seconds{0}), std::future_status::ready);
  server->stop();
  EXPECT_EQ(parsed(std::move(slow)).status, 200);
}

TEST_F(ServerTest, TextsAreCounted) {
  start({.token = values::Secret{kToken}});
  for (const int user : {42, 43}) control("say", {{"user", user}, {"text", "hi"}});
  for (const int user : {42, 43, 43}) call("sendMessage", {{"chat_id", user}, {"text", "news"}});
  const json::value text = get("/control/texts").body.at("bots").as_array().front().at("texts").as_array().front();
  EXPECT_EQ(text.at("text"), json::value("news"));
  EXPECT_EQ(text.at("messages"), json::value(3));
  EXPECT_EQ(text.at("chats"), json::value(2));
  EXPECT_EQ(text.at("most_in_a_chat"), json::value(2));
}

TEST_F(ServerTest, LimitsAreSet) {
  start({.token = values::Secret{kToken}});
  EXPECT_EQ(control("limits").body.at("on"), json::value(false));
  const json::object slower{{"on", true}, {"chat_burst", 1}, {"bulk_per_second", 0.5}};
  const json::value limits = control("limits", slower).body;
  EXPECT_EQ(limits.at("chat_burst"), json::value(1));
  EXPECT_EQ(limits.at("bulk_per_second"), json::value(0.5));
  EXPECT_EQ(limits.at("bulk_burst"), json::value(30));
  control("say", {{"user", 42}, {"text", "hi"}});
  EXPECT_EQ(call("sendMessage", {{"chat_id", 42}, {"text", "one"}}).status, 200);
  EXPECT_EQ(call("sendMessage", {{"chat_id", 42}, {"text", "two"}}).status, 429);
  const json::value counts = get("/control/record").body.at("bots").as_array().front().at("messages");
  EXPECT_EQ(counts, json::value({{"sent", 1}, {"sent_in_bulk", 0}, {"refused_by_chat", 1}, {"refused_by_bulk", 0}}));
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

TEST_F(ServerTest, ClockGoesForwardAndWhatIsDueHappens) {
  start({.token = values::Secret{kToken}, .clock_offset = std::chrono::hours{1}});
  const json::object offer{{"title", "Pro"},
                           {"description", "a month"},
                           {"payload", "pro"},
                           {"currency", "XTR"},
                           {"subscription_period", 2'592'000},
                           {"prices", json::array{json::object{{"label", "Pro"}, {"amount", 250}}}}};
  const json::value link = call("createInvoiceLink", offer).body.at("result");
  EXPECT_EQ(control("pay", {{"user", 42}, {"link", link}, {"without_bot", true}}).status, 200);
  const std::int64_t before = get("/control/clock").body.at("unix_ms").as_int64();
  const std::int64_t real = clock.now().time_since_epoch().count();
  EXPECT_GT(before, real + 3'500'000);
  const Answer advanced = control("clock", {{"advance_ms", 2'592'000'000}});
  EXPECT_GE(advanced.body.at("unix_ms").as_int64(), before + 2'592'000'000);
  const json::value bot = get("/control/record").body.at("bots").as_array().front();
  ASSERT_EQ(bot.at("charges").as_array().size(), 2U);
  const json::value& renewal = bot.at("charges").as_array()[1];
  EXPECT_EQ(renewal.at("kind"), json::value("renewal"));
  EXPECT_EQ(bot.at("subscriptions").as_array().front().at("renewals"), json::value(1));
  EXPECT_EQ(bot.at("subscriptions").as_array().front().at("charge"), renewal.at("subscription"));
  EXPECT_EQ(bot.at("transactions"), json::value(2));
}

TEST_F(ServerTest, UploadedFileIsFetched) {
  start({.token = values::Secret{kToken}});
  control("say", {{"user", 42}, {"text", "/export"}});
  const std::string content = "1;2\r\n\xff"s;
  net::Request upload{.method = "POST",
                      .target = "/bot" + kToken + "/sendDocument",
                      .headers = {{"Content-Type", "multipart/form-data; boundary=x"}},
                      .body =
                          "--x\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n42\r\n--x\r\n"
                          "Content-Disposition: form-data; name=\"document\"; filename=\"a.csv\"\r\n\r\n" +
                          content + "\r\n--x--\r\n"};
  const json::value sent = parsed(send(std::move(upload))).body.at("result");
  const std::string id(sent.at("document").at("file_id").as_string());
  EXPECT_EQ(finish(send({.method = "GET", .target = "/control/file/" + id})).body, content);
  EXPECT_EQ(get("/control/file/unknown").status, 404);
}

TEST_F(ServerTest, EveryRequestIsWrittenDown) {
  const std::string file = testing::TempDir() + "simulator_requests.jsonl";
  std::filesystem::remove(file);
  start({.token = values::Secret{kToken}, .requests_file = file});
  call("sendmessage", {{"chat_id", 1}, {"text", "x"}});
  call("getMoney");
  get("/control/record");
  std::ifstream in(file);
  std::string first;
  std::string second;
  std::string none;
  std::getline(in, first);
  std::getline(in, second);
  EXPECT_EQ(json::parse(first), json::parse(R"({"method":"sendMessage","parameters":{"chat_id":1,"text":"x"}})"));
  EXPECT_EQ(json::parse(second).at("method"), json::value("getMoney"));
  EXPECT_FALSE(std::getline(in, none));
}

TEST_F(ServerTest, ControlMovesStars) {
  start({.token = values::Secret{kToken}});
  control("say", {{"user", 42}, {"text", "hi"}});
  control("pay", {{"user", 42}, {"payload", "order-1"}, {"amount", 100}, {"without_bot", true}});
  const auto newest_charge = [this] {
    return get("/control/record").body.at("bots").as_array().front().at("charges").as_array().back();
  };
  const json::value charge = newest_charge().at("telegram_payment_charge_id");
  EXPECT_EQ(control("chargeback", {{"charge", charge}}).status, 200);
  EXPECT_EQ(control("chargeback", {{"charge", charge}}).status, 409);
  EXPECT_EQ(newest_charge().at("chargeback"), json::value(true));

  const json::object pending{{"kind", "withdrawal"}, {"amount", 10}, {"state", "pending"}};
  const Answer withdrawal = control("transaction", pending);
  ASSERT_EQ(withdrawal.status, 200);
  const json::object settled{{"kind", "withdrawal"}, {"id", withdrawal.body.at("id")}, {"state", "failed"}};
  EXPECT_EQ(control("transaction", settled).status, 200);
  EXPECT_EQ(control("transaction", settled).status, 409);
  for (const char* kind : {"ads", "broadcast_fee", "gift", "affiliate", "other"}) {
    EXPECT_EQ(control("transaction", {{"kind", kind}, {"amount", 1}, {"nanostars", 100'000'000}, {"user", 42}}).status,
              200)
        << kind;
  }
  const json::value transactions = call("getStarTransactions").body.at("result").at("transactions");
  ASSERT_EQ(transactions.as_array().size(), 9U);
  EXPECT_EQ(transactions.as_array()[5].at("receiver").at("request_count"), json::value(11));
}

TEST_F(ServerTest, ControlRefusesNonsense) {
  start({.token = values::Secret{kToken}});
  EXPECT_EQ(control("say", {{"user", -1}, {"text", "x"}}).status, 400);
  EXPECT_EQ(control("say", {{"user", 42}}).status, 400);
  EXPECT_EQ(control("press", {{"user", 42}, {"data", "x"}}).status, 409);
  EXPECT_EQ(control("pay", {{"user", 42}, {"outcome", "perhaps"}}).status, 400);
  EXPECT_EQ(control("pay", {{"user", 42}, {"outcome", "late"}, {"without_bot", true}}).status, 400);
  EXPECT_EQ(control("pay", {{"user", 42}, {"invoice_of", "x"}}).status, 400);
  EXPECT_EQ(control("pay", {{"user", 42}, {"link", "https://t.me/$x"}}).status, 409);
  EXPECT_EQ(control("subscription", {{"user", 42}, {"action", "eat"}}).status, 400);
  EXPECT_EQ(control("subscription", {{"user", 42}, {"action", "cancel"}}).status, 409);
  EXPECT_EQ(control("transaction", {{"kind", "ads"}}).status, 400);
  EXPECT_EQ(control("transaction", {{"kind", "gift"}, {"amount", 1}}).status, 400);
  EXPECT_EQ(control("transaction", {{"kind", "theft"}, {"amount", 1}}).status, 400);
  EXPECT_EQ(control("chargeback").status, 400);
  EXPECT_EQ(control("refunds", {{"from", "nobody"}}).status, 400);
  EXPECT_EQ(control("clock", {{"advance_ms", -1}}).status, 400);
  EXPECT_EQ(control("rate", {{"rate", -1}}).status, 400);
  EXPECT_EQ(control("fault", {{"method", "getMoney"}}).status, 400);
  EXPECT_EQ(control("fault", {{"method", "getMe"}, {"kind", "earthquake"}}).status, 400);
  EXPECT_EQ(control("fault", {{"method", "getMe"}, {"share", 2}}).status, 400);
  EXPECT_EQ(control("fault", {{"method", "getMe"}, {"kind", "slow"}, {"delay_ms", -1}}).status, 400);
  EXPECT_EQ(control("limits", {{"on", 1}}).status, 400);
  EXPECT_EQ(control("limits", {{"chat_per_second", 0}}).status, 400);
  EXPECT_EQ(control("limits", {{"bulk_burst", 0}}).status, 400);
  EXPECT_EQ(control("say", {{"user", 42}, {"text", "x"}, {"reply_to", "y"}}).status, 400);
  EXPECT_EQ(control("say", {{"user", 42}, {"text", "x"}, {"reply_to", 1000}}).status, 409);
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
