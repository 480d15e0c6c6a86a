#include "pair_table.hpp"

#include <algorithm>
#include <bit>
#include <new>
#include <span>
#include <utility>

namespace metrics {

namespace {

// A cache line on all machines of today: nothing that changes more often shall be beside the entries.
constexpr std::align_val_t kCacheLine{64};

struct FreeEntries {
  void operator()(std::atomic<std::uint64_t>* entries) const noexcept { operator delete[](entries, kCacheLine); }
};

}  // namespace

struct PairTable::OwnedTable {
  /// `capacity` is a power of two.
  explicit OwnedTable(std::size_t capacity)
      : entries(new(kCacheLine) Entry[capacity]{}),
        table{.entries = entries.get(),
              .mask = capacity - 1,
              .shift = static_cast<unsigned>(64 - std::countr_zero(capacity))} {}

  std::unique_ptr<Entry[], FreeEntries> entries;
  Table table;
};

PairTable::PairTable() = default;
PairTable::~PairTable() = default;

void PairTable::put(const Table& table, std::uint64_t entry) noexcept {
  std::size_t at = table.first_place_of(entry >> kPlaceBits);
  while (table.entries[at].load(std::memory_order_relaxed) != 0) at = (at + 1) & table.mask;
  table.entries[at].store(entry, std::memory_order_release);
}

void PairTable::reserve(std::size_t pairs) {
  if (pairs <= room_) return;
  constexpr std::size_t kFirstCapacity = 32;
  // Half full at most: a search for what isn't there must soon meet an empty entry.
  const std::size_t capacity = std::max(kFirstCapacity, std::bit_ceil(2 * pairs));
  auto larger = std::make_unique<OwnedTable>(capacity);
  const Table& old = *current_.load(std::memory_order_relaxed);
  for (std::size_t at = 0; at <= old.mask; ++at) {
    if (const std::uint64_t entry = old.entries[at].load(std::memory_order_relaxed); entry != 0)
      put(larger->table, entry);
  }
  tables_.push_back(std::move(larger));
  current_.store(&tables_.back()->table, std::memory_order_release);
  room_ = capacity / 2;
}

void PairTable::insert(PairKey key, CellPlace place) noexcept {
  if (CellPlace known; find(key, known)) return;
  put(*current_.load(std::memory_order_relaxed),
      key.bits() << kPlaceBits | std::uint64_t{place.block} << 16U | place.position);
}

void PairTable::clear() noexcept {
  if (room_ == 0) return;
  const Table& table = *current_.load(std::memory_order_relaxed);
  for (std::size_t at = 0; at <= table.mask; ++at) table.entries[at].store(0, std::memory_order_relaxed);
}

}  // namespace metrics
