#pragma once
// The `process_*` metrics of the official clients, read from Linux's /proc at every scrape: CPU time, memory, open
// files, their limits, threads, start time. (Go's client also has `process_network_*`; those are not here, because what
// /proc tells is the traffic of the whole network namespace and not of the process.)
//
//   metrics::add_process_metrics(registry);
//
// Thread-safe. Where /proc can't be read, the families are there and their series are missing. A limit
// that isn't set is +Inf.

#include <source_location>

#include "metrics/registry.hpp"

namespace metrics {

/// Names and meanings: prometheus.io/docs/instrumenting/writing_clientlibs, "Process metrics". Throws DuplicateSeries
/// when they are there already.
void add_process_metrics(Registry& registry, std::source_location where = std::source_location::current());

}  // namespace metrics
