#pragma once
// How long to wait before trying again: doubling from `first` to `longest`, each time with jitter, so that clients who
// failed together don't return together.
//
//   telegram::Backoff backoff({.first = 500ms, .longest = 1min});
//   std::chrono::milliseconds wait = backoff.next();   // 250 to 500 ms, then 500 to 1000 ms, …
//   backoff.reset();                                   // after a success
//
// One owner at a time. `delay_for` is pure.

#include <chrono>
#include <cstdint>
#include <random>

namespace telegram {

struct BackoffOptions {
  std::chrono::milliseconds first{500};
  std::chrono::milliseconds longest{60'000};
};

/// The wait after the `attempt`-th failure in a row (from 1), where `chance` in [0, 1) is the jitter.
std::chrono::milliseconds delay_for(const BackoffOptions& options, int attempt, double chance);

class Backoff {
 public:
  explicit Backoff(BackoffOptions options, std::uint64_t seed = std::random_device{}());

  std::chrono::milliseconds next();
  void reset() { attempt_ = 0; }
  int attempts() const { return attempt_; }

 private:
  BackoffOptions options_;
  int attempt_ = 0;
  std::mt19937_64 random_;
};

}  // namespace telegram
