#pragma once
// The simulator's time: real time and an offset, which a test makes larger to let a month pass at once.
//
//   AdvancedClock clock(system_clock);
//   clock.advance(std::chrono::hours{24});
//
// Whoever advances it then lets everybody do what became due meanwhile (Bots::advance). Not thread-safe.

#include <chrono>

#include "values/time.hpp"

namespace simulator {

class AdvancedClock final : public values::Clock {
 public:
  /// `beneath` must outlive the clock.
  explicit AdvancedClock(const values::Clock& beneath, std::chrono::milliseconds offset = {})
      : beneath_(beneath), offset_(offset) {}

  values::Timestamp now() const override { return beneath_.now() + offset_; }
  void advance(std::chrono::milliseconds by) { offset_ += by; }

 private:
  const values::Clock& beneath_;
  std::chrono::milliseconds offset_;
};

}  // namespace simulator
