#pragma once
// Lets only so many coroutines through at a time; the others wait in line, up to a limit.
//
//   Turnstile turnstile(1, 8);
//   std::optional<Turnstile::Pass> pass = co_await turnstile.enter();
//   if (!pass) co_return busy();
//   …                                     // until `pass` is gone
//
// From one executor only.

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

namespace charts {

class Turnstile {
 public:
  Turnstile(std::size_t most_inside, std::size_t most_waiting)
      : state_(std::make_shared<State>(State{most_inside, most_waiting, 0, {}})) {}

  class Pass;

  /// None if the line is full.
  boost::asio::awaitable<std::optional<Pass>> enter();

 private:
  struct State {
    std::size_t most_inside;
    std::size_t most_waiting;
    std::size_t inside;
    std::deque<std::weak_ptr<boost::asio::steady_timer>> waiting;

    void leave();
  };

  std::shared_ptr<State> state_;
};

/// Whoever has it is inside.
class Turnstile::Pass {
 public:
  explicit Pass(std::shared_ptr<State> state) : state_(std::move(state)) {}
  ~Pass() {
    if (state_) state_->leave();
  }
  Pass(Pass&&) noexcept = default;
  Pass& operator=(Pass&&) = delete;
  Pass(const Pass&) = delete;
  Pass& operator=(const Pass&) = delete;

 private:
  std::shared_ptr<State> state_;
};

}  // namespace charts
