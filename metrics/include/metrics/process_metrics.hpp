#pragma once
// The `process_*` metrics of the official clients, read from Linux's /proc at every scrape: CPU time, memory, open
// files, threads, start time.
//
//   metrics::add_process_metrics(registry);
//
// Thread-safe. Where /proc can't be read, the families are there and their series are missing.

#include <source_location>

#include "metrics/registry.hpp"

namespace metrics {

/// Names and meanings: prometheus.io/docs/instrumenting/writing_clientlibs, "Process metrics". Throws DuplicateSeries
/// when they are there already.
void add_process_metrics(Registry& registry, std::source_location where = std::source_location::current());

}  // namespace metrics
