#include "long_polls.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>

namespace simulator {

namespace asio = boost::asio;

asio::awaitable<ApiResult<std::string>> LongPolls::wait(BotAccount& bot, Poll poll) {
  const auto waiter = std::make_shared<Waiter>(executor_);
  terminate(bot.id(), "other getUpdates request; make sure that only one bot instance is running");
  waiters_[bot.id()] = waiter;
  bot.confirm_updates(poll.offset);

  const auto deadline = std::chrono::steady_clock::now() + poll.timeout;
  while (waiter->terminated_by.empty() && !stopped_ && !bot.updates().has_batch() &&
         std::chrono::steady_clock::now() < deadline) {
    waiter->timer.expires_at(deadline);
    boost::system::error_code woken_early;
    co_await waiter->timer.async_wait(asio::redirect_error(asio::use_awaitable, woken_early));
  }
  if (!waiter->terminated_by.empty()) co_return conflict("terminated by " + waiter->terminated_by);
  waiters_.erase(bot.id());
  std::string updates = bot.updates().batch(poll.limit);
  co_return updates.empty() ? std::string("[]") : std::move(updates);
}

void LongPolls::wake(values::BotId bot) {
  if (const auto found = waiters_.find(bot); found != waiters_.end()) found->second->timer.cancel();
}

void LongPolls::terminate(values::BotId bot, std::string_view what) {
  const auto found = waiters_.find(bot);
  if (found == waiters_.end()) return;
  found->second->terminated_by = what;
  found->second->timer.cancel();
  waiters_.erase(found);
}

void LongPolls::stop() {
  stopped_ = true;
  for (auto& [bot, waiter] : waiters_) waiter->timer.cancel();
}

}  // namespace simulator
