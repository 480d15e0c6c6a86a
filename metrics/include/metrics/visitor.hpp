#pragma once
// How an exposition reads a registry: one writer a format, each a visitor.
//
//   class SeriesCount final : public metrics::FamilyVisitor {
//    public:
//     void family(const metrics::Description&) override {}
//     void counter(const metrics::SeriesLabels&, const metrics::CounterSample&) override { ++count; }
//     void gauge(const metrics::SeriesLabels&, double) override { ++count; }
//     void histogram(const metrics::SeriesLabels&, const metrics::HistogramSnapshot&) override { ++count; }
//     void summary(const metrics::SeriesLabels&, const metrics::SummarySample&) override { ++count; }
//     void info(const metrics::SeriesLabels&) override { ++count; }
//     void state_set(const metrics::SeriesLabels&, const metrics::StateSetSample&) override { ++count; }
//     std::size_t count = 0;
//   };
//   SeriesCount series;
//   registry.visit(series);
//
// A visitor is used by one thread at a time, the one that called Registry::visit.

#include <span>
#include <string_view>

#include "metrics/counter.hpp"
#include "metrics/description.hpp"
#include "metrics/histogram.hpp"
#include "metrics/state_set.hpp"
#include "metrics/summary.hpp"

namespace metrics {

/// The labels of one series. What it points to lives as long as the series.
struct SeriesLabels {
  /// In the order of Description::labels, constant labels left out.
  std::span<const std::string_view> values = {};
  /// All of them, the constant ones first, rendered once for the text formats with names that need no quotes:
  /// `method="sendMessage",outcome="ok"`. Of a family with a label name that does need them, render its own from
  /// `values`.
  std::string_view text = {};
};

/// Called with each family in name order, and after each with its series, in an order that stays from scrape to scrape.
/// Arguments live as long as the call, but for what SeriesLabels points to.
class FamilyVisitor {
 public:
  virtual ~FamilyVisitor() = default;

  virtual void family(const Description& description) = 0;
  virtual void counter(const SeriesLabels& labels, const CounterSample& sample) = 0;
  virtual void gauge(const SeriesLabels& labels, double value) = 0;
  virtual void histogram(const SeriesLabels& labels, const HistogramSnapshot& snapshot) = 0;
  virtual void summary(const SeriesLabels& labels, const SummarySample& sample) = 0;
  virtual void info(const SeriesLabels& labels) = 0;
  virtual void state_set(const SeriesLabels& labels, const StateSetSample& sample) = 0;
};

}  // namespace metrics
