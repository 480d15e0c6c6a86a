#pragma once
// When the next message may go out. Keeps to Telegram's published limits (core.telegram.org/bots/faq, "My bot is
// hitting limits"): about one message a second in a chat, with short bursts allowed, 20 a minute in a group, and about
// 30 a second to all chats together for what nobody asked for; and obeys every `retry_after`.
//
//   values::Timestamp when = flood.reserve(chat, clock.now());   // send then, not before
//   …
//   flood.accepted(Traffic::reply, chat);                        // or, after a 429:
//   flood.refused(Traffic::reply, chat, now + retry_after);
//
// Not thread-safe; its memory is bounded by the chats written to within the last minutes.

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <vector>

#include "telegram/bulk_pace.hpp"
#include "telegram/flood_breaker.hpp"
#include "values/id.hpp"
#include "values/time.hpp"

namespace telegram {

struct FloodLimits {
  bool enabled = true;  ///< FLOOD_CONTROL
  int chat_burst = 5;   ///< Messages a private chat takes at once before one a second applies.
  int group_per_minute = 20;
  double bulk_per_second = 28;  ///< To all chats together; a little below Telegram's 30, for networks jitter.
};

enum class Traffic {
  urgent,  ///< Answers that can't wait: tried whatever was refused before.
  reply,   ///< What somebody waits for.
  bulk,    ///< What nobody asked for.
};

class FloodControl {
 public:
  explicit FloodControl(FloodLimits limits = {});

  /// The earliest moment, `now` or later, at which the next message to `chat` may be sent; that moment is taken then.
  values::Timestamp reserve(values::ChatId chat, values::Timestamp now);

  /// When that kind of message may be sent at all, whatever its chat; long ago if that is now.
  values::Timestamp open_at(Traffic traffic) const;

  /// Telegram refuses everything: one message at a time finds out when that is over.
  bool is_probing() const { return breaker_.is_probing(); }

  /// A bulk message is on its way.
  void sent_bulk(values::Timestamp now) { bulk_.sent(now); }

  /// How a message ended: Telegram took it, or wants to be left alone until then. What goes to no chat, or is urgent,
  /// may be taken while every message is refused.
  void accepted(Traffic traffic, std::optional<values::ChatId> chat);
  void refused(Traffic traffic, std::optional<values::ChatId> chat, values::Timestamp until);

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
  BulkPace bulk_;
  FloodBreaker breaker_;
  values::Timestamp last_now_{};
  values::Timestamp next_sweep_{};
};

}  // namespace telegram
