#include "shop/broadcast.hpp"

#include "enum_names.hpp"

namespace shop {
namespace {

constexpr EnumNames<Segment::students> kSegments{"all",    "subscribers", "lite", "pro", "unlimited",
                                                 "former", "new",         "ru",   "en",  "students"};
constexpr EnumNames<BroadcastState::finished> kStates{"drafted", "cancelled", "running",
                                                      "paused",  "stopped",   "finished"};

constexpr std::int64_t kLookBefore = 16;
constexpr std::int64_t kLookBehind = 112;
// On both sides in turn: 1, 0, 2, -1, … up to the farthest before.
constexpr std::int64_t kStepsOnBothSides = 2 * (kLookBefore + 1);

}  // namespace

std::string_view to_string(Segment segment) {
  return kSegments.of(segment);
}

std::optional<Segment> parse_segment(std::string_view name) {
  return kSegments.parse(name);
}

std::string_view to_string(BroadcastState state) {
  return kStates.of(state);
}

std::optional<BroadcastState> parse_broadcast_state(std::string_view name) {
  return kStates.parse(name);
}

std::chrono::seconds time_to_reach(std::int64_t recipients) {
  return std::chrono::seconds{(recipients + kBroadcastRate - 1) / kBroadcastRate};
}

std::optional<values::MessageId> place_to_look(values::MessageId last_known, std::int64_t step) {
  if (step < 0 || step > kLookBefore + kLookBehind) return std::nullopt;
  const std::int64_t distance = step >= kStepsOnBothSides ? step - kLookBefore
                                : step % 2 == 0           ? step / 2 + 1
                                                          : -(step / 2);
  return values::MessageId{last_known.value() + distance};
}

}  // namespace shop
