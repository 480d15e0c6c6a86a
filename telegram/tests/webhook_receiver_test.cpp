#include "webhook_receiver.hpp"

#include <optional>
#include <string>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/testing.hpp"
#include "net/http_client.hpp"

namespace telegram {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr values::Timestamp kNow{1'700'000'000s};
constexpr const char* kSecretHeader = "X-Telegram-Bot-Api-Secret-Token";

std::string update(int id) {
  return R"({"update_id":)" + std::to_string(id) + "}";
}

net::Request call(std::string body, std::string secret = "right") {
  return {.method = "POST",
          .target = "/hook",
          .headers = {{kSecretHeader, std::move(secret)}, {"Content-Type", "application/json"}},
          .body = std::move(body)};
}

class WebhookReceiverTest : public testing::Test {
 protected:
  void start(std::size_t max_waiting = 1'000) {
    receiver_.emplace(context_.get_executor(), clock_, metrics_,
                      WebhookOptions{.bot = values::BotId{1},
                                     .url = "https://bot.example.org/hook/",
                                     .secret = values::Secret{"right"},
                                     .port = 0,
                                     .max_waiting = max_waiting,
                                     .request_timeout = 200ms},
                      nullptr);
    const std::uint16_t port = receiver_->listen().value();
    client_.emplace(context_.get_executor(), net::Url{.tls = false, .host = "127.0.0.1", .port = port, .path = ""});
    boost::asio::co_spawn(context_, receiver_->deliver([this](UpdateBatch batch) { return take(std::move(batch)); }),
                          [this](const std::exception_ptr& failure) {
                            if (failure) std::rethrow_exception(failure);
                            delivery_ended_ = true;
                          });
  }

  /// Holds the batch until `release`.
  boost::asio::awaitable<bool> take(UpdateBatch batch) {
    batches_.push_back(std::move(batch));
    while (is_holding_) {
      boost::system::error_code cancelled;
      co_await hold_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, cancelled));
    }
    co_return is_durable_;
  }

  void release(bool durable = true) {
    is_holding_ = false;
    is_durable_ = durable;
    hold_.cancel();
  }

  /// Its status goes to `statuses_` once it is answered.
  void send(net::Request request) {
    boost::asio::co_spawn(context_, client_->send(std::move(request)),
                          [this](const std::exception_ptr& failure, const net::HttpResult& answer) {
                            if (failure) std::rethrow_exception(failure);
                            statuses_.push_back(answer ? answer->status : 0);
                            last_answer_ = answer ? *answer : net::Response{.status = 0};
                          });
  }

  int status_of(net::Request request) {
    const std::size_t before = statuses_.size();
    send(std::move(request));
    run_until([&] { return statuses_.size() > before; });
    return statuses_.back();
  }

  void run_until(const std::function<bool()>& done) {
    context_.restart();
    while (!done()) ASSERT_GT(context_.run_one(), 0U) << "nothing is left to wait for";
  }

  std::optional<double> requests_counted(std::string_view outcome) const {
    return metrics::testing::value_of(registry_, "telegram_webhook_requests_total", {outcome});
  }

  static std::vector<std::int64_t> ids_of(const UpdateBatch& batch) {
    std::vector<std::int64_t> ids;
    for (const ReceivedUpdate& received : batch.updates) ids.push_back(received.id.value());
    return ids;
  }

  boost::asio::io_context context_{1};
  values::ManualClock clock_{kNow};
  metrics::Registry registry_;
  UpdateMetrics metrics_{registry_};
  boost::asio::steady_timer hold_{context_, boost::asio::steady_timer::time_point::max()};
  std::optional<WebhookReceiver> receiver_;
  std::optional<net::HttpClient> client_;
  std::vector<UpdateBatch> batches_;
  std::vector<int> statuses_;
  net::Response last_answer_;
  bool is_holding_ = false;
  bool is_durable_ = true;
  bool delivery_ended_ = false;
};

