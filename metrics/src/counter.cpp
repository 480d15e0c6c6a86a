#include "metrics/counter.hpp"

#include <cmath>

namespace metrics {

Counter::Counter(const SeriesSetup& setup)
    : started_(std::chrono::system_clock::now()), invalid_updates_(setup.invalid_updates) {}

CounterSample Counter::sample() const noexcept {
  const CounterReading counted = cell_.read();
  const CounterReading resumed = CounterReading::of(resumed_.load(std::memory_order_relaxed));
  return {.reading = {.whole = counted.whole + resumed.whole, .fraction = counted.fraction + resumed.fraction},
          .started = started_.load(std::memory_order_relaxed)};
}

void Counter::resume(double value, std::chrono::system_clock::time_point started) noexcept {
  if (!std::isfinite(value) || value < 0) {
    invalid_updates_.add(1);
    return;
  }
  resumed_.store(value, std::memory_order_relaxed);
  started_.store(started, std::memory_order_relaxed);
}

}  // namespace metrics
