#include "metrics/cells.hpp"

#include <map>
#include <mutex>
#include <new>

#include <sys/mman.h>

namespace metrics {

namespace {

using detail::Cell;
using detail::kChunks;

constexpr std::size_t kFirstChunkCells = 512;  // a page of 4 KB

constexpr std::size_t cells_in(std::size_t chunk) {
  return kFirstChunkCells << chunk;
}

/// Zeroed, page-aligned, and resident only where it was written. Null if there is no memory. Never given back: a thread
/// that comes later takes it over.
Cell* map_chunk(std::size_t chunk) noexcept {
  void* const memory = mmap(nullptr, cells_in(chunk) * sizeof(Cell), PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return memory == MAP_FAILED ? nullptr : static_cast<Cell*>(memory);
}

/// The cells that one thread at a time writes to.
struct Slab {
  detail::Chunks chunks{};
  Slab* next = nullptr;  ///< Set before it is published.
  bool is_taken = true;  ///< Guarded by the pool's lock.
};

/// All slabs of the program. Lives until the process is gone, because threads may end after everything else.
class SlabPool {
 public:
  /// For this thread; null without memory.
  Slab* take() noexcept {
    const std::lock_guard lock(mutex_);
    for (Slab* slab = first(); slab != nullptr; slab = slab->next) {
      if (slab->is_taken) continue;
      slab->is_taken = true;
      return slab;
    }
    auto* const slab = new (std::nothrow) Slab;
    if (slab == nullptr) return nullptr;
    slab->next = first();
    first_.store(slab, std::memory_order_release);
    return slab;
  }

  /// The lock makes what the thread wrote visible to the one that takes the slab next.
  void give_back(Slab& slab) noexcept {
    const std::lock_guard lock(mutex_);
    slab.is_taken = false;
  }

  Slab* first() const noexcept { return first_.load(std::memory_order_acquire); }

  /// What threads share. Chunks of it are made with the first run in them.
  Slab& shared() noexcept { return shared_; }

 private:
  std::mutex mutex_;
  std::atomic<Slab*> first_{nullptr};
  Slab shared_;
};

SlabPool& pool() {
  static auto* const the_pool = new SlabPool;  // see the class
  return *the_pool;
}

/// Takes this thread's slab at its first update and gives it back at its end.
class ThreadSlab {
 public:
  ~ThreadSlab() {
    detail::thread_chunks = {};
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

/// Calls `visit(cell)` for the cell of each thread that has one, and for the shared one.
template <class Visit>
void for_each_cell(std::size_t chunk, std::size_t position, Visit visit) {
  SlabPool& slabs = pool();
  visit(slabs.shared().chunks[chunk].load(std::memory_order_acquire)[position]);
  for (Slab* slab = slabs.first(); slab != nullptr; slab = slab->next) {
    if (Cell* const cells = slab->chunks[chunk].load(std::memory_order_acquire)) visit(cells[position]);
  }
}

/// Hands out runs of cells. A run that comes back is kept for the next one of its size.
class RunAllocator {
 public:
  struct Place {
    std::uint32_t chunk;
    std::uint32_t first;
  };

  Place allocate(std::size_t size) {
    const std::lock_guard lock(mutex_);
    if (const auto free = free_.find(size); free != free_.end() && free->second != kNone) {
      const Place place = unpack(free->second);
      free->second = link_of(place).exchange(kNone, std::memory_order_relaxed);
      return place;
    }
    free_.try_emplace(size, kNone);  // so that `release` needs no memory
    while (used_ + size > cells_in(chunk_)) {
      if (chunk_ + 1U == kChunks) throw std::bad_alloc();
      ++chunk_;
      used_ = 0;
    }
    require_shared_chunk();
    const Place place{.chunk = static_cast<std::uint32_t>(chunk_), .first = static_cast<std::uint32_t>(used_)};
    used_ += size;
    return place;
  }

  void release(Place place, std::size_t size) noexcept {
    for (std::size_t i = 0; i < size; ++i)
      for_each_cell(place.chunk, place.first + i, [](Cell& cell) { cell.store(0, std::memory_order_relaxed); });
    const std::lock_guard lock(mutex_);
    std::uint64_t& head = free_.find(size)->second;
    link_of(place).store(head, std::memory_order_relaxed);
    head = pack(place);
  }

 private:
  static constexpr std::uint64_t kNone = 0;

  static std::uint64_t pack(Place place) noexcept { return (std::uint64_t{place.chunk} << 32U | place.first) + 1; }
  static Place unpack(std::uint64_t packed) noexcept {
    return {.chunk = static_cast<std::uint32_t>((packed - 1) >> 32U), .first = static_cast<std::uint32_t>(packed - 1)};
  }

  /// A free run's first shared cell says which run is free after it.
  static Cell& link_of(Place place) noexcept { return detail::shared_chunk(place.chunk)[place.first]; }

  void require_shared_chunk() {
    std::atomic<Cell*>& shared = pool().shared().chunks[chunk_];
    if (shared.load(std::memory_order_relaxed) != nullptr) return;
    Cell* const cells = map_chunk(chunk_);
    if (cells == nullptr) throw std::bad_alloc();
    shared.store(cells, std::memory_order_release);
  }

  std::mutex mutex_;
  std::map<std::size_t, std::uint64_t> free_;  ///< The first free run of each size.
  std::size_t chunk_ = 0;
  std::size_t used_ = 0;  ///< Of the newest chunk.
};

RunAllocator& allocator() {
  static auto* const the_allocator = new RunAllocator;  // as the pool
  return *the_allocator;
}

}  // namespace

namespace detail {

Cell* make_thread_chunk(std::size_t chunk) noexcept {
  Slab* const slab = ThreadSlab::of_this_thread();
  if (slab == nullptr) return nullptr;
  // The slab may come from a thread that had the chunk already.
  Cell* cells = slab->chunks[chunk].load(std::memory_order_relaxed);
  if (cells == nullptr) {
    cells = map_chunk(chunk);
    if (cells == nullptr) return nullptr;
    slab->chunks[chunk].store(cells, std::memory_order_release);
  }
  thread_chunks[chunk] = cells;
  return cells;
}

Cell* shared_chunk(std::size_t chunk) noexcept {
  return pool().shared().chunks[chunk].load(std::memory_order_acquire);
}

void for_each_chunks(const std::function<void(const Chunks&)>& visit) {
  SlabPool& slabs = pool();
  visit(slabs.shared().chunks);
  for (const Slab* slab = slabs.first(); slab != nullptr; slab = slab->next) visit(slab->chunks);
}

}  // namespace detail

CellRun::CellRun(std::size_t size) : size_(static_cast<std::uint32_t>(size)) {
  const RunAllocator::Place place = allocator().allocate(size);
  chunk_ = place.chunk;
  first_ = place.first;
}

CellRun::~CellRun() {
  allocator().release({.chunk = chunk_, .first = first_}, size_);
}

void CellRun::add_at_first(std::size_t index, std::uint64_t amount) noexcept {
  if (detail::make_thread_chunk(chunk_) != nullptr) return add(index, amount);
  detail::shared_chunk(chunk_)[first_ + index].fetch_add(amount, std::memory_order_relaxed);
}

void CellRun::add_real_at_first(std::size_t index, double amount) noexcept {
  if (detail::make_thread_chunk(chunk_) != nullptr) return add_real(index, amount);
  Cell& cell = detail::shared_chunk(chunk_)[first_ + index];
  std::uint64_t bits = cell.load(std::memory_order_relaxed);
  while (!cell.compare_exchange_weak(bits, std::bit_cast<std::uint64_t>(std::bit_cast<double>(bits) + amount),
                                     std::memory_order_relaxed)) {
  }
}

detail::Cell* CellRun::make_for_this_thread() noexcept {
  detail::Cell* const cells = of_this_thread();
  if (cells != nullptr || detail::make_thread_chunk(chunk_) == nullptr) return cells;
  return of_this_thread();
}

std::uint64_t CellRun::read(std::size_t index) const noexcept {
  std::uint64_t total = 0;
  for_each_cell(chunk_, first_ + index, [&total](const Cell& cell) { total += cell.load(std::memory_order_relaxed); });
  return total;
}

double CellRun::read_real(std::size_t index) const noexcept {
  double total = 0;
  for_each_cell(chunk_, first_ + index,
                [&total](const Cell& cell) { total += std::bit_cast<double>(cell.load(std::memory_order_relaxed)); });
  return total;
}
}  // namespace metrics
