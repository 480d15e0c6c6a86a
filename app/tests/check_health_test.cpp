#include "check_health.hpp"

#include <gtest/gtest.h>

namespace app {
namespace {

std::string asked(const std::string& listen_address) {
  return own_address(read_settings({{"LISTEN_ADDRESS", listen_address}, {"PROMETHEUS_PORT", "8001"}}).value())
      .authority();
}

TEST(CheckHealth, AsksWhereTheBotListens) {
  EXPECT_EQ(asked("127.0.0.1"), "127.0.0.1:8001");
  EXPECT_EQ(asked("192.0.2.7"), "192.0.2.7:8001");
  EXPECT_EQ(asked("::1"), "[::1]:8001");
}

TEST(CheckHealth, AsksOnTheLoopbackIfTheBotListensEverywhere) {
  EXPECT_EQ(asked("0.0.0.0"), "127.0.0.1:8001");
  EXPECT_EQ(asked("::"), "[::1]:8001");
  EXPECT_EQ(asked("0:0:0:0:0:0:0:0"), "[::1]:8001");
}

}  // namespace
}  // namespace app
