#pragma once
// A gauge: how much of something there is now. It goes up and down.
//
//   metrics::Gauge& online = registry.gauge({.name = "users_online", .help = "Users seen in the last
//   minutes."}).with(); online.set(42); online.inc(); online.dec();
//
// Thread-safe. An update never locks, allocates or throws. A reference stays valid as long as the registry.

#include "metrics/cells.hpp"
#include "metrics/family.hpp"
#include "metrics/series_setup.hpp"

namespace metrics {

class Gauge {
 public:
  explicit Gauge(const SeriesSetup&) {}
  Gauge(const Gauge&) = delete;
  Gauge& operator=(const Gauge&) = delete;

  /// Any value, infinities and NaN included.
  void set(double value) noexcept { cell_.set(value); }
  void inc(double amount = 1) noexcept { cell_.add(amount); }
  void dec(double amount = 1) noexcept { cell_.add(-amount); }

  /// Seconds since the Unix epoch, with fractions: for "when did this last work" (`time() - x` in a query).
  void set_to_current_time() noexcept;

  double value() const noexcept { return cell_.read(); }

 private:
  GaugeCell cell_;
};

/// The gauges of one name, told apart by their label values.
class GaugeFamily final : public Family<Gauge> {
 public:
  using Family::Family;
};

}  // namespace metrics
