#pragma once
// The classic text exposition, version 0.0.4: what every Prometheus reads.
//
//   response.set("Content-Type", metrics::kTextContentType);
//   response.body() = metrics::expose_text(registry);
//
// Families stand in name order, series in the order they were made, without timestamps. Format:
// prometheus.io/docs/instrumenting/exposition_formats, "Text-based format". Thread-safe.

#include <string>
#include <string_view>

#include "metrics/registry.hpp"

namespace metrics {

inline constexpr std::string_view kTextContentType = "text/plain; version=0.0.4; charset=utf-8";

/// Appends the exposition to `out`; a scrape that uses its buffer again allocates next to nothing.
void write_text(const Registry& registry, std::string& out);

std::string expose_text(const Registry& registry);

}  // namespace metrics
