#include "pair_cells.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace metrics {

CellPlace PairCells::place_of(std::size_t cell) noexcept {
  const auto block = static_cast<std::uint32_t>(std::bit_width(cell / kFirstBlock + 1) - 1);
  return {.block = block, .position = static_cast<std::uint32_t>(cell - kFirstBlock * ((1U << block) - 1))};
}

PairCells::PairCells(const NativeOptions& options, std::span<const double> upper_bounds)
    : zero_threshold_(options.zero_threshold), upper_bounds_(upper_bounds), first_schema_(options.schema) {
  divided_.reserve(upper_bounds.size());
  set_schema(first_schema_);
}

void PairCells::set_schema(int schema) noexcept {
  schema_ = schema;
  divided_.clear();
  for (const double bound : upper_bounds_) {
    // A native bucket is an interval: if it holds the bound and the next double, the bound divides it, else no value of
    // it is on the bound's other side.
    const NativeBucketId bucket = native_bucket_of(bound, schema, zero_threshold_);
    if (native_bucket_of(std::nextafter(bound, HUGE_VAL), schema, zero_threshold_) == bucket)
      divided_.push_back(bucket);
  }
  std::ranges::sort(divided_);
}

PairKey PairCells::key_of(NativeBucketId native, std::size_t classic) const noexcept {
  return {native, schema_, std::ranges::binary_search(divided_, native) ? classic : PairKey::kAllClassic};
}

CellRef PairCells::make(double value) {
  const NativeBucketId native = native_bucket_of(value, schema_, zero_threshold_);
  const std::size_t classic = classic_bucket_of(value, upper_bounds_);
  const CellPlace place = place_of(pairs_.size());
  std::optional<CellRun>& block = blocks_[place.block];
  if (!block) block.emplace(kFirstBlock << place.block);
  table_.reserve(pairs_.size() + 1);
  const auto next = std::ranges::upper_bound(pairs_, native, {}, &Pair::native);
  pairs_.insert(next, {.native = native, .classic = static_cast<std::uint16_t>(classic), .place = place});
  table_.insert(key_of(native, classic), place);
  return {.run = &*block, .position = place.position};
}

std::size_t PairCells::populated_with(double value, int steps) const noexcept {
  const auto is_limited = [](NativeBucketId bucket) {
    return bucket.kind == NativeBucketKind::positive || bucket.kind == NativeBucketKind::negative;
  };
  const NativeBucketId another = native_bucket_of(value, schema_ - steps, zero_threshold_);
  std::size_t populated = is_limited(another) ? 1 : 0;
  NativeBucketId previous;  // the zero bucket, which isn't limited
  for (const Pair& pair : pairs_) {
    const NativeBucketId bucket = coarser(pair.native, steps);
    if (is_limited(bucket) && bucket != previous && bucket != another) ++populated;
    previous = bucket;
  }
  return populated;
}

void PairCells::coarsen(int steps) noexcept {
  set_schema(schema_ - steps);
  table_.clear();
  for (Pair& pair : pairs_) {
    pair.native = coarser(pair.native, steps);
    table_.insert(key_of(pair.native, pair.classic), pair.place);
  }
}

void PairCells::clear() noexcept {
  set_schema(first_schema_);
  table_.clear();
  pairs_.clear();
}

void PairCells::add_counts(const detail::Cell* thread, std::span<std::uint64_t> totals) const noexcept {
  std::array<const detail::Cell*, kBlocks> cells{};
  for (std::size_t block = 0; block < kBlocks; ++block)
    if (blocks_[block]) cells[block] = blocks_[block]->in(thread);
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    const CellPlace place = pairs_[i].place;
    totals[i] += cells[place.block][place.position].load(std::memory_order_relaxed);
  }
}

}  // namespace metrics
