#include "metrics/family.hpp"

#include "metrics/counter.hpp"
#include "metrics/gauge.hpp"
#include "metrics/histogram.hpp"
#include "series_set.hpp"

namespace metrics {

template <class Metric>
Metric& Family<Metric>::with(std::span<const std::string_view> values) {
  return series_.with(values);
}

template <class Metric>
const Description& Family<Metric>::description() const {
  return series_.description();
}

template class Family<Counter>;
template class Family<Gauge>;
template class Family<Histogram>;

}  // namespace metrics
