#pragma once
// The series of one family: made on first use, found without a lock, walked by a scrape while others are being made and
// removed.
//
// Thread-safe. A series stays where it is until the set ends.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "metrics/error.hpp"
#include "metrics/options.hpp"
#include "metrics/series_setup.hpp"
#include "misuse.hpp"
#include "series_index.hpp"
#include "series_labels.hpp"
#include "validation.hpp"

namespace metrics {

/// Of the whole program: different from run to run, so that nobody can know it.
inline std::uint64_t label_hash_seed() {
  static const std::uint64_t kSeed = [] {
    std::random_device entropy;
    return std::uint64_t{entropy()} << 32U | entropy();
  }();
  return kSeed;
}

template <class Metric>
class SeriesSet {
 public:
  SeriesSet(SeriesSetup setup, SeriesLimit limit) : setup_(std::move(setup)), limit_(limit) {
    if (description().labels.empty()) append({});
  }

  const Description& description() const { return setup_.family; }

  std::size_t size() const noexcept { return listed_.load(std::memory_order_relaxed); }

  /// Throws WrongLabelCount, InvalidLabelValue or TooManySeries.
  Metric& with(std::span<const std::string_view> values) {
    if (values.size() != description().labels.size()) [[unlikely]]
      validate_label_count(description(), values.size());
    Series* const known = find(values);
    if (known != nullptr && known->is_listed()) [[likely]]
      return known->metric;
    return list(values);
  }

  bool remove(std::span<const std::string_view> values) {
    validate_label_count(description(), values.size());
    const std::lock_guard lock(listing_);
    Series* const known = find(values);
    return known != nullptr && unlist(*known);
  }

  void clear() {
    const std::lock_guard lock(listing_);
    for (Series& series : series_) unlist(series);
  }

  /// For each series in the order they were made: calls `read(metric)` until nobody removed it meanwhile, then
  /// `show(labels)`. A removed one is left out.
  template <class Read, class Show>
  void for_each(Read&& read, Show&& show) const {
    for (const Series* series = first_.load(std::memory_order_acquire); series != nullptr;
         series = series->next.load(std::memory_order_acquire)) {
      if (series->read_listed(read)) show(series->labels.view());
    }
  }

 private:
  struct Series {
    Series(OwnedLabels its_labels, const SeriesSetup& setup) : metric(setup), labels(std::move(its_labels)) {}

    bool is_listed() const noexcept { return is_listed(changes.load(std::memory_order_acquire)); }

    template <class Read>
    bool read_listed(Read& read) const {
      for (;;) {
        const std::uint32_t before = changes.load(std::memory_order_acquire);
        if (!is_listed(before)) return false;
        read(metric);
        std::atomic_thread_fence(std::memory_order_acquire);
        if (changes.load(std::memory_order_relaxed) == before) return true;
      }
    }

    static bool is_listed(std::uint32_t changes) noexcept { return changes % 2 == 0; }

    Metric metric;
    const OwnedLabels labels;
    std::atomic<Series*> next{nullptr};
    std::atomic<std::uint32_t> changes{0};  ///< How often it was removed and listed again: odd while it is removed.
  };

  Series* find(std::span<const std::string_view> values) const noexcept {
    if (values.empty()) return first_.load(std::memory_order_acquire);
    return index_.find(hash_label_values(seed_, values), values);
  }

  Metric& list(std::span<const std::string_view> values) {
    validate_label_values(description(), values);
    // Strangers' values may come here often, once the family is full: they need no lock.
    Series* const overflow = overflow_.load(std::memory_order_acquire);
    if (overflow != nullptr && overflow->is_listed() && is_full()) return overflow->metric;
    const std::lock_guard lock(listing_);
    // Another thread may have made it between our look and the lock.
    Series* const known = find(values);
    if (known != nullptr && known->is_listed()) return known->metric;
    if (is_full()) return beyond_limit(values);
    return known != nullptr ? list_again(*known) : append(values).metric;
  }

  Metric& list_again(Series& series) {
    series.metric.restart();
    listed_.fetch_add(1, std::memory_order_relaxed);
    series.changes.fetch_add(1, std::memory_order_release);
    return series.metric;
  }

  bool unlist(Series& series) noexcept {
    if (!series.is_listed()) return false;
    listed_.fetch_sub(1, std::memory_order_relaxed);
    series.changes.fetch_add(1, std::memory_order_release);
    return true;
  }

  Metric& beyond_limit(std::span<const std::string_view> values) {
    if (limit_.policy == SeriesLimitPolicy::refuse) {
      throw TooManySeries(title_of(description()) + " has " + std::to_string(limit_.max_series) +
                          " series, its limit: it refuses {" +
                          std::string(OwnedLabels(description(), values).view().text) + "}");
    }
    setup_.misuse.report_once("reached its limit of " + std::to_string(limit_.max_series) +
                              " series: further label values are counted together as \"overflow\"");
    const std::vector<std::string_view> overflow(values.size(), "overflow");
    Series* series = find(overflow);
    if (series == nullptr) series = &append(overflow);
    if (!series->is_listed()) list_again(*series);
    overflow_.store(series, std::memory_order_release);
    return series->metric;
  }

  /// The overflow series is beyond the limit, not within it.
  bool is_full() const noexcept {
    if (limit_.max_series == 0) return false;
    const Series* const overflow = overflow_.load(std::memory_order_acquire);
    const bool overflows = overflow != nullptr && overflow->is_listed();
    return size() >= limit_.max_series + (overflows ? 1 : 0);
  }

  Series& append(std::span<const std::string_view> values) {
    Series& series = series_.emplace_back(OwnedLabels(description(), values), setup_);
    try {
      // First what may run out of memory: a series that is scraped must also be found, or it would be made twice.
      if (!values.empty()) index_.insert(hash_label_values(seed_, values), series);
    } catch (...) {
      series_.pop_back();
      throw;
    }
    (last_ == nullptr ? first_ : last_->next).store(&series, std::memory_order_release);
    last_ = &series;
    listed_.fetch_add(1, std::memory_order_relaxed);
    return series;
  }

  const SeriesSetup setup_;
  const SeriesLimit limit_;
  const std::uint64_t seed_ = label_hash_seed();
  SeriesIndex<Series> index_;
  std::atomic<Series*> first_{nullptr};
  std::atomic<Series*> overflow_{nullptr};
  std::mutex listing_;         ///< Held to make, remove and list again.
  std::deque<Series> series_;  ///< A deque, because series don't move.
  Series* last_ = nullptr;
  std::atomic<std::size_t> listed_{0};
};

}  // namespace metrics
