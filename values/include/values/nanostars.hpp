#pragma once
// Parts of Stars, where Telegram or arithmetic makes some: commissions, fees, balances, and what is left of a plan.
// Prices and payments are whole Stars (values/stars.hpp).
//
//   values::Nanostars fee = values::Nanostars{values::Stars{100}} - values::Nanostars{500'000'000};
//   values::to_string(fee);                                                                 // "99.5"
//
// A value: copy it freely, from any thread.

#include <compare>
#include <cstdint>
#include <ostream>
#include <string>

#include "values/stars.hpp"

namespace values {

/// Billionths of a Star ("nanostar_amount" in the Bot API). Nine billion Stars fit.
class Nanostars {
 public:
  static constexpr std::int64_t kInAStar = 1'000'000'000;

  Nanostars() = default;
  constexpr explicit Nanostars(std::int64_t amount) : amount_(amount) {}
  constexpr explicit Nanostars(Stars stars) : amount_(stars.amount() * kInAStar) {}

  constexpr std::int64_t amount() const { return amount_; }
  /// Rounded towards zero.
  constexpr Stars whole() const { return Stars{amount_ / kInAStar}; }

  constexpr Nanostars& operator+=(Nanostars other) {
    amount_ += other.amount_;
    return *this;
  }
  constexpr Nanostars& operator-=(Nanostars other) {
    amount_ -= other.amount_;
    return *this;
  }
  friend constexpr Nanostars operator+(Nanostars a, Nanostars b) { return Nanostars{a.amount_ + b.amount_}; }
  friend constexpr Nanostars operator-(Nanostars a, Nanostars b) { return Nanostars{a.amount_ - b.amount_}; }
  friend constexpr auto operator<=>(Nanostars, Nanostars) = default;

 private:
  std::int64_t amount_ = 0;
};

/// "12", "12.5", "-0.000000001": Stars with as many digits as it takes.
std::string to_string(Nanostars amount);
inline std::ostream& operator<<(std::ostream& out, Nanostars amount) {
  return out << to_string(amount) << " XTR";
}

/// `value` * `numerator` / `denominator` without overflow on the way, rounded towards minus infinity, and held within
/// what an int64 can be. `denominator` must be above 0.
std::int64_t scale(std::int64_t value, std::int64_t numerator, std::int64_t denominator);

}  // namespace values
