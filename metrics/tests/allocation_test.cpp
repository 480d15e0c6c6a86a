// An update in steady state allocates nothing.

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "allocation_count.hpp"
#include "metrics/registry.hpp"

namespace metrics {
namespace {

template <class Update>
std::uint64_t allocations_of(Update update) {
  update();  // the first time it may
  const std::uint64_t before = testing::allocations_of_this_thread();
  for (int i = 0; i < 100; ++i) update();
  return testing::allocations_of_this_thread() - before;
}

TEST(AllocationTest, CountsAllocations) {
  EXPECT_GE(allocations_of([] { std::string(1000, 'x'); }), 100U);
}

TEST(AllocationTest, UpdatesInSteadyStateNeedNone) {
  Registry registry;
  Counter& counter = registry.counter({.name = "events_total", .help = ""}).with();
  Gauge& gauge = registry.gauge({.name = "level", .help = ""}).with();
  Histogram& classic = registry.histogram({.name = "classic", .help = ""}).with();
  Histogram& native = registry.histogram({.name = "native", .help = "", .native = NativeOptions{}}).with();
  EXPECT_EQ(allocations_of([&] { counter.inc(); }), 0U);
  EXPECT_EQ(allocations_of([&] { counter.inc(0.5); }), 0U);
  EXPECT_EQ(allocations_of([&] { counter.inc(1, {{"trace_id", "abc"}}); }), 0U);
  EXPECT_EQ(allocations_of([&] { gauge.set(1); }), 0U);
  EXPECT_EQ(allocations_of([&] { classic.observe(0.25); }), 0U);
  EXPECT_EQ(allocations_of([&] { native.observe(0.25); }), 0U);
  EXPECT_EQ(allocations_of([&] { native.observe(0.3, {{"trace_id", "abc"}}); }), 0U);
}

TEST(AllocationTest, FindingASeriesNeedsNone) {
  Registry registry;
  CounterFamily& family = registry.counter({.name = "events_total", .help = "", .labels = {"kind"}});
  EXPECT_EQ(allocations_of([&] { family.with("a").inc(); }), 0U);
}

TEST(AllocationTest, ReadingIntoASnapshotAtHandNeedsNone) {
  Registry registry;
  Histogram& native = registry.histogram({.name = "native", .help = "", .native = NativeOptions{}}).with();
  for (const double value : {0.1, 0.2, 0.4, -1.0}) native.observe(value);
  HistogramSnapshot snapshot;
  EXPECT_EQ(allocations_of([&] { native.read_into(snapshot); }), 0U);
}

}  // namespace
}  // namespace metrics
