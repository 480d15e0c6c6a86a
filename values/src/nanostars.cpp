#include "values/nanostars.hpp"

#include <algorithm>
#include <limits>

namespace values {
namespace {

// ISO C++ has no integer of 128 bits; GCC and Clang do.
__extension__ using Wide = __int128;

}  // namespace

std::string to_string(Nanostars amount) {
  constexpr std::size_t kDigits = 9;
  const bool negative = amount.amount() < 0;
  // The magnitude of the smallest int64 fits only into an unsigned one.
  const auto magnitude = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(amount.amount())
                                  : static_cast<std::uint64_t>(amount.amount());
  std::string text = std::to_string(magnitude / Nanostars::kInAStar);
  if (const std::uint64_t parts = magnitude % Nanostars::kInAStar; parts != 0) {
    std::string digits = std::to_string(parts);
    digits.insert(0, kDigits - digits.size(), '0');
    digits.erase(digits.find_last_not_of('0') + 1);
    text += "." + digits;
  }
  return (negative ? "-" : "") + text;
}

std::int64_t scale(std::int64_t value, std::int64_t numerator, std::int64_t denominator) {
  const Wide product = static_cast<Wide>(value) * numerator;
  Wide quotient = product / denominator;
  if (product % denominator < 0) --quotient;
  constexpr Wide kLowest = std::numeric_limits<std::int64_t>::min();
  constexpr Wide kHighest = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::clamp(quotient, kLowest, kHighest));
}

}  // namespace values
