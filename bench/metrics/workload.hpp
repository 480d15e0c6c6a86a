#pragma once
// What the rows of the comparison work on. client_golang/main.go and prom_client/bench.js do the same.

#include <array>
#include <cstddef>
#include <string>

#include "metrics/registry.hpp"

namespace bench {

inline constexpr std::size_t kDurations = 4096;

/// What histograms observe: the numbers in the file that BENCH_DURATIONS names. Throws std::runtime_error.
const std::array<double, kDurations>& durations();

/// The label values of the series with this number.
struct LabelValues {
  std::string endpoint;
  std::string code;

  static LabelValues of(std::size_t series);
};

/// `count` counters, each incremented by its number.
void add_counters(metrics::Registry& registry, std::size_t count);

enum class Buckets { classic, native, both };

/// Classic buckets are the default ones of the official clients.
metrics::HistogramOptions histogram_options(Buckets buckets);

}  // namespace bench
