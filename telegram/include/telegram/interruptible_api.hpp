#pragma once
// Calls of the Bot API and pauses between them, all of which `stop` cuts short: what an update source that runs until
// it is stopped stands on.
//
//   telegram::ApiResult info = co_await api.call(to_call(GetWebhookInfo{}), 15s);
//   co_await api.wait(30s);
//   if (api.is_stopping()) co_return;
//
// Use it from `executor` only, one call or pause at a time; it must outlive them.

#include <chrono>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>

#include "telegram/api.hpp"

namespace telegram {

class InterruptibleApi {
 public:
  InterruptibleApi(boost::asio::any_io_executor executor, Api& api);

  /// As Api::call. How a call that `stop` cuts short ended doesn't matter to anyone: look at is_stopping.
  boost::asio::awaitable<ApiResult> call(Call call, std::chrono::milliseconds timeout);

  /// Returns after `duration`, or earlier when it is woken or stopped.
  boost::asio::awaitable<void> wait(std::chrono::milliseconds duration);

  /// Ends the pause that is being made, if there is one.
  void wake() { pause_.cancel(); }
  void stop();
  bool is_stopping() const { return stopping_; }

 private:
  boost::asio::any_io_executor executor_;
  Api& api_;
  boost::asio::steady_timer pause_;
  boost::asio::cancellation_signal stop_signal_;
  bool stopping_ = false;
};

}  // namespace telegram
