#include "bar_width.hpp"

#include <algorithm>
#include <array>

#include "local_time.hpp"

namespace charts {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<milliseconds, 17> kPointSteps{
    seconds(15), seconds(30), minutes(1), minutes(2), minutes(5), minutes(10), minutes(15), minutes(20), minutes(30),
    hours(1),    hours(2),    hours(3),   hours(6),   hours(12),  hours(24),   hours(48),   hours(168)};
constexpr std::array<milliseconds, 14> kBarWidths{minutes(1),  minutes(2), minutes(5), minutes(10), minutes(15),
                                                  minutes(30), hours(1),   hours(2),   hours(3),    hours(6),
                                                  hours(12),   hours(24),  hours(72),  hours(336)};
constexpr int kMostBars = 32;

}  // namespace

Cut cut_into_points(values::Timestamp end, milliseconds range, std::size_t most) {
  const auto* fitting = std::find_if(kPointSteps.begin(), kPointSteps.end(), [&](milliseconds step) {
    return range / step <= static_cast<std::int64_t>(most);
  });
  const milliseconds step = fitting == kPointSteps.end() ? kPointSteps.back() : *fitting;
  const auto steps = range / step;
  return {.from = end - range,
          .to = end,
          .start = end - steps * step,
          .step = step,
          .count = static_cast<std::size_t>(steps) + 1};
}

Cut cut_into_bars(values::Timestamp end, milliseconds range) {
  const auto* fitting = std::find_if(kBarWidths.begin(), kBarWidths.end(),
                                     [&](milliseconds width) { return range / width <= kMostBars; });
  const milliseconds width = fitting == kBarWidths.end() ? kBarWidths.back() : *fitting;
  const milliseconds offset = local_time(end).utc_offset;
  // A bar that begins at `end` itself would be empty.
  const milliseconds on_the_wall = end.time_since_epoch() + offset - milliseconds(1);
  const values::Timestamp to{(on_the_wall / width + 1) * width - offset};
  const auto bars = std::max<std::int64_t>(1, (range + width - milliseconds(1)) / width);
  return {.from = to - bars * width,
          .to = to,
          .start = to - bars * width,
          .step = width,
          .count = static_cast<std::size_t>(bars)};
}

}  // namespace charts
