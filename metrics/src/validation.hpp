#pragma once
// The rules that a family and a series have to keep, and the errors that say which one was broken. Pure.

#include <cstddef>
#include <source_location>
#include <span>
#include <string>
#include <string_view>

#include "metrics/description.hpp"

namespace metrics {

/// "counter 'payments_total'": how an error names a family.
std::string title_of(const Description& family);

/// "counter 'payments_total' (shop_metrics.cpp:17)": with where it was registered.
std::string title_of(const Description& family, const std::source_location& where);

/// Throws InvalidName, InvalidHelp, InvalidLabelValue or InvalidStates. `utf8_names`: see RegistryOptions.
void validate(const Description& family, bool utf8_names);

bool are_valid_label_values(const Description& family, std::span<const std::string_view> values);

/// Throws WrongLabelCount.
void validate_label_count(const Description& family, std::size_t values);

/// Throws WrongLabelCount or InvalidLabelValue.
void validate_label_values(const Description& family, std::span<const std::string_view> values);

}  // namespace metrics
