#pragma once
// The memory that an update writes. Each thread has cells of its own and is their only writer, so that an update is a
// plain addition: no lock, no atomic read-modify-write, no cache line that another thread writes. A reading adds up the
// cells of all threads.
//
//   metrics::CellRun cells(2);
//   cells.add(0, 1);
//   cells.add_real(1, 0.25);
//   cells.read(0);       // 1
//   cells.read_real(1);  // 0.25
//
// A thread gets its cells at its first update; when it ends, the next thread that begins takes them over with what they
// hold. So nothing is lost, and memory is bounded by the largest number of threads that there were at once.
//
// Thread-safe, but not to be used in signal handlers. No update locks, throws or, but for a thread's first one,
// allocates. Updates are relaxed: they order nothing else in the program.

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace metrics {

namespace detail {

using Cell = std::atomic<std::uint64_t>;
static_assert(Cell::is_always_lock_free);

/// This thread's cells, all that there are; null: it has none yet. Visible here so that an update is a handful of
/// instructions.
#if defined(__GNUC__)
[[gnu::tls_model("initial-exec")]]
#endif
inline constinit thread_local Cell* thread_cells = nullptr;

#if defined(__has_feature)
#define METRICS_HAS_FEATURE(feature) __has_feature(feature)
#else
#define METRICS_HAS_FEATURE(feature) 0
#endif

/// Adds to a cell that only this thread writes. Compilers make three instructions of the relaxed load, addition and
/// store; one is faster, and a signal can't come in between. Thread sanitizers understand only the former.
inline void add_as_only_writer(Cell& cell, std::uint64_t amount) noexcept {
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__SANITIZE_THREAD__) && !METRICS_HAS_FEATURE(thread_sanitizer)
  asm("addq %1, %0" : "+m"(cell) : "er"(amount) : "cc");
#else
  cell.store(cell.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
#endif
}

/// The same for a cell that holds a double. Compilers take the way through integer registers and back, and the next
/// addition to the cell has to wait for it.
inline void add_real_as_only_writer(Cell& cell, double amount) noexcept {
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__SANITIZE_THREAD__) && !METRICS_HAS_FEATURE(thread_sanitizer)
  asm("addsd %1, %0\n\tmovsd %0, %1" : "+x"(amount), "+m"(cell));
#else
  const double value = std::bit_cast<double>(cell.load(std::memory_order_relaxed)) + amount;
  cell.store(std::bit_cast<std::uint64_t>(value), std::memory_order_relaxed);
#endif
}

#undef METRICS_HAS_FEATURE

/// Takes cells for this thread. Null if that is impossible (no memory left, or the thread is ending).
Cell* take_thread_cells() noexcept;

/// What all threads share for what they can't write to cells of their own: it takes atomic operations.
Cell* shared_cells() noexcept;

/// Calls `visit` for the cells of each thread that ever had any, and for the shared ones.
void for_each_thread(const std::function<void(const Cell* cells)>& visit);

}  // namespace detail

/// Cells that stand side by side, all at 0. Made and destroyed under a lock; throws std::bad_alloc.
class CellRun {
 public:
  static constexpr std::size_t kLargest = 65535;

  /// `size` is 1 to kLargest.
  explicit CellRun(std::size_t size);
  /// Nobody may be updating them any more.
  ~CellRun();
  CellRun(const CellRun&) = delete;
  CellRun& operator=(const CellRun&) = delete;

  std::size_t size() const noexcept { return size_; }

  /// `index` is below `size()`. A count wraps at 2^64.
  void add(std::size_t index, std::uint64_t amount) noexcept {
    detail::Cell* const cells = detail::thread_cells;
    if (cells == nullptr) [[unlikely]]
      return add_at_first(index, amount);
    detail::add_as_only_writer(cells[first_ + index], amount);
  }

  /// The same for a cell that holds a double. A cell is used for one of the two only.
  void add_real(std::size_t index, double amount) noexcept {
    detail::Cell* const cells = detail::thread_cells;
    if (cells == nullptr) [[unlikely]]
      return add_real_at_first(index, amount);
    detail::add_real_as_only_writer(cells[first_ + index], amount);
  }

  /// What all threads have added.
  std::uint64_t read(std::size_t index) const noexcept;
  double read_real(std::size_t index) const noexcept;

  /// This thread's cells, for who updates several of them at once: only this thread may write them. Null if it has none
  /// yet: `make_for_this_thread`.
  detail::Cell* of_this_thread() const noexcept {
    detail::Cell* const cells = detail::thread_cells;
    return cells == nullptr ? nullptr : cells + first_;
  }

  /// The same, made if need be. Null if this thread can't have any.
  detail::Cell* make_for_this_thread() const noexcept;

  /// Those that all threads share.
  detail::Cell* shared() const noexcept { return detail::shared_cells() + first_; }

  /// Those among all cells of one thread.
  const detail::Cell* in(const detail::Cell* cells) const noexcept { return cells + first_; }

 private:
  void add_at_first(std::size_t index, std::uint64_t amount) noexcept;
  void add_real_at_first(std::size_t index, double amount) noexcept;

  std::uint32_t first_;
  std::uint32_t size_;
};

}  // namespace metrics