TEST_F(WebhookReceiverTest, AnUpdateIsDeliveredAndAnswered) {
  start();
  EXPECT_EQ(status_of(call(R"({"update_id":7,"message":{"message_id":1,"date":1,"chat":{"id":5,"type":"private"}}})")),
            200);
  ASSERT_THAT(batches_, SizeIs(1));
  EXPECT_EQ(batches_[0].bot, values::BotId{1});
  EXPECT_EQ(batches_[0].received_at, kNow);
  EXPECT_FALSE(batches_[0].caught_up);
  EXPECT_THAT(ids_of(batches_[0]), ElementsAre(7));
  EXPECT_EQ(requests_counted("accepted"), 1);
  EXPECT_EQ(metrics::testing::value_of(registry_, "telegram_updates_total", {"message"}), 1);
  EXPECT_EQ(receiver_->accepted(), 1U);
}

TEST_F(WebhookReceiverTest, NothingIsAnsweredBeforeItIsDurable) {
  start();
  is_holding_ = true;
  send(call(update(1)));
  run_until([&] { return batches_.size() == 1; });
  while (context_.poll() > 0) {
  }
  EXPECT_THAT(statuses_, IsEmpty());
  EXPECT_EQ(receiver_->accepted(), 0U);
  release();
  run_until([&] { return statuses_.size() == 1; });
  EXPECT_EQ(statuses_[0], 200);
}

TEST_F(WebhookReceiverTest, WhatArrivesMeanwhileBecomesOneBatch) {
  start();
  is_holding_ = true;
  send(call(update(1)));
  run_until([&] { return batches_.size() == 1; });
  for (int id = 2; id <= 21; ++id) send(call(update(id)));
  run_until([&] { return metrics::testing::value_of(registry_, "telegram_updates_total", {"unknown"}) == 21; });
  EXPECT_THAT(batches_, SizeIs(1)) << "one batch in hand at a time";
  release();
  run_until([&] { return statuses_.size() == 21; });
  ASSERT_THAT(batches_, SizeIs(2));
  EXPECT_THAT(batches_[1].updates, SizeIs(20));
  EXPECT_EQ(requests_counted("accepted"), 21);
}

TEST_F(WebhookReceiverTest, ABatchThatIsNotDurableIsAnsweredUnavailable) {
  start();
  is_durable_ = false;
  EXPECT_EQ(status_of(call(update(1))), 503);
  EXPECT_TRUE(delivery_ended_);
  EXPECT_EQ(requests_counted("unavailable"), 1);
}

TEST_F(WebhookReceiverTest, OnlyWhoKnowsTheSecretIsHeard) {
  start();
  EXPECT_EQ(status_of(call(update(1), "wrong")), 401);
  EXPECT_EQ(status_of(call(update(1), "right ")), 200) << "white space around a field's value is not part of it";
  EXPECT_EQ(status_of({.method = "POST", .target = "/hook", .body = update(1)}), 401);
  EXPECT_EQ(requests_counted("wrong_secret"), 2);
  EXPECT_EQ(last_answer_.headers.get("Connection"), "close");
  EXPECT_THAT(batches_, SizeIs(1));
}

TEST_F(WebhookReceiverTest, ThereIsOnePathAndOneMethod) {
  start();
  net::Request elsewhere = call(update(1));
  elsewhere.target = "/hook2";
  EXPECT_EQ(status_of(elsewhere), 404);
  net::Request slashed = call(update(1));
  slashed.target = "/hook/";
  EXPECT_EQ(status_of(slashed), 200);
  net::Request get = call("");
  get.method = "GET";
  EXPECT_EQ(status_of(get), 405);
  EXPECT_EQ(last_answer_.headers.get("Allow"), "POST");
  EXPECT_EQ(requests_counted("wrong_path"), 1);
  EXPECT_EQ(requests_counted("wrong_method"), 1);
}

