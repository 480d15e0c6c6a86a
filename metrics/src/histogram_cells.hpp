#pragma once
// What a histogram counts in.
//
// Each thread has cells of its own (metrics/cells.hpp): one for the sum, and one for each classic bucket or, with a
// native half, for each pair of a native and a classic bucket that occurs (pair_cells.hpp).
//
// A histogram may begin again at 0 while threads observe. Nobody may write another thread's cells, so this only begins
// another epoch: each thread writes into its cells of which epoch they are, and at its first observation in another one
// it sets them to 0. A reading leaves out cells of other epochs. So it makes no difference where a thread counts that
// still believes itself in an old epoch, even if the cell has become that of another bucket since: it counts in cells
// that are out of date, and its observation came before the beginning. Therefore a cell can be given to another bucket,
// and memory is bounded by what one epoch can take.
//
// That is: a cell is made for a pair that has none in the schema of that moment; no schema has more native buckets
// populated than the limit, nor more pairs than these and the classic bounds; an epoch goes through 13 schemas at most.
//
// Thread-safe.

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "classic_bucket.hpp"
#include "histogram_exemplars.hpp"
#include "metrics/cells.hpp"
#include "metrics/histogram_snapshot.hpp"
#include "metrics/series_setup.hpp"
#include "native_buckets.hpp"
#include "pair_cells.hpp"

namespace metrics {

class alignas(64) HistogramCells {
 public:
  /// `setup` outlives it.
  explicit HistogramCells(const SeriesSetup& setup);
  HistogramCells(const HistogramCells&) = delete;
  HistogramCells& operator=(const HistogramCells&) = delete;

  void observe(double value) noexcept {
    const std::uint64_t state = state_.load(std::memory_order_acquire);
    detail::Cell* const mine = base_.of_this_thread();
    if (mine == nullptr || mine[kEpoch].load(std::memory_order_relaxed) != epoch_in(state)) [[unlikely]]
      return observe_slowly(value);
    if (pairs_ == nullptr) return count(mine[position_of(value)], mine[kSum], value);
    detail::Cell* const cell = pairs_->find_undivided(value, schema_in(state)).of_this_thread();
    if (cell == nullptr) [[unlikely]]
      return observe_divided(value, schema_in(state), mine[kSum]);
    count(*cell, mine[kSum], value);
  }

  /// For an observation that has been made. `labels` have no fault.
  void keep(double value, const ExemplarLabels& labels) noexcept;

  void read_into(HistogramSnapshot& snapshot) const;

  void begin_again() noexcept;

 private:
  // What is where in `base_`. Without a native half the counts of all classic buckets follow, and that of NaN.
  static constexpr std::size_t kEpoch = 0;
  static constexpr std::size_t kSum = 1;
  static constexpr std::size_t kFirstCount = 2;

  static constexpr unsigned kSchemaBits = 4;
  static std::uint64_t epoch_in(std::uint64_t state) noexcept { return state >> kSchemaBits; }
  static int schema_in(std::uint64_t state) noexcept {
    return static_cast<int>(state & ((1U << kSchemaBits) - 1)) + kCoarsestSchema;
  }

  /// By the only thread that writes to the cells.
  static void count(detail::Cell& cell, detail::Cell& sum, double value) noexcept {
    detail::add_as_only_writer(cell, 1);
    detail::add_real_as_only_writer(sum, value);
  }

  /// In `base_`, of a histogram without a native half.
  std::size_t position_of(double value) const noexcept {
    return kFirstCount + classic_bucket_of(value, upper_bounds_) + (std::isnan(value) ? 1U : 0U);
  }

  /// For a native bucket that isn't known to lie within one classic bucket. Apart, so that what is more usual is short.
  void observe_divided(double value, int schema, detail::Cell& sum) noexcept;
  /// For what isn't everyday: this thread's first observation in an epoch, a pair's first one, a bucket too many, a
  /// thread that can't have cells.
  void observe_slowly(double value) noexcept;

  // These are called with `mutex_` held.

  /// Throws std::bad_alloc.
  CellRef cell_for(double value, std::chrono::system_clock::time_point now);
  /// Makes sure that another cell, for the bucket that `value` is in, keeps the limit.
  void make_room_for(double value, std::chrono::system_clock::time_point now) noexcept;
  /// Brings this thread's cells, or the shared ones, into the epoch of now.
  void bring_up_to_date(bool shared) noexcept;
  void begin_epoch(std::chrono::system_clock::time_point now) noexcept;
  void publish() noexcept;
  /// Adds what one thread has counted in this epoch: with a native half to `totals_`.
  void add_thread(const detail::Cell* thread, HistogramSnapshot& snapshot) const noexcept;
  void read_pairs(HistogramSnapshot& snapshot) const;

  /// The clock's time; the epoch if the clock throws.
  std::chrono::system_clock::time_point now() const noexcept;

  // An observation reads these, and nothing else on their cache lines is written in steady state.
  std::atomic<std::uint64_t> state_;  ///< The epoch, then the schema.
  const std::span<const double> upper_bounds_;
  CellRun base_;
  const std::unique_ptr<PairCells> pairs_;  ///< Null: without a native half.
  const SeriesSetup& setup_;

  alignas(64) mutable std::mutex mutex_;
  std::uint64_t epoch_ = 0;  ///< Cells that were never written are of the first one.
  std::chrono::system_clock::time_point started_;
  mutable std::vector<std::uint64_t> totals_;  ///< Of each pair: where a reading adds up.
  HistogramExemplars exemplars_;
};

}  // namespace metrics
