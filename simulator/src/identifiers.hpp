#pragma once
// The identifiers that Telegram hands out. They come from a generator of their own, apart from the customers' choices:
// a bot that keeps its store between two runs of a demo must not meet the charges and updates of the first run again.
//
// Not thread-safe.

#include <cstdint>
#include <random>
#include <string>

#include "values/id.hpp"

namespace simulator {

class Identifiers {
 public:
  explicit Identifiers(std::uint64_t seed) : random_(seed) {}

  /// Where a queue of updates begins: anywhere, but far from the largest 32-bit number that Telegram's ids fit in.
  values::UpdateId first_update();
  /// A query's id: decimal digits, in text.
  std::string query();
  values::ChargeId charge();

 private:
  std::mt19937_64 random_;
};

}  // namespace simulator
