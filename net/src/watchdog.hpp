#pragma once
// Calls back once a point in time has passed. Setting and moving the deadline is nearly free: the timer is touched only
// when the new deadline is earlier than the one it waits for, so a connection that serves a thousand requests a second,
// each with its own deadline, arms it a few times a minute.
//
//   Watchdog watchdog(executor, [this] { socket_.close(); });
//   watchdog.expire_at(now + 10s);
//   … co_await …
//   if (watchdog.expired()) …
//
// Use it from its executor only. Destroying it disarms it.

#include <chrono>
#include <functional>
#include <memory>

#include <boost/asio/any_io_executor.hpp>

namespace net {

using Clock = std::chrono::steady_clock;

/// `wait` from now; waits of more than a day, which no deadline needs, count as a day so that no sum overflows.
Clock::time_point deadline_after(std::chrono::milliseconds wait);

class Watchdog {
 public:
  Watchdog(const boost::asio::any_io_executor& executor, std::function<void()> on_expiry);

  /// Replaces the deadline, and forgets that an earlier one passed.
  void expire_at(Clock::time_point deadline);
  void disarm() { expire_at(Clock::time_point::max()); }

  /// Whether the deadline passed and the callback was called since it was last set.
  bool expired() const;

 private:
  struct State;
  static void wait(const std::shared_ptr<State>& state);

  std::shared_ptr<State> state_;
};

}  // namespace net
