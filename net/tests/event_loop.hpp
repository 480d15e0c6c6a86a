#pragma once
// Runs coroutines of a test on the test's own thread.

#include <exception>
#include <functional>
#include <optional>
#include <stdexcept>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

namespace net::testing {

/// Handles events until `done` says so.
inline void run_until(boost::asio::io_context& io, const std::function<bool()>& done) {
  io.restart();
  while (!done()) {
    if (io.run_one() == 0) throw std::logic_error("nothing is left to wait for, and yet the test is not done");
  }
}

template <class T>
T run(boost::asio::io_context& io, boost::asio::awaitable<T> task) {
  std::exception_ptr thrown;
  std::optional<T> result;
  bool done = false;
  co_spawn(io, std::move(task), [&](std::exception_ptr error, T value) {
    thrown = std::move(error);
    if (!thrown) result.emplace(std::move(value));
    done = true;
  });
  run_until(io, [&] { return done; });
  if (thrown) std::rethrow_exception(thrown);
  return *std::move(result);
}

}  // namespace net::testing
