#pragma once
// A command's own conversation with Telegram: an event loop, a connection and the Bot API for as long as it takes.
//
//   with_telegram(settings, [](telegram::Api& api) -> asio::awaitable<void> { … co_await api.call(…) … });

#include <functional>

#include <boost/asio/awaitable.hpp>

#include "settings.hpp"
#include "telegram/api.hpp"

namespace app {

/// Runs `work` to its end with the token and the server of `settings`. Throws what it throws.
void with_telegram(const Settings& settings, const std::function<boost::asio::awaitable<void>(telegram::Api&)>& work);

}  // namespace app
