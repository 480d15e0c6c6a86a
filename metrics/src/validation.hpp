#pragma once
// The rules that a family and a series have to keep, and the errors that say which one was broken. Pure.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "metrics/description.hpp"

namespace metrics {

/// "counter 'payments_total'": how an error names a family.
std::string title_of(const Description& family);

/// Throws InvalidName or InvalidHelp.
void validate(const Description& family);

/// Finite and strictly increasing.
bool are_valid_buckets(std::span<const double> upper_bounds);

/// Throws InvalidBuckets unless they are.
void validate_buckets(const Description& family, std::span<const double> upper_bounds);

bool are_valid_label_values(const Description& family, std::span<const std::string_view> values);

/// Throws WrongLabelCount.
void validate_label_count(const Description& family, std::size_t values);

/// Throws WrongLabelCount or InvalidLabelValue.
void validate_label_values(const Description& family, std::span<const std::string_view> values);

}  // namespace metrics
