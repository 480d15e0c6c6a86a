#pragma once
// Finds the addresses of a host name without waiting longer than one wants to: the system's resolver can't be
// interrupted, so a resolution that is given up ends in the background, and its result is dropped.
//
//   auto resolution = std::make_shared<Resolution>(executor);
//   boost::system::error_code error = co_await resolution->run("api.telegram.org", 443);   // abandon() ends it early
//
// Use it from its executor only.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>

namespace net {

class Resolution : public std::enable_shared_from_this<Resolution> {
 public:
  explicit Resolution(const boost::asio::any_io_executor& executor);

  /// A numeric address is its own answer. operation_aborted: it was abandoned.
  boost::asio::awaitable<boost::system::error_code> run(const std::string& host, std::uint16_t port);

  void abandon() { finished_.cancel(); }

  const std::vector<boost::asio::ip::tcp::endpoint>& endpoints() const { return endpoints_; }

 private:
  void start(const std::string& host, std::uint16_t port);

  boost::asio::ip::tcp::resolver resolver_;
  boost::asio::steady_timer finished_;  // never runs out; cancelled to wake run()
  boost::system::error_code outcome_ = boost::asio::error::operation_aborted;
  std::vector<boost::asio::ip::tcp::endpoint> endpoints_;
};

}  // namespace net
