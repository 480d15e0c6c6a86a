#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>

#include <gtest/gtest.h>

#include "metrics/registry.hpp"

namespace metrics {
namespace {

class GaugeTest : public ::testing::Test {
 protected:
  Registry registry_;
  Gauge& gauge_ = registry_.gauge({.name = "users_online", .help = "Users."}).with();
};

TEST_F(GaugeTest, GoesUpAndDown) {
  EXPECT_EQ(gauge_.value(), 0);
  gauge_.set(42);
  gauge_.inc();
  gauge_.inc(0.5);
  gauge_.dec();
  gauge_.dec(50);
  EXPECT_EQ(gauge_.value(), -7.5);
}

TEST_F(GaugeTest, HoldsEverySpecialValue) {
  gauge_.set(std::numeric_limits<double>::infinity());
  EXPECT_EQ(gauge_.value(), std::numeric_limits<double>::infinity());
  gauge_.set(std::numeric_limits<double>::quiet_NaN());
  EXPECT_TRUE(std::isnan(gauge_.value()));
}

TEST_F(GaugeTest, HoldsTheCurrentTimeInSeconds) {
  const auto seconds_now = [] {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  };
  const double before = seconds_now();
  gauge_.set_to_current_time();
  EXPECT_LE(before, gauge_.value());
  EXPECT_LE(gauge_.value(), seconds_now());
}

TEST(GaugesTest, DoNotShareACacheLine) {
  static_assert(alignof(Gauge) >= 64 && sizeof(Gauge) >= 64);
  Registry registry;
  GaugeFamily& family = registry.gauge({.name = "level", .help = "", .labels = {"tank"}});
  for (const std::string_view tank : {"a", "b", "c"})
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(&family.with(tank)) % 64, 0U);
}

}  // namespace
}  // namespace metrics
