#pragma once
// The exemplars of a histogram: for each classic bucket the last one, and with a native half some more. Memory is taken
// at a bucket's first exemplar only.
//
// Thread-safe. Writers never wait or throw, and drop an exemplar for which there is no memory, or while another thread
// is in the same place.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <vector>

#include "exemplar_slot.hpp"
#include "metrics/exemplar.hpp"
#include "spread_exemplars.hpp"

namespace metrics {

class HistogramExemplars {
 public:
  /// `buckets` are the classic ones, that up to +Inf included.
  HistogramExemplars(std::size_t buckets, bool is_native) : buckets_(buckets), is_native_(is_native) {}
  ~HistogramExemplars();
  HistogramExemplars(const HistogramExemplars&) = delete;
  HistogramExemplars& operator=(const HistogramExemplars&) = delete;

  /// `labels` have no fault; `bucket` is the classic one of `value`.
  void keep(std::size_t bucket, double value, const ExemplarLabels& labels,
            std::chrono::system_clock::time_point now) noexcept;

  /// Replaces what is in `exemplars`: in ascending order of their values, each once.
  void read_into(std::vector<Exemplar>& exemplars) const;

  void clear() noexcept;

 private:
  struct Places;

  /// Makes them if need be. Throws std::bad_alloc.
  Places& places();

  const std::size_t buckets_;
  const bool is_native_;
  std::atomic<Places*> places_{nullptr};
};

}  // namespace metrics
