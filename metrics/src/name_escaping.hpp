#pragma once
// What becomes of names outside Prometheus's older character set for scrapers that don't take them
// (prometheus.io/docs/instrumenting/escaping_schemes). Pure.

#include <string>
#include <string_view>

#include "metrics/exposition.hpp"

namespace metrics {

/// [a-zA-Z_:][a-zA-Z0-9_:]*: such a metric name stands in the text formats without quotes.
bool is_legacy_metric_name(std::string_view name);

/// [a-zA-Z_][a-zA-Z0-9_]*: the same of a label name.
bool is_legacy_label_name(std::string_view name);

/// A metric name, which is valid UTF-8, under this scheme. Legacy names stay as they are under every scheme, as with
/// the official clients, so that the same metric of two programs keeps one name.
std::string escape_name(std::string_view name, Escaping escaping);

/// The same of a label name. A colon is escaped, too: only metric names may have one.
std::string escape_label_name(std::string_view name, Escaping escaping);

}  // namespace metrics
