#pragma once
// How often this thread has allocated. The program that this is linked into has an operator new that counts.

#include <cstdint>

namespace metrics::testing {

std::uint64_t allocations_of_this_thread();

/// While it lives, each allocation of this thread fails.
class OutOfMemory {
 public:
  OutOfMemory();
  ~OutOfMemory();
  OutOfMemory(const OutOfMemory&) = delete;
  OutOfMemory& operator=(const OutOfMemory&) = delete;

  /// Not where a sanitizer allocates.
  static bool is_possible();
};

}  // namespace metrics::testing
