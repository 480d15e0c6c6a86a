#pragma once
// Finds a series by its label values: a hash table that is read without a lock.
//
// `find` may be called from any thread at any time; `insert` by one thread at a time. Series are never taken out. A
// table that has become too small is replaced by one twice its size and kept until the end, because a reader may still
// be in it: all of them together take no more than the newest.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace metrics {

inline std::size_t hash_label_values(std::span<const std::string_view> values) {
  // Between the values, so that ("ab", "c") and ("a", "bc") differ: 2^64 divided by the golden ratio, an odd number.
  constexpr std::size_t kMultiplier = 0x9E3779B97F4A7C15U;
  std::size_t hash = 0;
  for (const std::string_view value : values) hash = hash * kMultiplier + std::hash<std::string_view>{}(value);
  return hash;
}

/// `Series` has `labels.values`.
template <class Series>
class SeriesIndex {
 public:
  SeriesIndex() { publish(std::make_unique<Table>(kFirstCapacity)); }

  /// The series with these label values; null if there is none yet.
  Series* find(std::size_t hash, std::span<const std::string_view> values) const {
    const Table& table = *current_.load(std::memory_order_acquire);
    for (std::size_t at = hash & table.mask;; at = (at + 1) & table.mask) {
      const Slot& slot = table.slots[at];
      Series* const series = slot.series.load(std::memory_order_acquire);
      if (series == nullptr) return nullptr;
      if (slot.hash == hash && std::ranges::equal(series->labels.values, values)) return series;
    }
  }

  /// `series` is not in the index.
  void insert(std::size_t hash, Series& series) {
    // Half full at most: a search for what isn't there must soon meet an empty slot.
    if ((size_ + 1) * 2 > tables_.back()->slots.size()) grow();
    tables_.back()->put(hash, series);
    ++size_;
  }

 private:
  static constexpr std::size_t kFirstCapacity = 8;  // a power of two, as are all

  /// Written once: first the hash, then the series, whose release makes both visible.
  struct Slot {
    std::size_t hash = 0;
    std::atomic<Series*> series{nullptr};
  };

  struct Table {
    explicit Table(std::size_t capacity) : slots(capacity), mask(capacity - 1) {}

    void put(std::size_t hash, Series& series) {
      std::size_t at = hash & mask;
      while (slots[at].series.load(std::memory_order_relaxed) != nullptr) at = (at + 1) & mask;
      slots[at].hash = hash;
      slots[at].series.store(&series, std::memory_order_release);
    }

    std::vector<Slot> slots;
    std::size_t mask;
  };

  void grow() {
    const Table& old = *tables_.back();
    auto larger = std::make_unique<Table>(old.slots.size() * 2);
    for (const Slot& slot : old.slots) {
      if (Series* const series = slot.series.load(std::memory_order_relaxed)) larger->put(slot.hash, *series);
    }
    publish(std::move(larger));
  }

  void publish(std::unique_ptr<Table> table) {
    tables_.push_back(std::move(table));
    current_.store(tables_.back().get(), std::memory_order_release);
  }

  std::vector<std::unique_ptr<Table>> tables_;
  std::atomic<const Table*> current_{nullptr};
  std::size_t size_ = 0;
};

}  // namespace metrics
