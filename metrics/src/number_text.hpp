#pragma once
// Numbers as the text formats write them (Go's ParseFloat reads them back exactly). Pure.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

#include "metrics/counter.hpp"

namespace metrics {

/// No number has more characters. (The shortest form of a double has up to 24: "-2.2250738585072014e-308".)
inline constexpr std::size_t kLongestNumber = 32;

/// These write to `at`, where there is room for kLongestNumber, and return where the number ends.
///
/// The shortest text that reads back as `value`: integers as `5`, others as `0.25` or `1e-09`, and `+Inf`, `-Inf`,
/// `NaN`.
char* append_number(char* at, double value);
char* append_number(char* at, std::uint64_t value);
/// All digits, as long as the counter has counted whole things.
char* append_number(char* at, const CounterReading& reading);
/// Seconds since the epoch, to the nanosecond: `1700000000.25`.
char* append_seconds(char* at, std::chrono::system_clock::time_point time);

std::string number_text(double value);

/// The upper bound of a bucket as the value of its label `le`, written as the official clients do it: `5`, `0.001`,
/// `1e+06`. Label values are compared as texts.
std::string bound_text(double bound);

/// The same in OpenMetrics and, made by Prometheus, in protobuf: `5.0`, `0.001`, `1e+06` (OpenMetrics 1.0,
/// "Considerations: Canonical Numbers").
std::string canonical_bound_text(double bound);

}  // namespace metrics
