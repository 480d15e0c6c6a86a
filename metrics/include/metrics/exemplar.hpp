#pragma once
// An exemplar: one thing that happened, named by labels of the caller's (a trace id, an order), kept beside the numbers
// that it went into. Only OpenMetrics and protobuf carry exemplars.
//
//   payments.inc(1, {{"trace_id", trace_id}});
//   processing.observe(0.25, {{"trace_id", trace_id}, {"span_id", span_id}});
//
// Values: copy them freely, from any thread.

#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "metrics/description.hpp"

namespace metrics {

/// The labels of an exemplar as the caller gives them. Names are as those of a family's labels; values have no NUL; all
/// together have at most kLongestExemplar characters. Others are ignored and counted in
/// `metrics_invalid_updates_total`; the update itself counts all the same.
using ExemplarLabels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// In UTF-8 characters (OpenMetrics 1.0, "Exemplars").
inline constexpr std::size_t kLongestExemplar = 128;

/// An exemplar as a scrape sees it.
struct Exemplar {
  std::vector<Label> labels = {};
  double value = 0;  ///< What was added to the counter or observed by the histogram.
  std::chrono::system_clock::time_point timestamp = {};
};

}  // namespace metrics
