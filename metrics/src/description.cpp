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
  }
  __builtin_unreachable();
}

}  // namespace metrics
