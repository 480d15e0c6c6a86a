#pragma once
// Time as the Bot API writes it: whole seconds since the Unix epoch. Pure functions.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>

#include "values/time.hpp"

namespace simulator {

inline std::int64_t unix_seconds(values::Timestamp at) {
  return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

/// What does not fit 32 bits is the last second that does.
inline values::Timestamp at_unix_seconds(std::int64_t seconds) {
  constexpr std::int64_t kLast = std::numeric_limits<std::int32_t>::max();
  return values::Timestamp{std::chrono::seconds{std::clamp(seconds, std::int64_t{0}, kLast)}};
}

}  // namespace simulator
