#include "metrics/cells.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <mutex>
#include <new>

#include <sys/mman.h>
#include <sys/resource.h>

namespace metrics {

namespace {

using detail::Cell;

/// A stretch of addresses for as many cells as there may ever be, so that where a cell is never changes. Cells are
/// zeroed, they can be used from the first on as far as they were made accessible, and are resident only where they
/// were written. Null without memory.
Cell* reserve_range(std::size_t cells) noexcept {
  void* const memory =
      mmap(nullptr, cells * sizeof(Cell), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return memory == MAP_FAILED ? nullptr : static_cast<Cell*>(memory);
}

/// False without memory.
bool make_accessible(Cell* range, std::size_t cells) noexcept {
  return mprotect(range, cells * sizeof(Cell), PROT_READ | PROT_WRITE) == 0;
}

/// For a range that no thread has had: others are kept, because a thread that comes later takes them over.
void release_range(Cell* range, std::size_t cells) noexcept {
  munmap(range, cells * sizeof(Cell));
}

/// The cells that one thread at a time writes to.
struct Slab {
  Cell* cells;
  Slab* next;
  bool is_taken = true;  ///< Guarded by the pool's lock.
};

/// All slabs of the program. Lives until the process is gone, because threads may end after everything else.
class SlabPool {
 public:
  SlabPool() {
    for (std::size_t cells = most_cells(); cells >= kPageCells && shared_ == nullptr; cells /= 2) {
      shared_ = reserve_range(cells);
      if (shared_ != nullptr) capacity_ = cells;
    }
  }

  /// For this thread; null without memory.
  Slab* take() noexcept {
    const std::lock_guard lock(mutex_);
    for (Slab* slab = first(); slab != nullptr; slab = slab->next) {
      if (slab->is_taken) continue;
      slab->is_taken = true;
      return slab;
    }
    Cell* const cells = reserve_range(capacity_);
    if (cells == nullptr) return nullptr;
    Slab* slab = nullptr;
    if (make_accessible(cells, accessible_)) slab = new (std::nothrow) Slab{.cells = cells, .next = first()};
    if (slab == nullptr) {
      release_range(cells, capacity_);
      return nullptr;
    }
    first_.store(slab, std::memory_order_release);
    return slab;
  }

  /// The lock makes what the thread wrote visible to the one that takes the slab next.
  void give_back(Slab& slab) noexcept {
    const std::lock_guard lock(mutex_);
    slab.is_taken = false;
  }

  /// Makes the first `cells` of every thread accessible. Throws std::bad_alloc.
  void require(std::size_t cells) {
    const std::lock_guard lock(mutex_);
    if (cells <= accessible_) return;
    if (cells > capacity_) throw std::bad_alloc();
    std::size_t wanted = std::max(accessible_, kPageCells);
    while (wanted < cells) wanted *= 2;
    bool done = make_accessible(shared_, wanted);
    for (Slab* slab = first(); slab != nullptr; slab = slab->next) done = done && make_accessible(slab->cells, wanted);
    if (!done) throw std::bad_alloc();
    accessible_ = wanted;
  }

  Slab* first() const noexcept { return first_.load(std::memory_order_acquire); }

  /// What threads share.
  Cell* shared() const noexcept { return shared_; }

 private:
  static constexpr std::size_t kPageCells = 512;  // 4 KB

  /// For each thread, 1 GB of addresses. They cost nothing, unless the process is limited in them: then all but a small
  /// part is left to the rest of the program.
  static std::size_t most_cells() noexcept {
    constexpr std::size_t kMost = std::size_t{1} << 27U;
    constexpr std::size_t kPartOfLimit = 64;
    rlimit addresses{};
    if (getrlimit(RLIMIT_AS, &addresses) != 0 || addresses.rlim_cur == RLIM_INFINITY) return kMost;
    return std::min(kMost, std::bit_floor(std::max(kPageCells, addresses.rlim_cur / kPartOfLimit / sizeof(Cell))));
  }

  std::mutex mutex_;
  std::atomic<Slab*> first_{nullptr};
  Cell* shared_ = nullptr;
  std::size_t capacity_ = 0;
  std::size_t accessible_ = 0;  ///< Cells of each thread; a power of two.
};

SlabPool& pool() {
  static auto* const kPool = new SlabPool;  // see the class
  return *kPool;
}

/// Takes this thread's slab at its first update and gives it back at its end.
class ThreadSlab {
 public:
  ~ThreadSlab() {
    detail::thread_cells = nullptr;
    if (slab_ != nullptr) pool().give_back(*slab_);
    has_ended = true;
  }

  static Slab* of_this_thread() noexcept {
    if (has_ended) return nullptr;
    thread_local ThreadSlab mine;
    if (mine.slab_ == nullptr) mine.slab_ = pool().take();
    return mine.slab_;
  }

 private:
  // Outlives the destructor, so that what other thread_local objects count while they are destroyed finds it set.
  inline static constinit thread_local bool has_ended = false;

  Slab* slab_ = nullptr;
};

/// Calls `visit(cell)` for the cell of each thread, and for the shared one.
template <class Visit>
void for_each_cell(std::size_t position, Visit visit) {
  const SlabPool& slabs = pool();
  visit(slabs.shared()[position]);
  for (Slab* slab = slabs.first(); slab != nullptr; slab = slab->next) visit(slab->cells[position]);
}

/// Hands out runs of cells. A run that comes back is kept for the next one of its size.
class RunAllocator {
 public:
  /// Where it begins.
  std::uint32_t allocate(std::size_t size) {
    const std::lock_guard lock(mutex_);
    if (const auto free = free_.find(size); free != free_.end() && free->second != kNone) {
      const auto first = static_cast<std::uint32_t>(free->second - 1);
      free->second = link_of(first).exchange(kNone, std::memory_order_relaxed);
      return first;
    }
    free_.try_emplace(size, kNone);  // so that `release` needs no memory
    pool().require(used_ + size);
    const auto first = static_cast<std::uint32_t>(used_);
    used_ += size;
    return first;
  }

  void release(std::uint32_t first, std::size_t size) noexcept {
    for (std::size_t i = 0; i < size; ++i) {
      for_each_cell(first + i, [](Cell& cell) {
        // What was never written stays out of memory.
        if (cell.load(std::memory_order_relaxed) != 0) cell.store(0, std::memory_order_relaxed);
      });
    }
    const std::lock_guard lock(mutex_);
    std::uint64_t& head = free_.find(size)->second;
    link_of(first).store(head, std::memory_order_relaxed);
    head = std::uint64_t{first} + 1;
  }

 private:
  static constexpr std::uint64_t kNone = 0;

  /// A free run's first shared cell says which run is free after it: where that begins, and one more.
  static Cell& link_of(std::uint32_t first) noexcept { return pool().shared()[first]; }

  std::mutex mutex_;
  std::map<std::size_t, std::uint64_t> free_;  ///< The first free run of each size.
  std::size_t used_ = 0;
};

RunAllocator& allocator() {
  static auto* const kAllocator = new RunAllocator;  // as the pool
  return *kAllocator;
}

}  // namespace

namespace detail {

Cell* take_thread_cells() noexcept {
  Slab* const slab = ThreadSlab::of_this_thread();
  if (slab != nullptr) thread_cells = slab->cells;
  return thread_cells;
}

Cell* shared_cells() noexcept {
  return pool().shared();
}

void for_each_thread(const std::function<void(const Cell* cells)>& visit) {
  const SlabPool& slabs = pool();
  visit(slabs.shared());
  for (const Slab* slab = slabs.first(); slab != nullptr; slab = slab->next) visit(slab->cells);
}

}  // namespace detail

CellRun::CellRun(std::size_t size) : first_(allocator().allocate(size)), size_(static_cast<std::uint32_t>(size)) {}

CellRun::~CellRun() {
  allocator().release(first_, size_);
}

void CellRun::add_at_first(std::size_t index, std::uint64_t amount) noexcept {
  if (detail::take_thread_cells() != nullptr) return add(index, amount);
  shared()[index].fetch_add(amount, std::memory_order_relaxed);
}

void CellRun::add_real_at_first(std::size_t index, double amount) noexcept {
  if (detail::take_thread_cells() != nullptr) return add_real(index, amount);
  Cell& cell = shared()[index];
  std::uint64_t bits = cell.load(std::memory_order_relaxed);
  while (!cell.compare_exchange_weak(bits, std::bit_cast<std::uint64_t>(std::bit_cast<double>(bits) + amount),
                                     std::memory_order_relaxed)) {
  }
}

detail::Cell* CellRun::make_for_this_thread() const noexcept {
  if (detail::thread_cells == nullptr) detail::take_thread_cells();
  return of_this_thread();
}

std::uint64_t CellRun::read(std::size_t index) const noexcept {
  std::uint64_t total = 0;
  for_each_cell(first_ + index, [&total](const Cell& cell) { total += cell.load(std::memory_order_relaxed); });
  return total;
}

double CellRun::read_real(std::size_t index) const noexcept {
  double total = 0;
  for_each_cell(first_ + index,
                [&total](const Cell& cell) { total += std::bit_cast<double>(cell.load(std::memory_order_relaxed)); });
  return total;
}

}  // namespace metrics
