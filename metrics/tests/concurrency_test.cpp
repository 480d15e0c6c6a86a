// Threads update, make series and register while others scrape. Under `tsan` these also prove that nothing races.

#include <atomic>
#include <barrier>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "metrics/exposition.hpp"
#include "metrics/registry.hpp"
#include "metrics/testing.hpp"

namespace metrics {
namespace {

constexpr int kThreads = 4;
constexpr int kUpdates = 20000;

/// Runs `work(0)` … `work(kThreads - 1)` at once, and `watch` over and over until all are done.
void run_watched(const std::function<void(int)>& work, const std::function<void()>& watch) {
  std::atomic<int> working{kThreads};
  std::barrier start(kThreads + 1);
  std::vector<std::jthread> threads;
  threads.reserve(kThreads);
  for (int id = 0; id < kThreads; ++id) {
    threads.emplace_back([&, id] {
      start.arrive_and_wait();
      work(id);
      working.fetch_sub(1);
    });
  }
  start.arrive_and_wait();
  do watch();
  while (working.load() > 0);
}

TEST(ConcurrencyTest, NoIncrementIsLost) {
  Registry registry;
  Counter& counter = registry.counter({.name = "events_total", .help = ""}).with();
  Gauge& gauge = registry.gauge({.name = "level", .help = ""}).with();
  double last = 0;
  run_watched(
      [&](int) {
        for (int i = 0; i < kUpdates; ++i) {
          counter.inc();
          counter.inc(0.5);
          gauge.inc(2);
          gauge.dec();
        }
      },
      [&] {
        const double now = testing::value_of(registry, "events_total").value();
        ASSERT_GE(now, last);
        last = now;
      });
  EXPECT_EQ(counter.value(), 1.5 * kThreads * kUpdates);
  EXPECT_EQ(gauge.value(), 1.0 * kThreads * kUpdates);
}

TEST(ConcurrencyTest, NoObservationIsLostAndEveryScrapeAddsUp) {
  Registry registry;
  Histogram& histogram = registry.histogram({.name = "h", .help = "", .buckets = {1, 2, 3}}).with();
  std::uint64_t last = 0;
  run_watched(
      [&](int id) {
        for (int i = 0; i < kUpdates; ++i) histogram.observe(id + 0.5);
      },
      [&] {
        const std::string text = testing::expose(registry, {"h"});
        const auto number_after = [&text](const std::string& name) {
          return std::stoull(text.substr(text.find(name) + name.size()));
        };
        const std::uint64_t count = number_after("h_count ");
        ASSERT_EQ(number_after("h_bucket{le=\"+Inf\"} "), count);
        ASSERT_GE(count, last);
        last = count;
      });
  const HistogramSnapshot snapshot = histogram.snapshot();
  EXPECT_EQ(snapshot.counts, std::vector<std::uint64_t>(4, kUpdates));
  EXPECT_EQ(snapshot.sum, (0.5 + 1.5 + 2.5 + 3.5) * kUpdates);
}

TEST(ConcurrencyTest, ThreadsThatAskForTheSameSeriesGetTheSame) {
  constexpr int kSeries = 300;
  Registry registry;
  CounterFamily& family = registry.counter({.name = "events_total", .help = "", .labels = {"a", "b"}});
  run_watched(
      [&](int) {
        for (int i = 0; i < kSeries; ++i) family.with(std::to_string(i), "x").inc();
      },
      [&] { expose_text(registry); });
  for (int i = 0; i < kSeries; ++i) ASSERT_EQ(family.with(std::to_string(i), "x").value(), kThreads);
}

TEST(ConcurrencyTest, FamiliesMayBeRegisteredWhileOthersScrape) {
  constexpr int kFamilies = 50;
  Registry registry;
  run_watched(
      [&](int id) {
        for (int i = 0; i < kFamilies; ++i)
          registry.gauge({.name = "g_" + std::to_string(id) + '_' + std::to_string(i), .help = ""}).with().set(1);
      },
      [&] { expose_text(registry); });
  EXPECT_EQ(registry.describe().size(), kThreads * kFamilies + 1U);
}

TEST(ConcurrencyTest, NothingIsLostWhenThreadsComeAndGo) {
  constexpr int kShortLived = 50;
  constexpr int kUpdatesEach = 100;
  Registry registry;
  Counter& counter = registry.counter({.name = "events_total", .help = ""}).with();
  Histogram& histogram = registry.histogram({.name = "h", .help = "", .native = NativeOptions{}}).with();
  std::uint64_t last = 0;
  run_watched(
      [&](int) {
        for (int i = 0; i < kShortLived; ++i) {
          std::jthread([&] {
            for (int update = 0; update < kUpdatesEach; ++update) {
              counter.inc();
              counter.inc(0.25);
              histogram.observe(update);
            }
          });
        }
      },
      [&] {
        const HistogramSnapshot snapshot = histogram.snapshot();
        ASSERT_GE(snapshot.count(), last);
        last = snapshot.count();
      });
  EXPECT_EQ(counter.value(), 1.25 * kThreads * kShortLived * kUpdatesEach);
  EXPECT_EQ(histogram.snapshot().count(), std::uint64_t{kThreads} * kShortLived * kUpdatesEach);
}

TEST(ConcurrencyTest, SeriesMayBeRemovedWhileOthersUpdateAndScrape) {
  constexpr int kRounds = 300;
  Registry registry;
  CounterFamily& counters = registry.counter({.name = "events_total", .help = "", .labels = {"a"}});
  HistogramFamily& histograms =
      registry.histogram({.name = "h", .help = "", .labels = {"a"}, .native = NativeOptions{.max_buckets = 4}});
  run_watched(
      [&](int id) {
        const std::string own = std::to_string(id);
        for (int i = 0; i < kRounds; ++i) {
          counters.with("shared").inc(1, {{"round", own}});
          histograms.with("shared").observe(i + 0.5, {{"round", own}});
          counters.with(own).inc(0.5);
          if (i % 10 == id) counters.remove("shared");
          if (i % 50 == id) histograms.clear();
        }
      },
      [&] {
        for (const ExpositionFormat format : {ExpositionFormat::openmetrics_1_0, ExpositionFormat::protobuf}) {
          std::string out;
          write(registry, {.format = format}, out);
        }
      });
  for (int id = 0; id < kThreads; ++id)
    EXPECT_EQ(testing::value_of(registry, "events_total", {std::to_string(id)}), 0.5 * kRounds);
}

TEST(ConcurrencyTest, FamiliesMayBeRemovedWhileOthersUpdateAndScrape) {
  constexpr int kRounds = 100;
  Registry registry;
  run_watched(
      [&](int id) {
        const std::string name = "g_" + std::to_string(id);
        for (int i = 0; i < kRounds; ++i) {
          Gauge& gauge = registry.gauge({.name = name, .help = ""}).with();
          registry.remove(name);
          gauge.set(1);
        }
      },
      [&] { expose_text(registry); });
  EXPECT_EQ(registry.describe().size(), 1U);
}

}  // namespace
}  // namespace metrics
