#include "login.hpp"

#include <gtest/gtest.h>

#include "net/basic_authorization.hpp"

namespace viewer {
namespace {

using Verdict = Login::Verdict;

class Logins : public ::testing::Test {
 protected:
  Verdict judge(std::string_view user, std::string_view password) {
    return login_.judge(net::write_basic_authorization(user, password));
  }

  values::ManualClock clock_{values::Timestamp{std::chrono::hours{1}}};
  Login login_{"владелец", values::Secret{"pass:word 🔑"}, clock_};
};

TEST_F(Logins, TheRightOneIsWelcome) {
  EXPECT_EQ(judge("владелец", "pass:word 🔑"), Verdict::welcome);
}

TEST_F(Logins, BothPartsMustBeRight) {
  EXPECT_EQ(judge("владелец", "pass:word"), Verdict::wrong);
  EXPECT_EQ(judge("владелец", "pass:word 🔑 "), Verdict::wrong);
  EXPECT_EQ(judge("admin", "pass:word 🔑"), Verdict::wrong);
  EXPECT_EQ(judge("", ""), Verdict::wrong);
}

TEST_F(Logins, WhatCannotBeReadIsNoAttempt) {
  for (int i = 0; i < 100; ++i) {
    for (const char* header : {"", "Basic", "Bearer abcd", "Basic !!!!", "Basic QQ==", "basic \xff\xfe"}) {
      EXPECT_EQ(login_.judge(header), Verdict::unknown) << header;
    }
  }
  EXPECT_EQ(login_.judge("Basic " + std::string(30'000, 'Q')), Verdict::unknown);
}

TEST_F(Logins, TenWrongOnesAMinuteAreJudgedAndTheRightOneIsAlwaysWelcome) {
  for (int i = 0; i < 10; ++i) EXPECT_EQ(judge("admin", std::to_string(i)), Verdict::wrong);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(judge("admin", std::to_string(i)), Verdict::too_many);
  EXPECT_EQ(judge("владелец", "pass:word 🔑"), Verdict::welcome);
  EXPECT_EQ(judge("admin", "x"), Verdict::too_many);
  clock_.advance(std::chrono::seconds{59});
  EXPECT_EQ(judge("admin", "x"), Verdict::too_many);
  clock_.advance(std::chrono::seconds{1});
  for (int i = 0; i < 10; ++i) EXPECT_EQ(judge("admin", std::to_string(i)), Verdict::wrong);
  EXPECT_EQ(judge("admin", "x"), Verdict::too_many);
}

}  // namespace
}  // namespace viewer
