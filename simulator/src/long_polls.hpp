#pragma once
// The waiting half of getUpdates: one call a bot may wait; a second ends the first, and so does a webhook ("getUpdates"
// in core.telegram.org/bots/api). Use it from one executor only.

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "api_error.hpp"
#include "bot_account.hpp"
#include "bot_methods.hpp"
#include "values/id.hpp"

namespace simulator {

class LongPolls {
 public:
  explicit LongPolls(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}

  /// Confirms what `poll` confirms, waits for updates, and returns them as a JSON array.
  boost::asio::awaitable<ApiResult<std::string>> wait(BotAccount& bot, Poll poll);

  /// The bot's queue has something: whoever waits for it is answered.
  void wake(values::BotId bot);
  /// Whoever waits for the bot's updates is refused: "terminated by `what`".
  void terminate(values::BotId bot, std::string_view what);
  /// Answers all that wait, with nothing, and lets nobody wait any more.
  void stop();

 private:
  struct Waiter {
    explicit Waiter(const boost::asio::any_io_executor& executor) : timer(executor) {}
    boost::asio::steady_timer timer;
    std::string terminated_by;
  };

  boost::asio::any_io_executor executor_;
  std::unordered_map<values::BotId, std::shared_ptr<Waiter>> waiters_;
  bool stopped_ = false;
};

}  // namespace simulator
