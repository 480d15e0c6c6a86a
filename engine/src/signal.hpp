#pragma once
// Wakes one coroutine that waits: set once, it lets the next wait pass at once, so that nothing is missed in between.
//
// One thread (or strand) only.

#include <chrono>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace engine {

class Signal {
 public:
  explicit Signal(const boost::asio::any_io_executor& executor) : timer_(executor) {}

  void set() {
    is_set_ = true;
    timer_.cancel();
  }

  /// Returns once the signal is set, or at the latest after `limit`; then it is no longer set.
  boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration limit) {
    if (!is_set_) {
      timer_.expires_after(limit);
      boost::system::error_code ignored;
      co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    }
    is_set_ = false;
  }

 private:
  boost::asio::steady_timer timer_;
  bool is_set_ = false;
};

}  // namespace engine
