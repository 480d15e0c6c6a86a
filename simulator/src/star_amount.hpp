#pragma once
// Stars and shares of one, as the balance and the transactions of a bot have them ("StarAmount" in the Bot API): a Star
// is 1,000,000,000 nanostars. Prices and payments are whole Stars (values::Stars). A value.

#include <compare>
#include <cstdint>

#include "values/stars.hpp"

namespace simulator {

class StarAmount {
 public:
  static constexpr std::int64_t kNanostarsPerStar = 1'000'000'000;

  StarAmount() = default;
  constexpr explicit StarAmount(values::Stars stars, std::int64_t nanostars = 0)
      : nanostars_(stars.amount() * kNanostarsPerStar + nanostars) {}
  static constexpr StarAmount of_nanostars(std::int64_t nanostars) { return StarAmount{values::Stars{0}, nanostars}; }

  constexpr std::int64_t total_nanostars() const { return nanostars_; }
  /// Rounded towards 0; can be negative.
  constexpr std::int64_t stars() const { return nanostars_ / kNanostarsPerStar; }
  /// What stars() leaves out, with the sign of the whole.
  constexpr std::int64_t nanostars() const { return nanostars_ % kNanostarsPerStar; }

  constexpr StarAmount& operator+=(StarAmount other) {
    nanostars_ += other.nanostars_;
    return *this;
  }
  constexpr StarAmount operator-() const { return of_nanostars(-nanostars_); }
  friend constexpr StarAmount operator-(StarAmount a, StarAmount b) {
    return of_nanostars(a.nanostars_ - b.nanostars_);
  }
  friend constexpr auto operator<=>(StarAmount, StarAmount) = default;

 private:
  std::int64_t nanostars_ = 0;
};

}  // namespace simulator
