#pragma once
// Runs a coroutine of a test on the test's own thread.

#include <chrono>
#include <future>
#include <stdexcept>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

namespace viewer::testing {

template <class T>
T run(boost::asio::io_context& io, boost::asio::awaitable<T> task) {
  auto result = boost::asio::co_spawn(io, std::move(task), boost::asio::use_future);
  io.restart();
  while (result.wait_for(std::chrono::seconds{0}) != std::future_status::ready) {
    if (io.run_one() == 0) throw std::logic_error("nothing is left to wait for, and yet the test is not done");
  }
  return result.get();
}

}  // namespace viewer::testing
