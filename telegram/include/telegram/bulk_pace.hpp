#pragma once
// How fast messages that nobody asked for may go out to all chats together. Keeps below the published limit (about 30 a
// second: core.telegram.org/bots/faq, "My bot is hitting limits"), and learns from refusals: each slows it down, each
// message that Telegram takes lets it recover a little.
//
//   if (pace.next_at() <= now) { send(message); pace.sent(now); }
//   …
//   pace.refused(now + retry_after);   // after a 429
//
// Not thread-safe.

#include <chrono>

#include "values/time.hpp"

namespace telegram {

class BulkPace {
 public:
  /// 0: without a limit; refusals are obeyed all the same.
  explicit BulkPace(double messages_per_second);

  /// When the next message may be sent; long ago if that is now.
  values::Timestamp next_at() const { return next_; }

  void sent(values::Timestamp now);
  void accepted();
  void refused(values::Timestamp until);

  /// The clock was set by so much.
  void shift(std::chrono::milliseconds by) { next_ += by; }

  double messages_per_second() const { return pace_; }

 private:
  double fastest_;
  double pace_;
  values::Timestamp next_{};
};

}  // namespace telegram
