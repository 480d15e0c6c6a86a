#pragma once
// Numbers as the text formats write them (Go's ParseFloat reads them back exactly). Pure.

#include <cstdint>
#include <string>

#include "metrics/cells.hpp"

namespace metrics {

/// Appends the shortest text that reads back as `value`: integers as `5`, others as `0.25` or `1e-09`, and `+Inf`,
/// `-Inf`, `NaN`.
void append_number(std::string& out, double value);
void append_number(std::string& out, std::uint64_t value);
/// All digits, as long as the counter has counted whole things.
void append_number(std::string& out, const CounterReading& reading);

std::string number_text(double value);

}  // namespace metrics
