#include "metrics/state_set.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "metrics/exposition.hpp"
#include "metrics/registry.hpp"
#include "metrics/testing.hpp"

namespace metrics {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class StateSetTest : public ::testing::Test {
 protected:
  double ignored() const { return testing::value_of(registry_, "metrics_invalid_updates_total").value(); }

  std::vector<std::string> reports_;
  Registry registry_{{.report = [this](std::string_view line) { reports_.emplace_back(line); }}};
  StateSetFamily& family_ = registry_.state_set({
      .name = "polling",
      .help = "What it is doing.",
      .states = {"starting", "running", "stopped"},
      .labels = {"bot"},
  });
  StateSet& polling_ = family_.with("main");
};

TEST_F(StateSetTest, BeginsWithNoStateOn) {
  for (const auto state : {"starting", "running", "stopped"}) EXPECT_FALSE(polling_.is_on(state));
  EXPECT_EQ(polling_.sample().on, 0U);
}

TEST_F(StateSetTest, SelectLeavesNoOtherOn) {
  polling_.select("starting");
  polling_.select("stopped");
  EXPECT_TRUE(polling_.is_on("stopped"));
  EXPECT_FALSE(polling_.is_on("starting"));
  EXPECT_THAT(polling_.sample().states, ElementsAre("starting", "running", "stopped"));
  EXPECT_EQ(polling_.sample().on, 0b100U);
}

TEST_F(StateSetTest, SetChangesOneStateAlone) {
  polling_.set("starting");
  polling_.set("running");
  polling_.set("starting", false);
  EXPECT_EQ(polling_.sample().on, 0b010U);
}

TEST_F(StateSetTest, IsAGaugeForEachStateInText) {
  polling_.select("running");
  EXPECT_EQ(testing::compare(registry_, R"(
                # HELP polling What it is doing.
                # TYPE polling gauge
                polling{bot="main",polling="starting"} 0
                polling{bot="main",polling="running"} 1
                polling{bot="main",polling="stopped"} 0
            )"),
            "");
}

TEST_F(StateSetTest, IsAStatesetInOpenMetrics) {
  std::string page;
  write(registry_, {.format = ExpositionFormat::openmetrics_1_0}, page);
  EXPECT_THAT(page, HasSubstr("# TYPE polling stateset\n"));
}

TEST_F(StateSetTest, AnUnknownStateChangesNothingIsCountedAndReportedOnce) {
  polling_.select("running");
  polling_.select("sleeping\n");
  polling_.set("", false);
  EXPECT_EQ(polling_.sample().on, 0b010U);
  EXPECT_FALSE(polling_.is_on("sleeping\n"));
  EXPECT_EQ(ignored(), 2);
  ASSERT_EQ(reports_.size(), 1U);
  EXPECT_THAT(reports_[0], HasSubstr("stateset 'polling' (state_set_test.cpp:"));
  EXPECT_THAT(reports_[0], HasSubstr("ignored 'sleeping\\x0a': it is none of the set's states"));
}

TEST_F(StateSetTest, BeginsAgainWithNoStateOn) {
  polling_.select("running");
  family_.remove("main");
  EXPECT_EQ(family_.with("main").sample().on, 0U);
  EXPECT_THAT(reports_, IsEmpty());
}

TEST_F(StateSetTest, HoldsSixtyFourStates) {
  std::vector<std::string> states(64);
  for (std::size_t i = 0; i < states.size(); ++i) states[i] = "s" + std::to_string(i);
  StateSet& full = registry_.state_set({.name = "full", .help = "", .states = states}).with();
  full.set("s63");
  EXPECT_EQ(full.sample().on, std::uint64_t{1} << 63U);
  EXPECT_TRUE(full.sample().is_on(63));
  EXPECT_FALSE(full.sample().is_on(0));
}

TEST_F(StateSetTest, TwoThreadsThatSetDifferentStatesLoseNone) {
  constexpr int kRounds = 10'000;
  const auto toggle = [this](std::string_view state) {
    for (int i = 0; i < kRounds; ++i) {
      polling_.set(state, false);
      polling_.set(state);
    }
  };
  std::thread other(toggle, "running");
  toggle("stopped");
  other.join();
  EXPECT_EQ(polling_.sample().on, 0b110U);
}

}  // namespace
}  // namespace metrics
