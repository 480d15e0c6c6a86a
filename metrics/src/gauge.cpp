#include "metrics/gauge.hpp"

#include <chrono>

namespace metrics {

void Gauge::set_to_current_time() noexcept {
  set(std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count());
}

}  // namespace metrics
