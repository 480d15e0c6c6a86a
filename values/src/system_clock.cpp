// In a file of its own, so that the crash tests' program can be linked with a clock that they set.

#include "values/time.hpp"

namespace values {

Timestamp SystemClock::now() const {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace values
