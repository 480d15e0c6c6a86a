#pragma once
// Exemplars for the native half of a histogram: a few, from all over the range of values, and none that is old.
//
// Thread-safe. Writers never wait, allocate or throw: what comes while another thread is here is dropped.

#include <array>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <vector>

#include "exemplar_slot.hpp"
#include "metrics/exemplar.hpp"

namespace metrics {

class SpreadExemplars {
 public:
  /// As many as the official clients keep.
  static constexpr std::size_t kMost = 10;
  /// A place is given away after so long, wherever its value is.
  static constexpr std::chrono::minutes kTimeToLive{5};

  /// `labels` have no fault.
  void keep(double value, const ExemplarLabels& labels, std::chrono::system_clock::time_point now) noexcept;

  /// In no particular order.
  std::vector<Exemplar> read() const;

  void clear() noexcept;

 private:
  /// Which one has to go for one of `value`: if none has outlived its time, the older one of the two whose values are
  /// the closest on a logarithmic scale.
  std::size_t place_for(double value, std::chrono::system_clock::time_point now) const noexcept;

  mutable std::mutex mutex_;
  std::size_t size_ = 0;
  std::array<StoredExemplar, kMost> kept_;
};

}  // namespace metrics