TEST_F(WebhookReceiverTest, WhatIsNotJsonIsRefused) {
  start();
  for (const std::string& body : {std::string(), std::string("{"), std::string(100'000, '['), std::string("\xff")}) {
    EXPECT_EQ(status_of(call(body)), 400) << body.substr(0, 10);
  }
  EXPECT_EQ(requests_counted("malformed"), 4);
  EXPECT_THAT(batches_, IsEmpty());
}

TEST_F(WebhookReceiverTest, WhatHasNoIdIsDoneWith) {
  start();
  for (const std::string body : {"{}", "[]", "7", R"({"update_id":"x"})", R"({"update_id":-1})"}) {
    EXPECT_EQ(status_of(call(body)), 200) << "refused, it would come again for ever: " << body;
  }
  EXPECT_EQ(requests_counted("malformed"), 5);
  EXPECT_EQ(metrics::testing::value_of(registry_, "telegram_updates_total", {"malformed"}), 5);
  EXPECT_THAT(batches_, IsEmpty());
}

TEST_F(WebhookReceiverTest, WhatCanNotBeReadIsDelivered) {
  start();
  EXPECT_EQ(status_of(call(R"({"update_id":10,"message":7})")), 200);
  ASSERT_THAT(batches_, SizeIs(1));
  EXPECT_EQ(batches_[0].updates.at(0).update.error().message, "message: expected an object");
  EXPECT_EQ(metrics::testing::value_of(registry_, "telegram_updates_total", {"malformed"}), 1);
}

TEST_F(WebhookReceiverTest, ABodyThatIsTooLargeIsRefused) {
  start();
  EXPECT_EQ(status_of(call(std::string((1U << 20U) + 1, ' '))), 413);
  EXPECT_EQ(requests_counted("body_too_large"), 1);
}

TEST_F(WebhookReceiverTest, MoreThanMayWaitIsPutOff) {
  start(2);
  is_holding_ = true;
  send(call(update(1)));
  run_until([&] { return batches_.size() == 1; });
  send(call(update(2)));
  send(call(update(3)));
  run_until([&] { return metrics::testing::value_of(registry_, "telegram_updates_total", {"unknown"}) == 3; });
  EXPECT_EQ(status_of(call(update(4))), 503);
  EXPECT_EQ(last_answer_.headers.get("Retry-After"), "1");
  EXPECT_EQ(requests_counted("overloaded"), 1);
  release();
  run_until([&] { return statuses_.size() == 4; });
  EXPECT_THAT(statuses_, ElementsAre(503, 200, 200, 200));
}

TEST_F(WebhookReceiverTest, SaysThatItHasCaughtUpWithTheNextBatchOrAnEmptyOne) {
  start();
  receiver_->caught_up();
  run_until([&] { return batches_.size() == 1; });
  EXPECT_TRUE(batches_[0].caught_up);
  EXPECT_THAT(batches_[0].updates, IsEmpty());
  is_holding_ = true;
  send(call(update(1)));
  run_until([&] { return batches_.size() == 2; });
  EXPECT_FALSE(batches_[1].caught_up);
  send(call(update(2)));
  run_until([&] { return metrics::testing::value_of(registry_, "telegram_updates_total", {"unknown"}) == 2; });
  receiver_->caught_up();
  release();
  run_until([&] { return statuses_.size() == 2; });
  ASSERT_THAT(batches_, SizeIs(3));
  EXPECT_TRUE(batches_[2].caught_up);
  EXPECT_THAT(ids_of(batches_[2]), ElementsAre(2));
}

TEST_F(WebhookReceiverTest, StopFinishesWhatIsInHand) {
  start();
  is_holding_ = true;
  send(call(update(1)));
  run_until([&] { return batches_.size() == 1; });
  send(call(update(2)));
  run_until([&] { return metrics::testing::value_of(registry_, "telegram_updates_total", {"unknown"}) == 2; });
  receiver_->stop();
  EXPECT_EQ(status_of(call(update(3))), 0) << "nobody listens any more";
  EXPECT_FALSE(delivery_ended_);
  release();
  run_until([&] { return statuses_.size() == 3; });
  EXPECT_THAT(statuses_, ElementsAre(0, 200, 200));
  run_until([&] { return delivery_ended_; });
}

TEST_F(WebhookReceiverTest, AllOutcomesAreExposedFromTheStart) {
  for (const std::string_view outcome :
       {"accepted", "wrong_secret", "wrong_path", "wrong_method", "malformed", "overloaded", "unavailable", "too_slow",
        "head_too_large", "body_too_large", "not_http", "gave_way", "tls"}) {
    EXPECT_EQ(requests_counted(outcome), 0) << outcome;
  }
}

}  // namespace
}  // namespace telegram
