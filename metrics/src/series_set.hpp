#pragma once
// The series of one family: made on first use, found without a lock, walked by a scrape while others are being made.
//
// Thread-safe. A series stays where it is until the set ends.

#include <atomic>
#include <deque>
#include <mutex>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "metrics/description.hpp"
#include "metrics/series_setup.hpp"
#include "metrics/visitor.hpp"
#include "series_index.hpp"
#include "series_labels.hpp"
#include "validation.hpp"

namespace metrics {

template <class Metric>
class SeriesSet {
 public:
  SeriesSet(Description description, SeriesSetup setup)
      : description_(std::move(description)), setup_(std::move(setup)) {
    if (description_.labels.empty()) append(series_.emplace_back(make_series_labels(description_, {}), setup_));
  }

  const Description& description() const { return description_; }

  /// Throws WrongLabelCount or InvalidLabelValue.
  Metric& with(std::span<const std::string_view> values) {
    validate_label_count(description_, values.size());
    if (values.empty()) return first_.load(std::memory_order_acquire)->metric;
    const std::size_t hash = hash_label_values(values);
    Series* const known = index_.find(hash, values);
    return known != nullptr ? known->metric : find_or_make(hash, values);
  }

  /// Calls `visit(labels, metric)` for each series, in the order they were made.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const Series* series = first_.load(std::memory_order_acquire); series != nullptr;
         series = series->next.load(std::memory_order_acquire))
      visit(series->labels, series->metric);
  }

 private:
  struct Series {
    Series(SeriesLabels its_labels, const SeriesSetup& setup) : labels(std::move(its_labels)), metric(setup) {}

    const SeriesLabels labels;
    Metric metric;
    std::atomic<Series*> next{nullptr};
  };

  Metric& find_or_make(std::size_t hash, std::span<const std::string_view> values) {
    validate_label_values(description_, values);
    const std::lock_guard lock(making_);
    // Another thread may have made it between our look and the lock.
    if (Series* const known = index_.find(hash, values)) return known->metric;
    Series& series = series_.emplace_back(make_series_labels(description_, values), setup_);
    // First what may run out of memory: a series that is scraped must also be found, or it would be made twice.
    index_.insert(hash, series);
    append(series);
    return series.metric;
  }

  void append(Series& series) {
    (last_ == nullptr ? first_ : last_->next).store(&series, std::memory_order_release);
    last_ = &series;
  }

  const Description description_;
  const SeriesSetup setup_;
  std::mutex making_;
  std::deque<Series> series_;  // a deque, because series don't move
  std::atomic<Series*> first_{nullptr};
  Series* last_ = nullptr;
  SeriesIndex<Series> index_;
};

}  // namespace metrics
