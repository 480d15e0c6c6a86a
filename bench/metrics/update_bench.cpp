// The time of one update, by one thread and by two. Time is the wall clock's, divided by the updates of all threads:
// two threads that don't disturb each other take half of what one takes.

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "metrics/registry.hpp"
#include "workload.hpp"

namespace {

void all_threads(benchmark::internal::Benchmark* row) {
  row->Threads(1)->Threads(2)->UseRealTime();
}

void counter_inc(benchmark::State& state) {
  static metrics::Registry registry;
  static metrics::Counter& shared = registry.counter({.name = "updates_total", .help = "Updates."}).with();
  metrics::Counter& counter = shared;
  for (auto _ : state) counter.inc();
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(counter_inc)->Apply(all_threads);

void own_counter_inc(benchmark::State& state) {
  static metrics::Registry registry;
  static auto& family = registry.counter({.name = "updates_total", .help = "Updates.", .labels = {"thread"}});
  metrics::Counter& counter = family.with(std::to_string(state.thread_index()));
  for (auto _ : state) counter.inc();
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(own_counter_inc)->Threads(2)->UseRealTime();

metrics::Gauge& shared_gauge() {
  static metrics::Registry registry;
  static metrics::Gauge& gauge = registry.gauge({.name = "users", .help = "Users."}).with();
  return gauge;
}

void gauge_set(benchmark::State& state) {
  metrics::Gauge& gauge = shared_gauge();
  double value = 0;
  for (auto _ : state) gauge.set(value += 1);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(gauge_set)->Apply(all_threads);

void gauge_inc(benchmark::State& state) {
  metrics::Gauge& gauge = shared_gauge();
  for (auto _ : state) gauge.inc();
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(gauge_inc)->Apply(all_threads);

void lookup_inc(benchmark::State& state) {
  constexpr std::size_t kSeries = 100;
  constexpr std::size_t kLookups = 1024;  // in a fixed order, then again
  static metrics::Registry registry;
  static auto& family =
      registry.counter({.name = "requests_total", .help = "Requests.", .labels = {"endpoint", "code"}});
  std::vector<bench::LabelValues> values;
  for (std::size_t i = 0; i < kLookups; ++i) values.push_back(bench::LabelValues::of(i * 37 % kSeries));

  std::size_t i = 0;
  for (auto _ : state) {
    const bench::LabelValues& labels = values[i++ % kLookups];
    family.with(labels.endpoint, labels.code).inc();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(lookup_inc)->Apply(all_threads);

template <bench::Buckets buckets>
void observe(benchmark::State& state) {
  static metrics::Registry registry;
  static metrics::Histogram& shared = registry.histogram(bench::histogram_options(buckets)).with();
  metrics::Histogram& histogram = shared;
  const std::array<double, bench::kDurations>& durations = bench::durations();
  std::size_t i = 0;
  for (auto _ : state) histogram.observe(durations[i++ % bench::kDurations]);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(observe<bench::Buckets::classic>)->Name("observe_classic")->Apply(all_threads);
BENCHMARK(observe<bench::Buckets::native>)->Name("observe_native")->Apply(all_threads);
BENCHMARK(observe<bench::Buckets::both>)->Name("observe_both")->Apply(all_threads);

// What there is to compare with: a number of each thread's own, and one for all threads.

void own_number_inc(benchmark::State& state) {
  const auto number = std::make_unique<std::uint64_t>(0);
  for (auto _ : state) {
    ++*number;
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(own_number_inc)->Apply(all_threads);

void atomic_inc(benchmark::State& state) {
  static std::atomic<std::uint64_t> number{0};
  for (auto _ : state) number.fetch_add(1, std::memory_order_relaxed);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(atomic_inc)->Apply(all_threads);

}  // namespace
