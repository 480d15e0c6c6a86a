#include "telegram_session.hpp"

#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "net/url.hpp"

namespace app {

void with_telegram(const Settings& settings, const std::function<boost::asio::awaitable<void>(telegram::Api&)>& work) {
  boost::asio::io_context io;
  metrics::Registry registry;
  net::HttpClient client(io.get_executor(), net::parse_url(settings.telegram_api_url).value());
  telegram::Api api(client, settings.bot_token, registry);
  std::exception_ptr failure;
  boost::asio::co_spawn(io, work(api), [&](std::exception_ptr thrown) {
    failure = std::move(thrown);
    client.close();
  });
  io.run();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace app
