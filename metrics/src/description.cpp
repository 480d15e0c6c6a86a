#include "metrics/description.hpp"

namespace metrics {

std::string_view to_string(MetricType type) {
  switch (type) {
    case MetricType::counter:
      return "counter";
    case MetricType::gauge:
      return "gauge";
    case MetricType::histogram:
      return "histogram";
    case MetricType::summary:
      return "summary";
    case MetricType::info:
      return "info";
    case MetricType::state_set:
      return "stateset";
  }
  __builtin_unreachable();
}

}  // namespace metrics
