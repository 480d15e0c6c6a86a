#include "number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace metrics {

namespace {

// The longest shortest form of a double has 24 characters ("-2.2250738585072014e-308"), a 64-bit integer 20.
using Digits = std::array<char, 32>;

/// Minus zero is none: as an integer it would lose its sign.
bool is_exact_integer(double value) {
  const bool is_minus_zero = value == 0 && std::signbit(value);
  return std::abs(value) <= kLargestExactInteger && std::trunc(value) == value && !is_minus_zero;
}

template <class Number>
void append_digits(std::string& out, Number value) {
  Digits digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out.append(digits.data(), end);
}

}  // namespace

void append_number(std::string& out, double value) {
  if (std::isnan(value)) {
    out.append("NaN");
  } else if (std::isinf(value)) {
    out.append(value > 0 ? "+Inf" : "-Inf");
  } else if (is_exact_integer(value)) {
    // As a double, 100000 would be written "1e+05", which is shorter and harder to read.
    append_digits(out, static_cast<std::int64_t>(value));
  } else {
    append_digits(out, value);
  }
}

void append_number(std::string& out, std::uint64_t value) {
  append_digits(out, value);
}

void append_number(std::string& out, const CounterReading& reading) {
  if (reading.fraction == 0) {
    append_number(out, reading.whole);
  } else {
    append_number(out, reading.value());
  }
}

std::string number_text(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

}  // namespace metrics
