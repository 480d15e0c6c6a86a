#pragma once
// Telegram Stars (currency `XTR`), the only money here: digital goods in Telegram are sold for nothing else.
// Stars are whole; there is no smaller unit in a price or a payment.
//
// A value: copy it freely, from any thread.

#include <compare>
#include <cstdint>
#include <ostream>

namespace values {

class Stars {
 public:
  Stars() = default;
  constexpr explicit Stars(std::int64_t amount) : amount_(amount) {}

  constexpr std::int64_t amount() const { return amount_; }

  constexpr Stars& operator+=(Stars other) {
    amount_ += other.amount_;
    return *this;
  }
  friend constexpr Stars operator+(Stars a, Stars b) { return Stars{a.amount_ + b.amount_}; }
  friend constexpr auto operator<=>(Stars, Stars) = default;
  friend std::ostream& operator<<(std::ostream& out, Stars stars) { return out << stars.amount_ << " XTR"; }

 private:
  std::int64_t amount_ = 0;
};

}  // namespace values
