#pragma once
// An info: facts as labels (a version, a host), with the value 1, for joins in queries.
//
//   registry.info({
//       .name = "coursebot_build_info",
//       .help = "Which program this is.",
//       .labels = {"version", "compiler"},
//   }).with("1.2.0", "gcc 12.2");
//
// A fact that changes is another series: `remove` the old one and ask for the new. In OpenMetrics it is an `info`,
// elsewhere a gauge.
//
// Thread-safe. A reference stays valid as long as the registry.

#include "metrics/family.hpp"
#include "metrics/series_setup.hpp"

namespace metrics {

class Info {
 public:
  explicit Info(const SeriesSetup&) {}
  Info(const Info&) = delete;
  Info& operator=(const Info&) = delete;

  /// For families: see Family::remove.
  void restart() noexcept {}
};

/// The infos of one name, told apart by their label values.
class InfoFamily final : public Family<Info> {
 public:
  using Family::Family;
};

}  // namespace metrics
