#include "resolution.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace net {

Resolution::Resolution(const boost::asio::any_io_executor& executor)
    : resolver_(executor), finished_(executor, boost::asio::steady_timer::time_point::max()) {}

boost::asio::awaitable<boost::system::error_code> Resolution::run(const std::string& host, std::uint16_t port) {
  boost::system::error_code not_numeric;
  const boost::asio::ip::address address = boost::asio::ip::make_address(host, not_numeric);
  if (!not_numeric) {
    endpoints_ = {{address, port}};
    co_return boost::system::error_code{};
  }
  start(host, port);
  co_await finished_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  co_return outcome_;
}

void Resolution::start(const std::string& host, std::uint16_t port) {
  resolver_.async_resolve(host, std::to_string(port), boost::asio::ip::resolver_base::numeric_service,
                          [self = shared_from_this()](boost::system::error_code error, const auto& results) {
                            self->outcome_ = error;
                            for (const auto& result : results) self->endpoints_.push_back(result.endpoint());
                            self->finished_.cancel();
                          });
}

}  // namespace net
