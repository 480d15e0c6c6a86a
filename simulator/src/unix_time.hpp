#pragma once
// Time as the Bot API writes it: whole seconds since the Unix epoch. A pure function.

#include <chrono>
#include <cstdint>

#include "values/time.hpp"

namespace simulator {

inline std::int64_t unix_seconds(values::Timestamp at) {
  return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

}  // namespace simulator
