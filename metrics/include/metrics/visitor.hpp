#pragma once
// How an exposition reads a registry: one writer a format, each a visitor.
//
//   class SeriesCount final : public metrics::FamilyVisitor {
//    public:
//     void family(const metrics::Description&) override {}
//     void counter(const metrics::SeriesLabels&, const metrics::CounterSample&) override { ++count; }
//     void gauge(const metrics::SeriesLabels&, double) override { ++count; }
//     void histogram(const metrics::SeriesLabels&, const metrics::HistogramSnapshot&) override { ++count; }
//     std::size_t count = 0;
//   };
//   SeriesCount series;
//   registry.visit(series);
//
// A visitor is used by one thread at a time, the one that called Registry::visit.

#include <string>
#include <vector>

#include "metrics/counter.hpp"
#include "metrics/description.hpp"
#include "metrics/histogram.hpp"

namespace metrics {

struct SeriesLabels {
  std::vector<std::string> values = {};  ///< In the order of Description::labels.
  std::string text = {};  ///< The same, rendered once for the text formats: `method="sendMessage",outcome="ok"`.
};

/// Called with each family in name order, and after each with its series, in an order that stays from scrape to scrape.
/// Arguments live as long as the call.
class FamilyVisitor {
 public:
  virtual ~FamilyVisitor() = default;

  virtual void family(const Description& description) = 0;
  virtual void counter(const SeriesLabels& labels, const CounterSample& sample) = 0;
  virtual void gauge(const SeriesLabels& labels, double value) = 0;
  virtual void histogram(const SeriesLabels& labels, const HistogramSnapshot& snapshot) = 0;
};

}  // namespace metrics
