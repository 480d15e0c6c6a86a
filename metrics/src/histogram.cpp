#include "metrics/histogram.hpp"

#include <numeric>
#include <string_view>

#include "exemplar_slot.hpp"
#include "histogram_cells.hpp"
#include "misuse.hpp"

namespace metrics {

std::uint64_t HistogramSnapshot::count() const {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

Histogram::Histogram(const SeriesSetup& setup) : cells_(std::make_unique<HistogramCells>(setup)), setup_(setup) {}

Histogram::~Histogram() = default;

void Histogram::observe(double value) noexcept {
  cells_->observe(value);
}

void Histogram::observe(double value, ExemplarLabels exemplar) noexcept {
  cells_->observe(value);
  if (const std::string_view fault = exemplar_fault(exemplar); !fault.empty())
    return setup_.misuse.ignored("an exemplar", fault);
  cells_->keep(value, exemplar);
}

HistogramSnapshot Histogram::snapshot() const {
  HistogramSnapshot snapshot;
  read_into(snapshot);
  return snapshot;
}

void Histogram::read_into(HistogramSnapshot& snapshot) const {
  cells_->read_into(snapshot);
}

void Histogram::restart() noexcept {
  cells_->begin_again();
}

}  // namespace metrics
