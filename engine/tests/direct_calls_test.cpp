#include "direct_calls.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/alerting.hpp"
#include "bot/catalogue_call.hpp"

namespace engine {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
namespace asio = boost::asio;

class DirectCallsTest : public ::testing::Test {
 protected:
  DirectCalls calls(const DirectCallLimits& limits) {
    return DirectCalls(
        io_.get_executor(),
        [this](telegram::Call call, std::chrono::milliseconds timeout) -> asio::awaitable<telegram::ApiResult> {
          timeout_ = timeout;
          begun_.push_back(call.body);
          most_at_a_time_ = std::max(most_at_a_time_, ++under_way_);
          for (int i = 0; i < 3; ++i) co_await asio::post(io_, asio::use_awaitable);
          --under_way_;
          if (call.body == "bad") {
            co_return telegram::ApiError{.kind = telegram::ApiErrorKind::transport, .description = "no answer"};
          }
          co_return boost::json::value(call.body);
        },
        [this](Delivery delivery) { reported_.push_back(std::move(delivery)); }, [this] { ++idle_; }, limits);
  }

  static store::OutboxMessage message(const std::string& body) {
    return {.bot = values::BotId{1},
            .chat = std::nullopt,
            .method = std::string(bot::kReadAlerts),
            .body = body,
            .deadline = std::nullopt,
            .not_before = {}};
  }

  asio::io_context io_;
  std::vector<std::string> begun_;
  std::vector<Delivery> reported_;
  std::optional<std::chrono::milliseconds> timeout_;
  int under_way_ = 0;
  int most_at_a_time_ = 0;
  int idle_ = 0;
};

TEST_F(DirectCallsTest, KnowsWhoCarriesOutWhat) {
  const auto destination = [](std::string_view method) {
    store::OutboxMessage call = message("");
    call.method = method;
    return destination_of(call);
  };
  EXPECT_EQ(destination(bot::kEditCatalogue), Destination::catalogue);
  EXPECT_EQ(destination(bot::kSilenceAlert), Destination::alertmanager);
  EXPECT_EQ(destination(bot::kExpireSilence), Destination::alertmanager);
  EXPECT_EQ(destination(bot::kReadAlerts), Destination::alertmanager);
  EXPECT_EQ(destination("sendMessage"), Destination::telegram);
}

TEST_F(DirectCallsTest, MakesSoManyAtATimeInOrder) {
  DirectCalls calls = this->calls({.at_a_time = 2, .timeout = 7s});
  for (const char* body : {"1", "2", "3", "4", "5"}) calls.push(message(body));
  io_.run();
  EXPECT_THAT(begun_, ElementsAre()) << "nobody has started them";
  calls.start();
  EXPECT_TRUE(calls.is_calling());
  io_.restart();
  io_.run();
  EXPECT_THAT(begun_, ElementsAre("1", "2", "3", "4", "5"));
  EXPECT_EQ(most_at_a_time_, 2);
  EXPECT_EQ(timeout_, 7s);
  EXPECT_EQ(reported_.size(), 5U);
  EXPECT_EQ(idle_, 1);
  EXPECT_FALSE(calls.is_calling());
}

TEST_F(DirectCallsTest, ReportsWhatCameOfEachAndTriesNoneAgain) {
  DirectCalls calls = this->calls({.timeout = 7s});
  calls.start();
  calls.push(message("good"));
  calls.push(message("bad"));
  io_.run();
  ASSERT_EQ(reported_.size(), 2U);
  EXPECT_EQ(reported_[0].outcome, DeliveryOutcome::sent);
  EXPECT_EQ(reported_[0].result, "good");
  EXPECT_EQ(reported_[1].outcome, DeliveryOutcome::given_up);
  EXPECT_EQ(reported_[1].reason, "no answer");
  EXPECT_EQ(begun_.size(), 2U);
}

TEST_F(DirectCallsTest, DropsWhatWouldWaitBehindTooMuch) {
  DirectCalls calls = this->calls({.waiting = 2, .timeout = 7s});
  for (const char* body : {"1", "2", "3"}) calls.push(message(body));
  ASSERT_EQ(reported_.size(), 1U);
  EXPECT_EQ(reported_[0].message.body, "3");
  EXPECT_EQ(reported_[0].outcome, DeliveryOutcome::dropped);
  EXPECT_FALSE(reported_[0].reason.empty());
}

TEST_F(DirectCallsTest, LeavesWhatWaitsForTheNextStart) {
  DirectCalls calls = this->calls({.timeout = 7s});
  calls.start();
  calls.push(message("1"));
  calls.push(message("2"));
  while (begun_.empty()) io_.run_one();
  calls.stop();
  io_.run();
  EXPECT_THAT(begun_, ElementsAre("1"));
  EXPECT_EQ(reported_.size(), 1U);
}

}  // namespace
}  // namespace engine
