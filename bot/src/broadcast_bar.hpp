#pragma once
// How far a broadcast is, drawn alike in every language.

#include <algorithm>
#include <cstdint>
#include <string>

#include "progress_bar.hpp"
#include "shop/broadcast.hpp"

namespace bot {

/// How many have been answered for.
inline std::int64_t done_of(const shop::Broadcast& broadcast) {
  return broadcast.sent + broadcast.blocked + broadcast.failed;
}

/// How many are to come, as far as was known when it was sent: people come and go meanwhile.
inline std::int64_t left_of(const shop::Broadcast& broadcast) {
  return std::max<std::int64_t>(broadcast.total - done_of(broadcast), 0);
}

/// "▓▓▓▓░░░░░░ 40 %"
inline std::string bar_of(const shop::Broadcast& broadcast) {
  const bool all = broadcast.state == shop::BroadcastState::finished || broadcast.total == 0;
  const std::int64_t percent = all ? 100 : std::min<std::int64_t>(100 * done_of(broadcast) / broadcast.total, 100);
  return progress_bar(percent);
}

}  // namespace bot
