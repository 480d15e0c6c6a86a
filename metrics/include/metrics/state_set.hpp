#pragma once
// A state set: which of some states hold now; of a life cycle exactly one, of features any number.
//
//   metrics::StateSet& polling = registry.state_set({
//       .name = "telegram_polling",
//       .help = "What the long polling is doing.",
//       .states = {"starting", "running", "stopped"},
//   }).with();
//   polling.select("running");
//
// In OpenMetrics it is a `stateset`, elsewhere a gauge for each state: `telegram_polling{telegram_polling="running"}
// 1`.
//
// Thread-safe. An update never locks, allocates or throws. A reference stays valid as long as the registry.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "metrics/family.hpp"
#include "metrics/series_setup.hpp"

namespace metrics {

/// A state set at one moment.
struct StateSetSample {
  std::span<const std::string> states = {};
  std::uint64_t on = 0;  ///< Bit `i`, of value 2^i, tells whether `states[i]` holds.

  bool is_on(std::size_t state) const { return ((on >> state) & 1U) != 0; }
};

class StateSet {
 public:
  static constexpr std::size_t kMostStates = 64;

  explicit StateSet(const SeriesSetup& setup) : setup_(setup) {}
  StateSet(const StateSet&) = delete;
  StateSet& operator=(const StateSet&) = delete;

  /// A state that the family doesn't have changes nothing and is counted in `metrics_invalid_updates_total`.
  void set(std::string_view state, bool on = true) noexcept;

  /// This state holds and no other; a scrape never sees two, or none.
  void select(std::string_view state) noexcept;

  bool is_on(std::string_view state) const noexcept;
  StateSetSample sample() const noexcept;

  /// Begins again with no state on. For families: see Family::remove.
  void restart() noexcept { on_.store(0, std::memory_order_relaxed); }

 private:
  /// Its bit; 0 if there is no such state.
  std::uint64_t bit_of(std::string_view state) const noexcept;

  std::atomic<std::uint64_t> on_{0};
  const SeriesSetup& setup_;
};

/// The state sets of one name, told apart by their label values.
class StateSetFamily final : public Family<StateSet> {
 public:
  using Family::Family;
};

}  // namespace metrics
