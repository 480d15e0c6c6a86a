#pragma once
// When the next message may go to a chat. Keeps to Telegram's published limits (core.telegram.org/bots/faq, "My bot is
// hitting limits"): about one message a second in a chat, with short bursts allowed, and 20 a minute in a group; and
// obeys every `retry_after`.
//
//   values::Timestamp when = flood.reserve(chat, clock.now());   // send then, not before
//   …
//   flood.pause(chat, now + retry_after);                         // after a 429
//
// Not thread-safe; its memory is bounded by the chats written to within the last minutes.

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "values/id.hpp"
#include "values/time.hpp"

namespace telegram {

struct FloodLimits {
  bool enabled = true;  ///< FLOOD_CONTROL
  int chat_burst = 5;   ///< Messages a private chat takes at once before one a second applies.
  int group_per_minute = 20;
};

class FloodControl {
 public:
  explicit FloodControl(FloodLimits limits = {});

  /// The earliest moment, `now` or later, at which the next message to `chat` may be sent; that moment is taken then.
  values::Timestamp reserve(values::ChatId chat, values::Timestamp now);

  /// Nothing to `chat` before `until`.
  void pause(values::ChatId chat, values::Timestamp until);

  std::size_t tracked_chats() const { return chats_.size(); }

 private:
  struct Chat {
    /// When the chat's allowance is whole again: every message moves it on by one interval (GCRA, ITU-T I.371).
    values::Timestamp allowance_full_at{};
    values::Timestamp paused_until{};
    /// Of a group, its last `group_per_minute` messages, oldest first.
    std::vector<values::Timestamp> group_messages;

    values::Timestamp idle_at() const;
    void shift(std::chrono::milliseconds by);
  };

  void follow_clock(values::Timestamp now);
  void forget_idle_chats(values::Timestamp now);
  void count_in_group(Chat& chat, values::Timestamp when) const;

  FloodLimits limits_;
  std::unordered_map<values::ChatId, Chat> chats_;
  values::Timestamp last_now_{};
  values::Timestamp next_sweep_{};
};

}  // namespace telegram
