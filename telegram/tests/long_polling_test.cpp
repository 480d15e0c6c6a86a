#include "telegram/long_polling.hpp"

#include <optional>
#include <string>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot_api_server.hpp"
#include "metrics/testing.hpp"
#include "poll_pacing.hpp"
#include "run_to_its_end.hpp"
#include "values/time.hpp"

namespace telegram {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kOtherPoller =
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
const std::string kWebhookSet =
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

std::string update(int id) {
  return R"({"update_id":)" + std::to_string(id) + "}";
}

class LongPollingTest : public testing::Test {
 protected:
  /// Until run() ends; the source is stopped once it asks for more than the test has told the server.
  values::Result<void> run(BatchHandler handler) {
    server_.on_held = [this] { source_.stop(); };
    return run_to_its_end(context_, source_, std::move(handler));
  }

  /// Remembers batches and says that they are durable.
  BatchHandler keep() {
    return [this](UpdateBatch batch) -> boost::asio::awaitable<bool> {
      batches_.push_back(std::move(batch));
      co_return true;
    };
  }

  std::vector<std::int64_t> offsets_asked() const {
    std::vector<std::int64_t> offsets;
    for (const boost::json::value& parameters : server_.parameters_of("getUpdates")) {
      const boost::json::value* offset = parameters.as_object().if_contains("offset");
      offsets.push_back(offset == nullptr ? -1 : offset->as_int64());
    }
    return offsets;
  }

  std::vector<std::int64_t> ids_of(const UpdateBatch& batch) const {
    std::vector<std::int64_t> ids;
    for (const ReceivedUpdate& received : batch.updates) ids.push_back(received.id.value());
    return ids;
  }

  std::optional<double> updates_counted(std::string_view type) const {
    return metrics::testing::value_of(registry_, "telegram_updates_total", {type});
  }

