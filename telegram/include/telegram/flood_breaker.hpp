#pragma once
// Notices that Telegram refuses everybody's messages, not one chat's: then further attempts would only be refused too.
//
//   breaker.refused(chat, now + retry_after);   // after each 429
//   breaker.accepted();                         // after each message that Telegram took
//   if (breaker.closed_until() <= now) …        // and while breaker.is_probing(), one at a time
//
// Not thread-safe.

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "values/id.hpp"
#include "values/time.hpp"

namespace telegram {

class FloodBreaker {
 public:
  /// So many chats refused in a row, without a message taken in between, are no coincidence.
  static constexpr std::size_t kChatsInARow = 3;

  /// A call that belongs to no chat counts as one of its own.
  void refused(std::optional<values::ChatId> chat, values::Timestamp until);
  void accepted();

  /// Nothing but what is urgent before then; long ago if all is well.
  values::Timestamp closed_until() const { return is_probing() ? until_ : values::Timestamp{}; }

  /// Refused so far: whether that is over, one message at a time has to find out.
  bool is_probing() const { return chats_.size() + chatless_ >= kChatsInARow; }

  /// The clock was set by so much.
  void shift(std::chrono::milliseconds by) { until_ += by; }

 private:
  std::vector<values::ChatId> chats_;  // distinct, at most kChatsInARow
  std::size_t chatless_ = 0;
  values::Timestamp until_{};
};

}  // namespace telegram
