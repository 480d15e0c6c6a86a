#include "number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "output_buffer.hpp"

namespace metrics {

namespace {

/// Minus zero is none: as an integer it would lose its sign.
bool is_exact_integer(double value) {
  if (!(std::abs(value) <= kLargestExactInteger)) return false;
  const auto integer = static_cast<std::int64_t>(value);
  return static_cast<double>(integer) == value && (integer != 0 || !std::signbit(value));
}

template <class Number, class... Format>
char* append_digits(char* at, Number value, Format... format) {
  return std::to_chars(at, at + kLongestNumber, value, format...).ptr;
}

}  // namespace

char* append_number(char* at, double value) {
  // As a double, 100000 would be written "1e+05", which is shorter and harder to read.
  if (is_exact_integer(value)) return append_digits(at, static_cast<std::int64_t>(value));
  if (std::isnan(value)) return append(at, "NaN");
  if (std::isinf(value)) return append(at, value > 0 ? "+Inf" : "-Inf");
  return append_digits(at, value);
}

char* append_number(char* at, std::uint64_t value) {
  return append_digits(at, value);
}

char* append_number(char* at, const CounterReading& reading) {
  return reading.fraction == 0 ? append_digits(at, reading.whole) : append_number(at, reading.value());
}

char* append_seconds(char* at, std::chrono::system_clock::time_point time) {
  using std::chrono::nanoseconds;
  constexpr std::int64_t kSecond = std::nano::den;
  const std::int64_t count = std::chrono::duration_cast<nanoseconds>(time.time_since_epoch()).count();
  if (count < 0) *at++ = '-';
  at = append_digits(at, std::abs(count / kSecond));
  std::int64_t fraction = std::abs(count % kSecond);
  if (fraction == 0) return at;
  *at++ = '.';
  for (std::int64_t digit = kSecond / 10; fraction != 0; digit /= 10) {
    *at++ = static_cast<char>('0' + fraction / digit);
    fraction %= digit;
  }
  return at;
}

std::string number_text(double value) {
  std::array<char, kLongestNumber> text;
  return {text.data(), append_number(text.data(), value)};
}

std::string bound_text(double bound) {
  if (!std::isfinite(bound)) return number_text(bound);
  const double value = bound + 0.0;  // no minus zero
  // As Go's strconv.FormatFloat with format 'g' and precision -1, which the official clients took over.
  const double magnitude = std::abs(value);
  const bool has_exponent = magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e6);
  std::array<char, kLongestNumber> text;
  return {text.data(),
          append_digits(text.data(), value, has_exponent ? std::chars_format::scientific : std::chars_format::fixed)};
}

std::string canonical_bound_text(double bound) {
  std::string text = bound_text(bound);
  if (std::isfinite(bound) && text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

}  // namespace metrics
