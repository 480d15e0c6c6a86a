#include "metrics/family.hpp"

#include "metrics/counter.hpp"
#include "metrics/gauge.hpp"
#include "metrics/histogram.hpp"
#include "metrics/info.hpp"
#include "metrics/state_set.hpp"
#include "metrics/summary.hpp"
#include "series_set.hpp"

namespace metrics {

template <class Metric>
Metric& Family<Metric>::with(std::span<const std::string_view> values) {
  return series_.with(values);
}

template <class Metric>
bool Family<Metric>::remove(std::span<const std::string_view> values) {
  return series_.remove(values);
}

template <class Metric>
void Family<Metric>::clear() {
  series_.clear();
}

template <class Metric>
std::size_t Family<Metric>::size() const {
  return series_.size();
}

template <class Metric>
const Description& Family<Metric>::description() const {
  return series_.description();
}

template class Family<Counter>;
template class Family<Gauge>;
template class Family<Histogram>;
template class Family<Summary>;
template class Family<Info>;
template class Family<StateSet>;

}  // namespace metrics
