#include "workload.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "metrics/counter.hpp"

namespace bench {

namespace {

std::array<double, kDurations> read_durations() {
  const char* const name = std::getenv("BENCH_DURATIONS");
  std::ifstream file(name == nullptr ? "" : name);
  std::array<double, kDurations> read{};
  for (double& duration : read) file >> duration;
  if (!file) {
    throw std::runtime_error("BENCH_DURATIONS must name a file with " + std::to_string(kDurations) + " durations");
  }
  return read;
}

}  // namespace

const std::array<double, kDurations>& durations() {
  static const std::array<double, kDurations> read = read_durations();
  return read;
}

LabelValues LabelValues::of(std::size_t series) {
  return {.endpoint = "/courses/" + std::to_string(series / 10), .code = std::to_string(200 + series % 10)};
}

void add_counters(metrics::Registry& registry, std::size_t count) {
  auto& family = registry.counter({.name = "requests_total", .help = "Requests.", .labels = {"endpoint", "code"}});
  for (std::size_t series = 0; series < count; ++series) {
    const auto [endpoint, code] = LabelValues::of(series);
    family.with(endpoint, code).inc(static_cast<double>(series));
  }
}

metrics::HistogramOptions histogram_options(Buckets buckets) {
  metrics::HistogramOptions options{.name = "request_duration_seconds", .help = "Durations."};
  if (buckets == Buckets::native) options.buckets.clear();
  if (buckets != Buckets::classic) options.native = metrics::NativeOptions{};
  return options;
}

}  // namespace bench
