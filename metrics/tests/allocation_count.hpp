#pragma once
// How often this thread has allocated. The program that this is linked into has an operator new that counts.

#include <cstdint>

namespace metrics::testing {

std::uint64_t allocations_of_this_thread();

}  // namespace metrics::testing
