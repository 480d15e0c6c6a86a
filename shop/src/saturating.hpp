#pragma once
// Arithmetic on times and amounts that stops at what the type can hold: dates and amounts come from outside.

#include <chrono>
#include <cstdint>
#include <limits>

#include "values/nanostars.hpp"
#include "values/stars.hpp"
#include "values/time.hpp"

namespace shop {

inline std::int64_t saturating_sum(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return b < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
}

inline std::int64_t saturating_difference(std::int64_t a, std::int64_t b) {
  std::int64_t difference = 0;
  if (!__builtin_sub_overflow(a, b, &difference)) return difference;
  return b > 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
}

inline values::Timestamp later(values::Timestamp from, std::chrono::milliseconds by) {
  return values::Timestamp{std::chrono::milliseconds{saturating_sum(from.time_since_epoch().count(), by.count())}};
}

inline values::Timestamp earlier(values::Timestamp from, std::chrono::milliseconds by) {
  return values::Timestamp{
      std::chrono::milliseconds{saturating_difference(from.time_since_epoch().count(), by.count())}};
}

/// Negative if `to` is before `from`.
inline std::chrono::milliseconds between(values::Timestamp from, values::Timestamp to) {
  return std::chrono::milliseconds{
      saturating_difference(to.time_since_epoch().count(), from.time_since_epoch().count())};
}

inline std::chrono::milliseconds in_milliseconds(std::chrono::days days) {
  constexpr std::chrono::milliseconds kDay{std::chrono::days{1}};
  return std::chrono::milliseconds{values::scale(days.count(), kDay.count(), 1)};
}

inline values::Nanostars in_nanostars(values::Stars stars) {
  return values::Nanostars{values::scale(stars.amount(), values::Nanostars::kInAStar, 1)};
}

inline values::Nanostars sum(values::Nanostars a, values::Nanostars b) {
  return values::Nanostars{saturating_sum(a.amount(), b.amount())};
}

inline values::Nanostars difference(values::Nanostars a, values::Nanostars b) {
  return values::Nanostars{saturating_difference(a.amount(), b.amount())};
}

}  // namespace shop
