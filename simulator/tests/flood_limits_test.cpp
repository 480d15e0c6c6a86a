#include "flood_limits.hpp"

#include "simulated_bot.hpp"

namespace simulator {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

TEST(ThrottleTest, AllowsABurstThenOneASecond) {
  const FloodLimit limit{.per_second = 1, .burst = 5};
  Throttle throttle;
  for (int i = 0; i < limit.burst; ++i) {
    EXPECT_FALSE(throttle.wait(kStart, limit));
    throttle.take(kStart, limit);
  }
  EXPECT_EQ(throttle.wait(kStart, limit), 1s);
  EXPECT_FALSE(throttle.wait(kStart + 1s, limit));
  throttle.take(kStart + 1s, limit);
  EXPECT_EQ(throttle.wait(kStart + 1500ms, limit), 1s);
}

class FloodLimitsTest : public SimulatedBot {
 protected:
  void SetUp() override { bot.set_flood({.on = true}); }

  /// People who have said something, a while ago.
  void make_idle_chats(int count) {
    for (int i = 0; i < count; ++i) ASSERT_TRUE(bot.say(person(i), "hi"));
    pass(kAnswerWindow + 1s);
  }

  static values::UserId person(int number) { return values::UserId{1000 + number}; }

  std::string send_to(values::UserId user) {
    return failure_of("sendmessage", {{"chat_id", user.value()}, {"text", "news"}});
  }
};

TEST_F(FloodLimitsTest, ThirtyASecondInBulk) {
  make_idle_chats(40);
  for (int i = 0; i < 30; ++i) EXPECT_EQ(send_to(person(i)), "") << i;
  EXPECT_EQ(send_to(person(30)), "Too Many Requests: retry after 1");
  pass(100ms);
  for (int i = 30; i < 33; ++i) EXPECT_EQ(send_to(person(i)), "") << i;
  EXPECT_NE(send_to(person(33)), "");
  EXPECT_EQ(bot.message_counts().sent, 33U);
  EXPECT_EQ(bot.message_counts().sent_in_bulk, 33U);
  EXPECT_EQ(bot.message_counts().refused_by_bulk, 2U);
}

TEST_F(FloodLimitsTest, AnswersAreNotBulk) {
  make_idle_chats(40);
  for (int i = 0; i < 30; ++i) ASSERT_EQ(send_to(person(i)), "");
  ASSERT_TRUE(bot.say(person(30), "/my"));
  EXPECT_EQ(send_to(person(30)), "");
  pass(kAnswerWindow);
  EXPECT_EQ(send_to(person(30)), "");
  EXPECT_EQ(bot.message_counts().sent_in_bulk, 30U);
}

TEST_F(FloodLimitsTest, EditsCountForTheChatOnly) {
  ASSERT_TRUE(bot.say(kAnna, "hi"));
  json::object edit{{"chat_id", kAnna.value()}, {"text", "0"}};
  edit["message_id"] = call("sendmessage", edit).at("message_id");
  for (const char* text : {"1", "2", "3", "4"}) {
    edit["text"] = text;
    EXPECT_EQ(failure_of("editmessagetext", edit), "");
  }
  edit["text"] = "5";
  EXPECT_EQ(failure_of("editmessagetext", edit), "Too Many Requests: retry after 1");
  EXPECT_EQ(send_to(kAnna), "Too Many Requests: retry after 1");
  EXPECT_EQ(bot.message_counts().refused_by_chat, 2U);
}

TEST_F(FloodLimitsTest, WhatIsRefusedByOneLimitCostsNothingOfTheOther) {
  make_idle_chats(31);
  for (int i = 0; i < 30; ++i) ASSERT_EQ(send_to(person(i)), "");
  for (int i = 0; i < 10; ++i) EXPECT_NE(send_to(person(30)), "");
  pass(1s);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(send_to(person(30)), "") << i;
}

}  // namespace
}  // namespace simulator
