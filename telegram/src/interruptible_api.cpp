#include "telegram/interruptible_api.hpp"

#include <utility>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace telegram {

InterruptibleApi::InterruptibleApi(boost::asio::any_io_executor executor, Api& api)
    : executor_(std::move(executor)), api_(api), pause_(executor_) {}

boost::asio::awaitable<ApiResult> InterruptibleApi::call(Call call, std::chrono::milliseconds timeout) {
  if (stopping_) co_return ApiError{.kind = ApiErrorKind::transport, .description = "stopping"};
  try {
    co_return co_await boost::asio::co_spawn(
        executor_, api_.call(std::move(call), timeout),
        boost::asio::bind_cancellation_slot(stop_signal_.slot(), boost::asio::use_awaitable));
  } catch (const boost::system::system_error& cancelled) {
    if (!stopping_) throw;
    co_return ApiError{.kind = ApiErrorKind::transport, .description = cancelled.code().message()};
  }
}

boost::asio::awaitable<void> InterruptibleApi::wait(std::chrono::milliseconds duration) {
  if (stopping_ || duration.count() <= 0) co_return;
  pause_.expires_after(duration);
  boost::system::error_code cancelled;
  co_await pause_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, cancelled));
}

void InterruptibleApi::stop() {
  stopping_ = true;
  stop_signal_.emit(boost::asio::cancellation_type::terminal);
  pause_.cancel();
}

}  // namespace telegram
