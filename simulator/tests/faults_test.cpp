#include "faults.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace simulator {
namespace {

TEST(FaultsTest, AreCountedInTimes) {
  Faults faults(1);
  faults.set({.method = "getme", .times = 2});
  EXPECT_FALSE(faults.take("sendmessage"));
  EXPECT_TRUE(faults.take("getme"));
  EXPECT_TRUE(faults.take("getme"));
  EXPECT_FALSE(faults.take("getme"));
}

TEST(FaultsTest, OfAnyMethodButGetUpdatesAndAfterThoseOfTheMethod) {
  Faults faults(1);
  faults.set({.method = "*", .status = 500});
  faults.set({.method = "getme", .status = 501});
  EXPECT_FALSE(faults.take("getupdates"));
  EXPECT_EQ(faults.take("getme")->status, 501);
  EXPECT_EQ(faults.take("getme")->status, 500);
}

TEST(FaultsTest, AShareOfTheCallsIsTheSameForTheSameSeed) {
  const auto strikes = [](std::uint64_t seed) {
    Faults faults(seed);
    faults.set({.method = "*", .share = 0.25});
    std::vector<bool> struck;
    for (int i = 0; i < 10'000; ++i) struck.push_back(faults.take("getme").has_value());
    return struck;
  };
  const std::vector<bool> first = strikes(1);
  EXPECT_NEAR(static_cast<double>(std::count(first.begin(), first.end(), true)), 2500, 200);
  EXPECT_EQ(first, strikes(1));
  EXPECT_NE(first, strikes(2));
}

TEST(FaultsTest, KindsAddUpAndTheSameKindReplaces) {
  Faults faults(1);
  faults.set({.method = "getme", .status = 500, .times = 5});
  faults.set({.method = "getme", .status = 501});
  faults.set({.method = "getme", .kind = Fault::Kind::flood});
  EXPECT_EQ(faults.take("getme")->status, 501);
  EXPECT_EQ(faults.take("getme")->kind, Fault::Kind::flood);
  faults.set({.method = "getme"});
  faults.reset();
  EXPECT_FALSE(faults.take("getme"));
}

TEST(FaultsTest, SpoilTheAnswer) {
  const net::Response proper{.status = 200, .body = std::string(1000, 'x')};
  EXPECT_EQ(spoil({.method = "*", .status = 502, .body = "<html>"}, proper).headers.get("Content-Type"), "text/html");
  EXPECT_EQ(spoil({.method = "*", .kind = Fault::Kind::connection_reset}, proper).break_off_after, 0U);
  EXPECT_EQ(spoil({.method = "*", .kind = Fault::Kind::half_answer}, proper).break_off_after, 545U);
  EXPECT_EQ(spoil({.method = "*", .kind = Fault::Kind::slow}, proper).body, proper.body);
  EXPECT_EQ(spoil({.method = "*", .kind = Fault::Kind::flood}, proper).status, 429);
  EXPECT_FALSE(executes({.method = "*"}));
  EXPECT_TRUE(executes({.method = "*", .executes = true}));
  EXPECT_TRUE(executes({.method = "*", .kind = Fault::Kind::half_answer}));
}

}  // namespace
}  // namespace simulator
