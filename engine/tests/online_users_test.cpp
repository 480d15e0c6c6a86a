#include "online_users.hpp"

#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>

namespace engine {
namespace {

using namespace std::chrono_literals;

constexpr values::Timestamp kStart{1'000'000s};

TEST(OnlineUsers, CountsEachUserOnceUntilTheWindowHasPassed) {
  OnlineUsers online(5min);
  online.saw(values::UserId{1}, kStart);
  online.saw(values::UserId{1}, kStart + 1min);
  online.saw(values::UserId{2}, kStart + 2min);
  EXPECT_EQ(online.count(kStart + 2min), 2);
  EXPECT_EQ(online.count(kStart + 6min), 2) << "exactly the window ago still counts";
  EXPECT_EQ(online.count(kStart + 6min + 1ms), 1);
  EXPECT_EQ(online.count(kStart + 8min), 0);
}

TEST(OnlineUsers, AnActionReportedLateDoesNotMakeAUserOlder) {
  OnlineUsers online(5min);
  online.saw(values::UserId{1}, kStart + 4min);
  online.saw(values::UserId{1}, kStart);
  EXPECT_EQ(online.count(kStart + 8min), 1);
}

TEST(OnlineUsers, AgreesWithAModelThatRemembersEverything) {
  std::mt19937 random(20260131);
  OnlineUsers online(100s);
  std::map<std::int64_t, values::Timestamp> last_action;
  values::Timestamp now = kStart;
  for (int step = 0; step < 20'000; ++step) {
    now += std::chrono::milliseconds(random() % 2'000);
    const std::int64_t user = random() % 300;
    const values::Timestamp at = now - std::chrono::milliseconds(random() % 3'000);  // some are reported late
    online.saw(values::UserId{user}, at);
    last_action[user] = std::max(last_action[user], at);
    if (step % 50 == 0) {
      std::vector<store::RecentUser> earlier;
      for (int i = 0; i < 10; ++i) {
        earlier.push_back({.user = values::UserId{static_cast<std::int64_t>(random() % 300)},
                           .last_action_at = now - std::chrono::milliseconds(random() % 90'000)});
        values::Timestamp& last = last_action[earlier.back().user.value()];
        last = std::max(last, earlier.back().last_action_at);
      }
      online.saw_before(std::move(earlier));
    }
    if (step % 7 != 0) continue;
    const auto expected = std::count_if(last_action.begin(), last_action.end(),
                                        [&](const auto& entry) { return entry.second >= now - 100s; });
    ASSERT_EQ(online.count(now), expected) << "after step " << step;
  }
}

}  // namespace
}  // namespace engine
