#pragma once
// A histogram as a scrape sees it.
//
//   const metrics::HistogramSnapshot snapshot = histogram.snapshot();
//   std::cout << snapshot.sum / static_cast<double>(snapshot.count());
//
// Values: copy them freely, from any thread.

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "metrics/exemplar.hpp"

namespace metrics {

/// One populated bucket of a native histogram.
struct NativeBucket {
  /// Of a positive bucket: it holds what is above base^(index−1) and not above base^index, where base is 2^(2^−schema).
  /// A negative one is its mirror image.
  std::int32_t index = 0;
  std::uint64_t count = 0;

  friend bool operator==(const NativeBucket&, const NativeBucket&) = default;
};

/// The native half of a histogram (prometheus.io/docs/specs/native_histograms, "Data model").
struct NativeSnapshot {
  int schema = 0;             ///< −4 to 8.
  double zero_threshold = 0;  ///< The zero bucket holds what is at most so far from 0.
  std::uint64_t zero_count = 0;
  std::vector<NativeBucket> negative = {};  ///< By ascending index, that is, from 0 downwards.
  std::vector<NativeBucket> positive = {};  ///< By ascending index.
};

struct HistogramSnapshot {
  std::vector<double> upper_bounds = {};   ///< Classic: inclusive and strictly increasing, without +Inf.
  std::vector<std::uint64_t> counts = {};  ///< Of each classic bucket alone, one more than bounds: up to +Inf, and NaN.
  double sum = 0;                          ///< Of all observations.
  std::uint64_t nan_count = 0;             ///< Observations of NaN: in `counts.back()`, and in no native bucket.
  std::chrono::system_clock::time_point started = {};  ///< When all were 0; the epoch: nobody knows.
  std::optional<NativeSnapshot> native = {};           ///< Counts the same observations as `counts` does.
  std::vector<Exemplar> exemplars = {};                ///< In ascending order of their values.

  /// Of all observations: what `counts` add up to, and what the native buckets and `nan_count` do.
  std::uint64_t count() const;
};

}  // namespace metrics
