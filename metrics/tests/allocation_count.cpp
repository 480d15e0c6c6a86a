#include "allocation_count.hpp"

#include <cstddef>
#include <cstdlib>
#include <new>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define METRICS_SANITIZER_ALLOCATES
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define METRICS_SANITIZER_ALLOCATES
#endif

namespace {
thread_local std::uint64_t allocations = 0;
thread_local bool is_out_of_memory = false;
}  // namespace

#if defined(METRICS_SANITIZER_ALLOCATES)

// A sanitizer has an operator new of its own, and calls this for all that it allocates.
// NOLINTNEXTLINE(bugprone-reserved-identifier): the name is the interface
extern "C" void __sanitizer_malloc_hook(const volatile void*, std::size_t) {
  ++allocations;
}

#else

namespace {

void* allocate(std::size_t size, std::size_t alignment) {
  ++allocations;
  if (is_out_of_memory) throw std::bad_alloc();
  // The size must be a multiple of the alignment.
  void* const memory = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

// The other forms end in these.
void* operator new(std::size_t size) {
  return allocate(size, __STDCPP_DEFAULT_NEW_ALIGNMENT__);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}

#endif

namespace metrics::testing {

std::uint64_t allocations_of_this_thread() {
  return allocations;
}

OutOfMemory::OutOfMemory() {
  is_out_of_memory = true;
}

OutOfMemory::~OutOfMemory() {
  is_out_of_memory = false;
}

bool OutOfMemory::is_possible() {
#if defined(METRICS_SANITIZER_ALLOCATES)
  return false;
#else
  return true;
#endif
}

}  // namespace metrics::testing
