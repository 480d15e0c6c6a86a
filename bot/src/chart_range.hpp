#pragma once
// How far back a chart looks, as people type it: "90m", "6h", "7d", "2w", "1y". Pure functions.
//
//   parse_chart_range("2w")                     // 20160 min
//   to_chart_range(std::chrono::minutes{360})   // "6h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace bot {

inline constexpr std::chrono::minutes kShortestChart{5};
inline constexpr std::chrono::minutes kLongestChart{365 * 24 * 60};
inline constexpr std::chrono::minutes kUsualChart{6 * 60};

/// Whether it is a number and a unit: it can't be the name of a metric, or PromQL, then.
bool looks_like_chart_range(std::string_view word);

/// None for anything else, or what is too short or too long.
std::optional<std::chrono::minutes> parse_chart_range(std::string_view word);

/// A range's number and unit, the largest that divides it; two days are the fewest that are told in days.
struct ChartRange {
  std::chrono::minutes::rep count = 0;
  char unit = 'm';  ///< 'm', 'h' or 'd'.
};
ChartRange chart_range(std::chrono::minutes range);

/// "90m", "24h", "14d": what the viewer reads.
std::string to_chart_range(std::chrono::minutes range);

}  // namespace bot
