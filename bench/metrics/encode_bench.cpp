// The time of one series in a scrape, as it becomes text or protobuf in memory.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include <benchmark/benchmark.h>

#include "metrics/exposition.hpp"
#include "metrics/registry.hpp"
#include "workload.hpp"

namespace {

/// Made once, because a row is started several times, to find out how long it takes.
const metrics::Registry& registry_with(std::size_t counters) {
  static std::map<std::size_t, metrics::Registry> registries;
  const auto [found, is_new] = registries.try_emplace(counters);
  if (is_new) bench::add_counters(found->second, counters);
  return found->second;
}

void encode(benchmark::State& state, metrics::ExpositionFormat format) {
  const metrics::Registry& registry = registry_with(static_cast<std::size_t>(state.range(0)));
  std::string page;
  metrics::write(registry, {.format = format},
                 page);  // so that the buffer has its memory, as from the second scrape on
  for (auto _ : state) {
    page.clear();
    metrics::write(registry, {.format = format}, page);
    benchmark::DoNotOptimize(page.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK_CAPTURE(encode, text, metrics::ExpositionFormat::text_0_0_4)
    ->Name("encode_text")
    ->RangeMultiplier(10)
    ->Range(1'000, 1'000'000);
BENCHMARK_CAPTURE(encode, openmetrics, metrics::ExpositionFormat::openmetrics_1_0)
    ->Name("encode_openmetrics")
    ->Arg(100'000);
BENCHMARK_CAPTURE(encode, protobuf, metrics::ExpositionFormat::protobuf)->Name("encode_protobuf")->Arg(100'000);

}  // namespace
