#pragma once
// The place of one exemplar: the last one wins.
//
//   if (exemplar_fault(labels).empty()) slot.keep(0.25, labels, now());
//   std::optional<Exemplar> last = slot.read();
//
// Thread-safe. Writers never wait, allocate or throw: what comes while another thread is in the slot is dropped.

#include <array>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string_view>

#include "metrics/exemplar.hpp"

namespace metrics {

/// The rule that these labels break; empty if they are fine.
std::string_view exemplar_fault(const ExemplarLabels& labels) noexcept;

/// An exemplar in a fixed piece of memory.
class StoredExemplar {
 public:
  /// `labels` have no fault.
  void assign(double value, const ExemplarLabels& labels, std::chrono::system_clock::time_point now) noexcept;

  double value() const noexcept { return value_; }
  std::chrono::system_clock::time_point timestamp() const noexcept { return timestamp_; }

  Exemplar decode() const;

 private:
  double value_ = 0;
  std::chrono::system_clock::time_point timestamp_ = {};
  std::size_t size_ = 0;
  /// Each label is its name's length in one byte, the name, its value's length in two bytes, the value. A character
  /// takes four bytes at most, and one in a name; each label has a name. So n labels of kLongestExemplar characters
  /// take at most n + 4·(kLongestExemplar − n) + 3·n bytes, which is the same for every n.
  std::array<char, 4 * kLongestExemplar> text_ = {};
};

class ExemplarSlot {
 public:
  /// `labels` have no fault.
  void keep(double value, const ExemplarLabels& labels, std::chrono::system_clock::time_point now) noexcept;

  /// Nothing if none was kept since the last `clear`.
  std::optional<Exemplar> read() const;

  void clear() noexcept;

 private:
  mutable std::mutex mutex_;
  std::optional<StoredExemplar> kept_;
};

}  // namespace metrics
