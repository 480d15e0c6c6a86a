#include "histogram_cells.hpp"

#include <algorithm>
#include <bit>
#include <new>

#include "misuse.hpp"

namespace metrics {

namespace {

std::unique_ptr<PairCells> pairs_of(const SeriesSetup& setup) {
  return setup.native ? std::make_unique<PairCells>(*setup.native, setup.upper_bounds) : nullptr;
}

/// The snapshot's native half, empty, with the memory that it had.
NativeSnapshot& emptied(std::optional<NativeSnapshot>& native) {
  if (!native) return native.emplace();
  native->zero_count = 0;
  native->negative.clear();
  native->positive.clear();
  return *native;
}

/// This thread's cells, which it has, or the shared ones.
detail::Cell* cells_of(const CellRun& run, bool shared) {
  return shared ? run.shared() : run.of_this_thread();
}

void add_to_last(std::vector<NativeBucket>& buckets, std::int32_t index, std::uint64_t count) {
  if (buckets.empty() || buckets.back().index != index) buckets.push_back({.index = index, .count = 0});
  buckets.back().count += count;
}

}  // namespace

HistogramCells::HistogramCells(const SeriesSetup& setup)
    : upper_bounds_(setup.upper_bounds),
      // The last two are the bucket up to +Inf and NaN.
      base_(kFirstCount + (setup.native ? 0 : setup.upper_bounds.size() + 2)),
      pairs_(pairs_of(setup)),
      setup_(setup),
      started_(now()),
      exemplars_(setup.upper_bounds.size() + 1, setup.native.has_value()) {
  publish();
}

void HistogramCells::observe_divided(double value, int schema, detail::Cell& sum) noexcept {
  detail::Cell* const cell = pairs_->find(value, schema).of_this_thread();
  if (cell == nullptr) [[unlikely]]
    return observe_slowly(value);
  count(*cell, sum, value);
}

void HistogramCells::observe_slowly(double value) noexcept {
  // Before the lock, because the clock is the program's own and may observe, too.
  const auto time = now();
  try {
    const std::lock_guard lock(mutex_);
    const CellRef ref = cell_for(value, time);
    // A thread has cells everywhere or nowhere. The shared ones are written here only, by one thread at a time.
    const bool shared = base_.make_for_this_thread() == nullptr;
    bring_up_to_date(shared);
    count(cells_of(*ref.run, shared)[ref.position], cells_of(base_, shared)[kSum], value);
  } catch (const std::bad_alloc&) {
    setup_.misuse.ignored(value, "there is no memory for another bucket");
  }
}

CellRef HistogramCells::cell_for(double value, std::chrono::system_clock::time_point now) {
  if (pairs_ == nullptr) return {.run = &base_, .position = position_of(value)};
  if (const CellRef known = pairs_->find(value, pairs_->schema()); known.run != nullptr) return known;
  make_room_for(value, now);
  if (const CellRef known = pairs_->find(value, pairs_->schema()); known.run != nullptr) return known;
  return pairs_->make(value);
}

void HistogramCells::make_room_for(double value, std::chrono::system_clock::time_point now) noexcept {
  const NativeOptions& options = *setup_.native;
  if (pairs_->is_full()) return begin_epoch(now);
  if (options.max_buckets == 0 || pairs_->populated_with(value, 0) <= options.max_buckets) return;
  if (options.min_reset_interval > std::chrono::seconds::zero() && now - started_ >= options.min_reset_interval)
    return begin_epoch(now);
  for (int steps = 1; steps <= pairs_->schema() - kCoarsestSchema; ++steps) {
    if (pairs_->populated_with(value, steps) > options.max_buckets) continue;
    pairs_->coarsen(steps);
    return publish();
  }
  begin_epoch(now);
}

void HistogramCells::bring_up_to_date(bool shared) noexcept {
  detail::Cell* const base = cells_of(base_, shared);
  if (base[kEpoch].load(std::memory_order_relaxed) == epoch_) return;
  const auto set_to_0 = [shared](const CellRun& run) {
    for (detail::Cell& cell : std::span(cells_of(run, shared), run.size())) {
      // A page that was never written needs no memory, and shall not get any now.
      if (cell.load(std::memory_order_relaxed) != 0) cell.store(0, std::memory_order_relaxed);
    }
  };
  set_to_0(base_);
  if (pairs_ != nullptr) pairs_->for_each_run(set_to_0);
  // Whoever reads that the cells are of this epoch reads what they hold in it.
  base[kEpoch].store(epoch_, std::memory_order_release);
}

void HistogramCells::begin_again() noexcept {
  const auto time = now();
  const std::lock_guard lock(mutex_);
  begin_epoch(time);
}

void HistogramCells::begin_epoch(std::chrono::system_clock::time_point now) noexcept {
  ++epoch_;
  started_ = now;
  if (pairs_ != nullptr) pairs_->clear();
  exemplars_.clear();
  publish();
}

void HistogramCells::publish() noexcept {
  const auto schema = static_cast<std::uint64_t>(pairs_ == nullptr ? 0 : pairs_->schema() - kCoarsestSchema);
  // Whoever reads this state reads a table of pairs that is no older.
  state_.store(epoch_ << kSchemaBits | schema, std::memory_order_release);
}

void HistogramCells::keep(double value, const ExemplarLabels& labels) noexcept {
  exemplars_.keep(classic_bucket_of(value, upper_bounds_), value, labels, now());
}

void HistogramCells::read_into(HistogramSnapshot& snapshot) const {
  snapshot.upper_bounds.assign(upper_bounds_.begin(), upper_bounds_.end());
  snapshot.counts.assign(upper_bounds_.size() + 1, 0);
  snapshot.sum = 0;
  snapshot.nan_count = 0;
  {
    const std::lock_guard lock(mutex_);
    snapshot.started = started_;
    if (pairs_ != nullptr) totals_.assign(pairs_->pairs().size(), 0);
    detail::for_each_thread([this, &snapshot](const detail::Cell* thread) { add_thread(thread, snapshot); });
    if (pairs_ != nullptr) {
      read_pairs(snapshot);
    } else {
      snapshot.native.reset();
      snapshot.counts.back() += snapshot.nan_count;
    }
  }
  exemplars_.read_into(snapshot.exemplars);
}

void HistogramCells::add_thread(const detail::Cell* thread, HistogramSnapshot& snapshot) const noexcept {
  const detail::Cell* const base = base_.in(thread);
  if (base[kEpoch].load(std::memory_order_acquire) != epoch_) return;
  snapshot.sum += std::bit_cast<double>(base[kSum].load(std::memory_order_relaxed));
  if (pairs_ != nullptr) return pairs_->add_counts(thread, totals_);
  const detail::Cell* cell = base + kFirstCount;
  for (std::uint64_t& count : snapshot.counts) count += (cell++)->load(std::memory_order_relaxed);
  snapshot.nan_count += cell->load(std::memory_order_relaxed);
}

void HistogramCells::read_pairs(HistogramSnapshot& snapshot) const {
  NativeSnapshot& native = emptied(snapshot.native);
  native.schema = pairs_->schema();
  native.zero_threshold = setup_.native->zero_threshold;
  for (std::size_t i = 0; i < totals_.size(); ++i) {
    const PairCells::Pair& pair = pairs_->pairs()[i];
    const std::uint64_t total = totals_[i];
    if (total == 0) continue;  // its first observation is being made
    snapshot.counts[pair.classic] += total;
    switch (pair.native.kind) {
      case NativeBucketKind::nan:
        snapshot.nan_count += total;
        break;
      case NativeBucketKind::zero:
        native.zero_count += total;
        break;
      case NativeBucketKind::negative:
        add_to_last(native.negative, pair.native.index, total);
        break;
      case NativeBucketKind::positive:
        add_to_last(native.positive, pair.native.index, total);
        break;
    }
  }
}

std::chrono::system_clock::time_point HistogramCells::now() const noexcept {
  try {
    return setup_.now();
  } catch (...) {
    return {};
  }
}

}  // namespace metrics
