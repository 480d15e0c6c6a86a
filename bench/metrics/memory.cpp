// The resident memory that a series takes:   metrics_memory KIND N
//
// Makes N series of KIND (counter, histogram_classic, histogram_both) and prints one JSON object.

#include <charconv>
#include <cstddef>
#include <exception>
#include <fstream>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "metrics/registry.hpp"
#include "workload.hpp"

namespace {

double resident_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kilobytes = 0;
    if (word == "VmRSS:" && status >> kilobytes) return kilobytes * 1024;
  }
  throw std::runtime_error("/proc/self/status has no VmRSS");
}

void add_histograms(metrics::Registry& registry, std::size_t count, bench::Buckets buckets) {
  constexpr std::size_t kObservedPerSeries = 100;
  metrics::HistogramOptions options = bench::histogram_options(buckets);
  options.labels = {"endpoint", "code"};
  auto& family = registry.histogram(options);
  for (std::size_t series = 0; series < count; ++series) {
    const auto [endpoint, code] = bench::LabelValues::of(series);
    metrics::Histogram& histogram = family.with(endpoint, code);
    for (std::size_t i = 0; i < kObservedPerSeries; ++i) {
      histogram.observe(bench::durations()[(series + i) % bench::kDurations]);
    }
  }
}

void add_series(metrics::Registry& registry, std::string_view kind, std::size_t count) {
  if (kind == "counter") return bench::add_counters(registry, count);
  if (kind == "histogram_classic") return add_histograms(registry, count, bench::Buckets::classic);
  if (kind == "histogram_both") return add_histograms(registry, count, bench::Buckets::both);
  throw std::invalid_argument("no such kind of series: " + std::string(kind));
}

std::size_t parse_count(std::string_view text) {
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size() || count == 0) {
    throw std::invalid_argument("not a number of series: " + std::string(text));
  }
  return count;
}

void measure(std::string_view kind, std::size_t count) {
  metrics::Registry registry;
  const double before = resident_bytes();
  add_series(registry, kind, count);
  const double growth = resident_bytes() - before;
  std::cout << R"({"row": "memory_)" << kind << R"(", "value": )" << growth / static_cast<double>(count) << "}\n";
}

}  // namespace

int main(int argc, char** argv) try {
  const std::span arguments(argv, static_cast<std::size_t>(argc));
  if (arguments.size() != 3) throw std::invalid_argument("usage: metrics_memory KIND N");
  measure(arguments[1], parse_count(arguments[2]));
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
