#pragma once
// Telegram's limits on what a bot sends ("My bot is hitting limits, how do I avoid this?" in
// core.telegram.org/bots/faq): to one chat about a message a second, with short bursts; and over all chats about 30 a
// second of those that nobody has just asked for. Not thread-safe.

#include <chrono>
#include <cstdint>
#include <optional>

#include "values/time.hpp"

namespace simulator {

/// So many a second, after a burst of so many.
struct FloodLimit {
  double per_second = 1;
  int burst = 1;
};

struct FloodLimits {
  bool on = false;
  FloodLimit chat{.per_second = 1, .burst = 5};
  FloodLimit bulk{.per_second = 30, .burst = 30};
};

/// To a chat whose person has done nothing for so long, a message is bulk.
inline constexpr std::chrono::seconds kAnswerWindow{60};

/// A bucket of tokens that fills as time goes by.
class Throttle {
 public:
  /// How long the next one has to wait; nothing if it need not.
  std::optional<std::chrono::seconds> wait(values::Timestamp now, const FloodLimit& limit) const;
  /// Takes a token; call it where wait() had nothing against it.
  void take(values::Timestamp now, const FloodLimit& limit);

 private:
  using Moment = std::chrono::sys_time<std::chrono::nanoseconds>;
  Moment used_up_until_;  // each token moves it on by the time in which one comes back
};

/// What became of the messages that a bot sent.
struct MessageCounts {
  std::uint64_t sent = 0;
  std::uint64_t sent_in_bulk = 0;  ///< Of those sent.
  std::uint64_t refused_by_chat = 0;
  std::uint64_t refused_by_bulk = 0;
};

}  // namespace simulator
