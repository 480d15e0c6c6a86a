#include "user_rate_limit.hpp"

#include <gtest/gtest.h>

namespace engine {
namespace {

using namespace std::chrono_literals;

constexpr values::Timestamp kStart{1'000'000s};
constexpr values::UserId kGreedy{1};
constexpr values::UserId kPolite{2};

TEST(UserRateLimit, AllowsABurstAndThenOneRequestEachRefill) {
  UserRateLimit limit;
  for (int request = 0; request < UserRateLimit::kBurst; ++request) ASSERT_TRUE(limit.allows(kGreedy, kStart));
  EXPECT_FALSE(limit.allows(kGreedy, kStart));
  EXPECT_TRUE(limit.allows(kPolite, kStart)) << "others are not affected";
  EXPECT_TRUE(limit.allows(kGreedy, kStart + UserRateLimit::kRefill));
  EXPECT_FALSE(limit.allows(kGreedy, kStart + UserRateLimit::kRefill));
}

TEST(UserRateLimit, RefusedRequestsDoNotProlongTheWait) {
  UserRateLimit limit;
  for (int request = 0; request < 1'000; ++request) limit.allows(kGreedy, kStart);
  EXPECT_TRUE(limit.allows(kGreedy, kStart + UserRateLimit::kRefill));
}

TEST(UserRateLimit, ForgetsUsersWhoseBucketIsFull) {
  UserRateLimit limit;
  for (int user = 0; user < 1'000; ++user) limit.allows(values::UserId{user}, kStart);
  limit.allows(kGreedy, kStart + 10min);
  EXPECT_EQ(limit.tracked_users(), 1U);
}

}  // namespace
}  // namespace engine
