#pragma once
// Reads the answers of Prometheus's HTTP API: https://prometheus.io/docs/prometheus/latest/querying/api/.
//
//   PrometheusResult<QueryAnswer> answer = read_query_answer(200, response.body, 1'000);
//
// Whoever answers may not be Prometheus: a proxy's page in HTML, half an answer, or wrong shapes are `nonsense`.
// Pure functions.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "monitoring/prometheus.hpp"

namespace monitoring {

PrometheusResult<QueryAnswer> read_query_answer(int status, std::string_view body, std::size_t max_series);

PrometheusResult<std::optional<Metadata>> read_metadata(int status, std::string_view body, std::string_view metric);

/// A list of label values; no more than `max_values` of them.
PrometheusResult<std::vector<std::string>> read_label_values(int status, std::string_view body, std::size_t max_values);

}  // namespace monitoring
