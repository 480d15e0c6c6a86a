#pragma once
// The labels of one series, made once. Pure.

#include <span>
#include <string_view>

#include "metrics/visitor.hpp"

namespace metrics {

/// `values` are valid for `family`.
SeriesLabels make_series_labels(const Description& family, std::span<const std::string_view> values);

}  // namespace metrics
