#pragma once
// Finds a series by its label values: a hash table that is read without a lock.
//
// `find` may be called from any thread at any time; `insert` by one thread at a time. Series are never taken out. A
// table that has become too small is replaced by one twice its size and kept until the end, because a reader may still
// be in it: all of them together take no more than the newest.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "label_hash.hpp"

namespace metrics {

/// `Series` has `labels`, an OwnedLabels. All have as many label values as are looked for.
template <class Series>
class SeriesIndex {
 public:
  SeriesIndex() { publish(std::make_unique<Table>(kFirstCapacity)); }

  /// The series with these label values; null if there is none yet.
  Series* find(std::uint64_t hash, std::span<const std::string_view> values) const noexcept {
    const Table& table = *current_.load(std::memory_order_acquire);
    for (std::size_t at = hash & table.mask;; at = (at + 1) & table.mask) {
      const Slot& slot = table.slots[at];
      Series* const series = slot.series.load(std::memory_order_acquire);
      if (series == nullptr) return nullptr;
      if (slot.hash == hash && equal_label_values(series->labels.view().values, values)) return series;
    }
  }

  /// `series` is not in the index. If it throws, nothing has changed.
  void insert(std::uint64_t hash, Series& series) {
    // Half full at most: a search for what isn't there must soon meet an empty slot.
    if ((size_ + 1) * 2 > tables_.back()->slots.size()) grow();
    tables_.back()->put(hash, series);
    ++size_;
  }

 private:
  static constexpr std::size_t kFirstCapacity = 8;  // a power of two, as are all

  /// Written once: first the hash, then the series, whose release makes both visible.
  struct Slot {
    std::uint64_t hash = 0;
    std::atomic<Series*> series{nullptr};
  };

  struct Table {
    explicit Table(std::size_t capacity) : slots(capacity), mask(capacity - 1) {}

    void put(std::uint64_t hash, Series& series) {
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