  static constexpr values::Timestamp kNow{1'700'000'000s};

  boost::asio::io_context context_{1};
  BotApiServer server_{context_.get_executor()};
  metrics::Registry registry_;
  values::ManualClock clock_{kNow};
  net::HttpClient client_{context_.get_executor(), server_.url()};
  Api api_{client_, values::Secret{"1:secret"}, registry_};
  LongPolling source_{context_.get_executor(),
                      api_,
                      clock_,
                      registry_,
                      {.bot = values::BotId{1},
                       .limit = 3,
                       .poll_timeout = 50s,
                       .max_conflicts = 3,
                       .backoff = {.first = 1ms, .longest = 2ms}}};
  std::vector<UpdateBatch> batches_;
};

TEST_F(LongPollingTest, BeginsWithDeleteWebhookAndAlwaysSendsAllowedUpdates) {
  server_.will_answer("deleteWebhook", "true");
  server_.will_answer("getUpdates", "[]");
  EXPECT_TRUE(run(keep()));

  ASSERT_THAT(server_.calls(), SizeIs(3));
  EXPECT_EQ(server_.calls()[0].method, "deleteWebhook");
  EXPECT_EQ(server_.calls()[0].parameters, boost::json::parse("{}"));
  const auto polls = server_.parameters_of("getUpdates");
  const std::string kinds = R"("allowed_updates":["message","callback_query","pre_checkout_query","my_chat_member",)"
                            R"("chat_join_request","chat_member","subscription"])";
  EXPECT_EQ(polls.at(0), boost::json::parse(R"({"limit":3,"timeout":0,)" + kinds + "}"));
  EXPECT_EQ(polls.at(1), boost::json::parse(R"({"limit":3,"timeout":50,)" + kinds + "}"));
}

TEST_F(LongPollingTest, DeliversBatchesInOrderAndConfirmsThem) {
  server_.will_answer("deleteWebhook", "true");
  server_.will_answer("getUpdates", "[" + update(10) + "," + update(11) + "," + update(13) + "]");
  server_.will_answer("getUpdates", "[" + update(14) + "]");
  server_.will_answer("getUpdates", "[]");
  EXPECT_TRUE(run(keep()));

  ASSERT_THAT(batches_, SizeIs(3));
  EXPECT_THAT(ids_of(batches_[0]), ElementsAre(10, 11, 13));
  EXPECT_FALSE(batches_[0].caught_up) << "a full batch: there may be more";
  EXPECT_EQ(batches_[0].bot, values::BotId{1});
  EXPECT_EQ(batches_[0].received_at, kNow);
  EXPECT_THAT(ids_of(batches_[1]), ElementsAre(14));
  EXPECT_TRUE(batches_[1].caught_up);
  EXPECT_THAT(batches_[2].updates, IsEmpty());
  EXPECT_TRUE(batches_[2].caught_up);
  EXPECT_THAT(offsets_asked(), ElementsAre(-1, 14, 15, 15));
  EXPECT_EQ(updates_counted("unknown"), 4);
}

TEST_F(LongPollingTest, ConfirmsOnlyAfterTheHandlerIsDone) {
  server_.will_answer("deleteWebhook", "true");
  server_.will_answer("getUpdates", "[" + update(10) + "]");
  std::size_t polls_while_handling = 0;
  EXPECT_TRUE(run([&](UpdateBatch) -> boost::asio::awaitable<bool> {
    for (int turn = 0; turn < 1000; ++turn) co_await boost::asio::post(context_, boost::asio::use_awaitable);
    polls_while_handling = offsets_asked().size();
    co_return true;
  }));
  EXPECT_EQ(polls_while_handling, 1U);
  EXPECT_THAT(offsets_asked(), ElementsAre(-1, 11));
}

TEST_F(LongPollingTest, ABatchThatIsNotDurableEndsItUnconfirmed) {
  server_.will_answer("deleteWebhook", "true");
  server_.will_answer("getUpdates", "[" + update(10) + "]");
  EXPECT_TRUE(run([](UpdateBatch) -> boost::asio::awaitable<bool> { co_return false; }));
  EXPECT_THAT(offsets_asked(), ElementsAre(-1));
}

TEST_F(LongPollingTest, FollowsTelegramToLowerIdsAfterAQuietWeek) {
  server_.will_answer("deleteWebhook", "true");
  server_.will_answer("getUpdates", "[" + update(900) + "]");
  server_.will_answer("getUpdates", "[" + update(20) + "]");
  EXPECT_TRUE(run(keep()));
  EXPECT_THAT(offsets_asked(), ElementsAre(-1, 901, 21));
}

TEST_F(LongPollingTest, DeliversWhatItCanNotReadAndSkipsWhatHasNoId) {
  server_.will_answer("deleteWebhook", "true");
  server_.will_answer("getUpdates", R"([{"update_id":10,"message":7},{"message":{}}])");
  EXPECT_TRUE(run(keep()));
  ASSERT_THAT(batches_, SizeIs(1));
  ASSERT_THAT(batches_[0].updates, SizeIs(1));
  EXPECT_EQ(batches_[0].updates[0].update.error().message, "message: expected an object");
  EXPECT_THAT(offsets_asked(), ElementsAre(-1, 11));
  EXPECT_EQ(updates_counted("malformed"), 2);
}

TEST_F(LongPollingTest, AsksAgainAfterTroubleAndSaysWhatItIs) {
  server_.will_answer("deleteWebhook", {.status = 502, .headers = {}, .body = "<html>"});
  server_.will_answer("deleteWebhook", "true");
  server_.will_answer("getUpdates", {.status = 200, .headers = {}, .body = R"({"ok":true,"resu)"});
  server_.will_answer("getUpdates", R"({"not":"an array"})");
  server_.will_answer("getUpdates", refusal(429, "Too Many Requests", R"({"retry_after":0})"));
  server_.will_answer("getUpdates", "[" + update(10) + "]");
  std::optional<std::string> problem = "none yet";
  EXPECT_TRUE(run([&](UpdateBatch) -> boost::asio::awaitable<bool> {
    problem = source_.health().problem;
    co_return true;
  }));
  EXPECT_EQ(problem, std::nullopt) << "over with the first good answer";
  EXPECT_EQ(source_.health().last_success, kNow);
  EXPECT_EQ(metrics::testing::value_of(registry_, "telegram_last_poll_timestamp_seconds"), 1'700'000'000);
  EXPECT_THAT(offsets_asked(), ElementsAre(-1, -1, -1, -1, 11));
}

TEST_F(LongPollingTest, ARefusedTokenEndsItAtOnce) {
  server_.will_answer("deleteWebhook", refusal(401, "Unauthorized"));
  const auto end = run(keep());
  ASSERT_FALSE(end);
  EXPECT_EQ(
      end.error().message,
      "BOT_TOKEN is refused by Telegram (401 Unauthorized): copy it again from BotFather, or have BotFather make a "
      "new one");
  EXPECT_THAT(server_.calls(), SizeIs(1));
  EXPECT_EQ(source_.health().problem, end.error().message);
  EXPECT_EQ(source_.health().last_success, std::nullopt);
}

TEST_F(LongPollingTest, AnotherPollerEndsItEvenIfBothWinInTurn) {
  server_.will_answer("deleteWebhook", "true");
  for (int i = 0; i < 3; ++i) {
    server_.will_answer("getUpdates", "[]");
    server_.will_answer("getUpdates", refusal(409, kOtherPoller));
  }
  const auto end = run(keep());
  ASSERT_FALSE(end);
  EXPECT_THAT(end.error().message, HasSubstr("another program polls this bot's updates (409 Conflict)"));
  EXPECT_THAT(end.error().message, HasSubstr("gave up after 3 conflicts"));
  EXPECT_THAT(server_.parameters_of("getUpdates"), SizeIs(6));
  EXPECT_THAT(server_.parameters_of("deleteWebhook"), SizeIs(1));
}

TEST_F(LongPollingTest, ConflictsOfLongAgoAreForgotten) {
  server_.will_answer("deleteWebhook", "true");
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 2; ++i) server_.will_answer("getUpdates", refusal(409, kOtherPoller));
    server_.will_answer("getUpdates", "[]");
  }
  EXPECT_TRUE(run([this, keep_batch = keep()](UpdateBatch batch) {
    clock_.advance(10min);
    return keep_batch(std::move(batch));
  }));
}

TEST_F(LongPollingTest, AWebhookThatSomebodySetIsDeletedAgain) {
  server_.will_answer("deleteWebhook", "true");
  server_.will_answer("deleteWebhook", "true");
  server_.will_answer("getUpdates", refusal(409, kWebhookSet));
  server_.will_answer("getUpdates", "[" + update(10) + "]");
  EXPECT_TRUE(run(keep()));
  EXPECT_THAT(server_.parameters_of("deleteWebhook"), SizeIs(2));
  EXPECT_THAT(batches_, SizeIs(1));
}

TEST_F(LongPollingTest, AWebhookThatIsSetAgainAndAgainEndsIt) {
  for (int i = 0; i < 3; ++i) {
    server_.will_answer("deleteWebhook", "true");
    server_.will_answer("getUpdates", refusal(409, kWebhookSet));
  }
  const auto end = run(keep());
  ASSERT_FALSE(end);
  EXPECT_THAT(end.error().message, HasSubstr("another program has set a webhook"));
}

TEST_F(LongPollingTest, AServerWithoutWebhooksIsPolledAllTheSame) {
  server_.will_answer("deleteWebhook", refusal(404, "Not Found: method not found"));
  server_.will_answer("getUpdates", "[" + update(10) + "]");
  EXPECT_TRUE(run(keep()));
  EXPECT_THAT(batches_, SizeIs(1));
}

TEST_F(LongPollingTest, StopEndsALongPollAndLeavesTheClientUsable) {
  server_.will_answer("deleteWebhook", "true");
  server_.will_answer("getUpdates", "[]");
  EXPECT_TRUE(run(keep())) << "it is stopped while the server holds the second poll";

  server_.will_answer("getMe", R"({"id":1})");
  context_.restart();
  bool answered = false;
  boost::asio::co_spawn(context_, api_.call({.method = "getMe", .body = "{}"}),
                        [&](const std::exception_ptr&, const ApiResult& result) {
                          answered = result.has_value();
                          context_.stop();
                        });
  context_.run();
  EXPECT_TRUE(answered);
}

TEST_F(LongPollingTest, StopWaitsForTheBatchInHand) {
  server_.will_answer("deleteWebhook", "true");
  server_.will_answer("getUpdates", "[" + update(10) + "]");
  bool finished = false;
  EXPECT_TRUE(run([&](UpdateBatch) -> boost::asio::awaitable<bool> {
    source_.stop();
    for (int turn = 0; turn < 10; ++turn) co_await boost::asio::post(context_, boost::asio::use_awaitable);
    finished = true;
    co_return true;
  }));
  EXPECT_TRUE(finished);
  EXPECT_THAT(offsets_asked(), ElementsAre(-1));
}

TEST_F(LongPollingTest, StopEndsTheWaitBetweenAttempts) {
  server_.will_answer("deleteWebhook", refusal(429, "Too Many Requests", R"({"retry_after":86400})"));
  std::function<void()> look = [&] {
    if (source_.health().problem) return source_.stop();
    boost::asio::post(context_, look);
  };
  boost::asio::post(context_, look);
  EXPECT_TRUE(run(keep()));
  EXPECT_THAT(server_.calls(), SizeIs(1));
}

TEST_F(LongPollingTest, StoppedBeforeItRunsItAsksNothing) {
  source_.stop();
  EXPECT_TRUE(run(keep()));
  EXPECT_THAT(server_.calls(), IsEmpty());
}

TEST_F(LongPollingTest, AllTypesAreExposedFromTheStart) {
  for (const std::string_view type : {"message", "callback_query", "pre_checkout_query", "my_chat_member",
                                      "chat_join_request", "chat_member", "subscription", "unknown", "malformed"}) {
    EXPECT_EQ(updates_counted(type), 0) << type;
  }
}

TEST(PauseAfter, OnlyAnEmptyAnswerThatWasNotHeldIsFollowedByAPause) {
  EXPECT_EQ(pause_after({.asked_to_hold = 50s, .took = 2ms}), kEmptyPollPause);
  EXPECT_EQ(pause_after({.unreadable = 1, .took = 2ms}), kEmptyPollPause);
  EXPECT_EQ(pause_after({.asked_to_hold = 50s, .took = 50s}), 0ms);
  EXPECT_EQ(pause_after({.asked_to_hold = 0s, .took = 2ms}), 0ms);
  EXPECT_EQ(pause_after({.readable = 1, .unreadable = 1, .asked_to_hold = 50s, .took = 2ms}), 0ms);
}

}  // namespace
}  // namespace telegram
