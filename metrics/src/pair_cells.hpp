#pragma once
// The counts of a histogram that has both kinds of buckets. An observation is counted once, in the cell of its pair:
// the native bucket and the classic bucket that it falls into. So both halves are sums over the same cells, and a
// reading finds the same count in both, whatever is observed meanwhile. Few pairs occur: no more than there are native
// buckets populated and classic bounds, together.
//
// `find` may be called from any thread at any time; the rest by one thread at a time.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "classic_bucket.hpp"
#include "metrics/cells.hpp"
#include "metrics/options.hpp"
#include "native_buckets.hpp"
#include "pair_table.hpp"

namespace metrics {

/// A cell of a histogram, whichever thread's.
struct CellRef {
  CellRun* run = nullptr;  ///< Null: none.
  std::size_t position = 0;

  /// Null if there is none, or this thread has no cells yet.
  detail::Cell* of_this_thread() const noexcept {
    detail::Cell* const cells = run == nullptr ? nullptr : run->of_this_thread();
    return cells == nullptr ? nullptr : cells + position;
  }
};

class alignas(64) PairCells {  // on cache lines of its own, because every observation reads it
 public:
  struct Pair {
    NativeBucketId native;  ///< Of schema().
    std::uint16_t classic;
    CellPlace place;
  };

  /// `upper_bounds` are the classic ones; they outlive it. Throws std::bad_alloc.
  PairCells(const NativeOptions& options, std::span<const double> upper_bounds);
  PairCells(const PairCells&) = delete;
  PairCells& operator=(const PairCells&) = delete;

  /// Where `value` is counted, if its pair was made since the last `clear`. `schema` is the one of now, or an earlier
  /// one.
  CellRef find(double value, int schema) noexcept {
    const NativeBucketId native = native_bucket_of(value, schema, zero_threshold_);
    const CellRef undivided = find(PairKey(native, schema, PairKey::kAllClassic));
    if (undivided.run != nullptr) return undivided;
    return find(PairKey(native, schema, classic_bucket_of(value, upper_bounds_)));
  }

  /// The same, but nothing if the native bucket lies in several classic ones.
  CellRef find_undivided(double value, int schema) noexcept {
    return find(PairKey(native_bucket_of(value, schema, zero_threshold_), schema, PairKey::kAllClassic));
  }

  /// A cell for the pair of `value`, which has none. Throws std::bad_alloc, and has changed nothing then.
  CellRef make(double value);

  /// Whether there can't be any more cells.
  bool is_full() const noexcept { return pairs_.size() == kMostCells; }

  int schema() const noexcept { return schema_; }

  /// How many positive and negative buckets there would be with `value`, `steps` schemas coarser.
  std::size_t populated_with(double value, int steps) const noexcept;

  /// Goes on with wider buckets. All cells keep what they count.
  void coarsen(int steps) noexcept;

  /// Begins again with no pairs and the first schema. The cells keep their numbers and will be given to other pairs.
  void clear() noexcept;

  /// All pairs, by native bucket in ascending order. After `coarsen` one may be there several times, with a cell each.
  std::span<const Pair> pairs() const noexcept { return pairs_; }

  /// Adds what one thread has counted, `thread` being its cells, to the total of each of `pairs()`.
  void add_counts(const detail::Cell* thread, std::span<std::uint64_t> totals) const noexcept;

  /// All cells there are.
  template <class Visit>
  void for_each_run(Visit visit) noexcept {
    for (std::optional<CellRun>& block : blocks_)
      if (block) visit(*block);
  }

 private:
  // Each block has twice the cells of the one before, so that a histogram with few buckets is small.
  static constexpr std::size_t kBlocks = 12;
  static constexpr std::size_t kFirstBlock = 16;
  static constexpr std::size_t kMostCells = kFirstBlock * ((1U << kBlocks) - 1);

  CellRef find(PairKey key) noexcept {
    CellPlace place;
    if (!table_.find(key, place)) [[unlikely]]
      return {};
    return {.run = &*blocks_[place.block], .position = place.position};
  }

  static CellPlace place_of(std::size_t cell) noexcept;

  PairKey key_of(NativeBucketId native, std::size_t classic) const noexcept;
  void set_schema(int schema) noexcept;

  PairTable table_;
  std::array<std::optional<CellRun>, kBlocks> blocks_;  ///< Made one after the other, and kept.
  const double zero_threshold_;
  const std::span<const double> upper_bounds_;
  const int first_schema_;
  int schema_ = 0;
  std::vector<NativeBucketId> divided_;  ///< Sorted: the native buckets that lie in more than one classic bucket.
  std::vector<Pair> pairs_;
};

}  // namespace metrics
