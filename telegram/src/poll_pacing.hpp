#pragma once
// How fast getUpdates may be asked again. Telegram holds a request while there are no updates; other Bot API servers
// may not, and asking those without a pause would keep a CPU busy with nothing.
//
//   std::chrono::milliseconds pause = pause_after({.asked_to_hold = 50s, .took = 2ms});   // 100 ms
//
// Pure function.

#include <chrono>
#include <cstddef>

namespace telegram {

inline constexpr std::chrono::milliseconds kEmptyPollPause{100};

struct PollOutcome {
  std::size_t readable = 0;    ///< Updates delivered: the offset moves on.
  std::size_t unreadable = 0;  ///< Elements that nothing can confirm: they will be sent again.
  std::chrono::milliseconds asked_to_hold{0};
  std::chrono::milliseconds took{0};
};

/// No pause after updates, and none after a request that was not to be held.
constexpr std::chrono::milliseconds pause_after(const PollOutcome& poll) {
  const bool expected = poll.readable > 0 || (poll.asked_to_hold.count() == 0 && poll.unreadable == 0);
  return expected || poll.took >= kEmptyPollPause ? std::chrono::milliseconds{0} : kEmptyPollPause;
}

}  // namespace telegram
