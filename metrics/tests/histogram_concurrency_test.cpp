// Threads observe while others read and histograms begin again. Under `tsan` these also prove that nothing races.

#include <atomic>
#include <barrier>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "metrics/registry.hpp"

namespace metrics {
namespace {

constexpr int kThreads = 3;
constexpr int kObservations = 20000;

std::uint64_t count_of_native(const HistogramSnapshot& snapshot) {
  const NativeSnapshot& native = *snapshot.native;
  std::uint64_t count = native.zero_count + snapshot.nan_count;
  for (const NativeBucket& bucket : native.negative) count += bucket.count;
  for (const NativeBucket& bucket : native.positive) count += bucket.count;
  return count;
}

/// Runs `work` in kThreads threads, and `watch` over and over until all are done.
void run_watched(const std::function<void(int thread)>& work, const std::function<void()>& watch) {
  std::atomic<int> working{kThreads};
  std::barrier start(kThreads + 1);
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      start.arrive_and_wait();
      work(thread);
      working.fetch_sub(1);
    });
  }
  start.arrive_and_wait();
  do watch();
  while (working.load() > 0);
}

TEST(HistogramConcurrencyTest, NothingIsLostWhileBucketsAreMadeAndBecomeWider) {
  Registry registry;
  Histogram& histogram =
      registry.histogram({.name = "h", .help = "", .native = NativeOptions{.schema = 8, .max_buckets = 40}}).with();
  HistogramSnapshot snapshot;
  std::uint64_t last = 0;
  run_watched(
      [&](int thread) {
        for (int i = 1; i <= kObservations; ++i)
          histogram.observe(std::exp(((i + thread) % 997 - 500) * 1e-5 * i / 100));
      },
      [&] {
        histogram.read_into(snapshot);
        ASSERT_EQ(snapshot.count(), count_of_native(snapshot));
        ASSERT_GE(snapshot.count(), last);
        ASSERT_LE(snapshot.native->positive.size(), 40U);
        last = snapshot.count();
      });
  histogram.read_into(snapshot);
  EXPECT_EQ(snapshot.count(), std::uint64_t{kThreads} * kObservations);
  EXPECT_EQ(snapshot.count(), count_of_native(snapshot));
  EXPECT_LT(snapshot.native->schema, 8);
}

// Each thread observes values of its own, so that it is seen if a count gets into a bucket of another epoch.
TEST(HistogramConcurrencyTest, EachReadingAddsUpWhileTheHistogramBeginsAgain) {
  Registry registry;
  HistogramFamily& family =
      registry.histogram({.name = "h", .help = "", .buckets = {0.5, 1.5, 2.5}, .native = NativeOptions{.schema = 0}});
  Histogram& histogram = family.with();
  HistogramSnapshot snapshot;
  std::uint64_t begun = 0;
  run_watched(
      [&](int thread) {
        for (int i = 0; i < kObservations; ++i) histogram.observe(thread + 1);  // 1, 2, 3
      },
      [&] {
        if (++begun % 3 == 0) histogram.restart();
        histogram.read_into(snapshot);
        ASSERT_EQ(snapshot.count(), count_of_native(snapshot));
        ASSERT_LE(snapshot.count(), std::uint64_t{kThreads} * kObservations);
        ASSERT_EQ(snapshot.counts[0], 0U);
        for (const NativeBucket& bucket : snapshot.native->positive) {
          ASSERT_GE(bucket.index, 0);
          ASSERT_LE(bucket.index, 2);
          ASSERT_EQ(bucket.count, snapshot.counts[static_cast<std::size_t>(bucket.index) + 1]);
        }
      });
  // Nobody observes any more: from here on it counts exactly.
  histogram.restart();
  for (const double value : {1.0, 2.0, 2.0}) histogram.observe(value);
  histogram.read_into(snapshot);
  EXPECT_EQ(snapshot.counts, (std::vector<std::uint64_t>{0, 1, 2, 0}));
  EXPECT_EQ(snapshot.sum, 5);
}

TEST(HistogramConcurrencyTest, ResetsBecauseOfTheLimitKeepEveryReadingWithinIt) {
  Registry registry;
  Histogram& histogram =
      registry.histogram({.name = "h", .help = "", .buckets = {1}, .native = NativeOptions{.max_buckets = 2}}).with();
  HistogramSnapshot snapshot;
  run_watched(
      [&](int thread) {
        for (int i = 0; i < kObservations / 4; ++i) histogram.observe(std::ldexp(1, (i * 7 + thread) % 300 - 150));
      },
      [&] {
        histogram.read_into(snapshot);
        ASSERT_EQ(snapshot.count(), count_of_native(snapshot));
        ASSERT_LE(snapshot.native->positive.size(), 2U);
      });
}

TEST(HistogramConcurrencyTest, ExemplarsAreWholeWhileOthersReplaceThem) {
  Registry registry;
  Histogram& histogram = registry.histogram({.name = "h", .help = "", .native = NativeOptions{}}).with();
  HistogramSnapshot snapshot;
  run_watched(
      [&](int thread) {
        for (int i = 0; i < kObservations / 20; ++i) {
          const std::string id = std::to_string(thread * 1000 + i % 7);
          histogram.observe(thread * 1000 + i % 7, {{"id", id}});
        }
      },
      [&] {
        histogram.read_into(snapshot);
        for (const Exemplar& exemplar : snapshot.exemplars) {
          ASSERT_EQ(exemplar.labels.size(), 1U);
          ASSERT_EQ(exemplar.labels[0].value, std::to_string(static_cast<int>(exemplar.value)));
        }
      });
  EXPECT_FALSE(histogram.snapshot().exemplars.empty());
}

}  // namespace
}  // namespace metrics
