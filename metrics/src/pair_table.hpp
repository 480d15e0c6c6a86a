#pragma once
// Where the count of each pair of a classic and a native bucket is: a hash table that is read without a lock.
//
// `find` may be called from any thread at any time; the rest by one thread at a time. A table that has become too small
// is replaced by one twice its size and kept until the end, because a reader may still be in it: all of them together
// take no more than the newest.
//
// `clear` takes entries out while others may be reading. A reader may then miss an entry or find one that is younger
// than what else it knows; HistogramCells says why it may.

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "native_buckets.hpp"

namespace metrics {

/// A native bucket, and of the classic buckets that it lies in one, or all.
class PairKey {
 public:
  static constexpr std::size_t kAllClassic = 0xFFFF;

  /// `classic` is at most kAllClassic, `schema` that of `native`.
  PairKey(NativeBucketId native, int schema, std::size_t classic) noexcept
      : bits_(static_cast<std::uint64_t>(schema - kCoarsestSchema + 1) << 38U |
              static_cast<std::uint64_t>(native.kind) << 36U |
              static_cast<std::uint64_t>(native.index + kIndexOffset) << 16U | classic) {}

  /// In the lower 42 bits, and never 0.
  std::uint64_t bits() const noexcept { return bits_; }

 private:
  /// Makes every index of schema 8, from −1074·256 to 1024·256 + 1, a number of 20 bits.
  static constexpr std::int32_t kIndexOffset = 1 << 19;

  std::uint64_t bits_;
};

/// One of the cells of a histogram: the cell `position` in its block `block`.
struct CellPlace {
  std::uint32_t block = 0;     ///< At most 31.
  std::uint32_t position = 0;  ///< At most 65535.
};

class PairTable {
 public:
  PairTable();
  ~PairTable();
  PairTable(const PairTable&) = delete;
  PairTable& operator=(const PairTable&) = delete;

  /// Sets `place`; false if the pair isn't there.
  bool find(PairKey key, CellPlace& place) const noexcept {
    const Table& table = *current_.load(std::memory_order_acquire);
    const std::size_t mask = table.mask;
    for (std::size_t at = table.first_place_of(key.bits());; at = (at + 1) & mask) {
      const std::uint64_t entry = table.entries[at].load(std::memory_order_acquire);
      if (entry >> kPlaceBits == key.bits()) [[likely]] {
        place = {.block = static_cast<std::uint32_t>(entry >> 16U) & 31U,
                 .position = static_cast<std::uint32_t>(entry) & 0xFFFFU};
        return true;
      }
      if (entry == 0) return false;
    }
  }

  /// Makes room for so many pairs. Throws std::bad_alloc, and has changed nothing then.
  void reserve(std::size_t pairs);

  /// There is room for it. A pair that is there already stays where it is.
  void insert(PairKey key, CellPlace place) noexcept;

  void clear() noexcept;

 private:
  using Entry = std::atomic<std::uint64_t>;  ///< The key, then the place; 0: empty.
  static constexpr unsigned kPlaceBits = 21;

  struct Table {
    std::size_t first_place_of(std::uint64_t key) const noexcept {
      // An odd number close to 2^64 divided by the golden ratio; the upper bits of the product depend on all of the
      // key.
      return (key * 0x9E3779B97F4A7C15U) >> shift;
    }

    Entry* entries;
    std::size_t mask;  ///< One less than the number of entries, a power of two.
    unsigned shift;    ///< By which a 64-bit number becomes a place.
  };

  struct OwnedTable;

  /// `table` has an empty entry.
  static void put(const Table& table, std::uint64_t entry) noexcept;

  /// What a histogram has that was never observed.
  inline static constinit std::array<Entry, 2> no_entries{};
  inline static constinit const Table kNoEntries{.entries = no_entries.data(), .mask = 1, .shift = 63};

  std::atomic<const Table*> current_{&kNoEntries};
  std::vector<std::unique_ptr<OwnedTable>> tables_;
  std::size_t room_ = 0;
};

}  // namespace metrics
