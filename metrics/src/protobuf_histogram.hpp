#pragma once
// A message io.prometheus.client.Histogram, and the parts that it shares with the other types' messages
// (github.com/prometheus/client_model, io/prometheus/client/metrics.proto). Pure: all write to `at`, where there is
// room, and return where they ended.

#include <chrono>
#include <cstddef>

#include "metrics/exemplar.hpp"
#include "metrics/histogram_snapshot.hpp"

namespace metrics::protobuf {

/// Room that the fields of a histogram take at most.
std::size_t longest_histogram(const HistogramSnapshot& snapshot);

/// Its fields. A histogram has classic buckets unless it is native and has no bounds.
char* append_histogram(char* at, const HistogramSnapshot& snapshot);

/// Room that a field with this exemplar takes at most.
std::size_t longest_exemplar(const Exemplar& exemplar);

/// A field that holds a message `Exemplar`.
char* append_exemplar(char* at, unsigned field, const Exemplar& exemplar);

/// A field that holds a message `google.protobuf.Timestamp`, in at most 2 · kLongestField bytes; nothing for the epoch,
/// which means that nobody knows.
char* append_timestamp(char* at, unsigned field, std::chrono::system_clock::time_point time);

/// A field that holds a message `LabelPair`.
char* append_label(char* at, unsigned field, std::string_view name, std::string_view value);

}  // namespace metrics::protobuf
