#include "watchdog.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/steady_timer.hpp>

namespace net {

Clock::time_point deadline_after(std::chrono::milliseconds wait) {
  constexpr std::chrono::milliseconds kLongestWait = std::chrono::hours{24};
  return Clock::now() + std::min(wait, kLongestWait);
}

struct Watchdog::State {
  boost::asio::steady_timer timer;
  std::function<void()> on_expiry;
  Clock::time_point deadline = Clock::time_point::max();
  Clock::time_point armed_for = Clock::time_point::max();  // max: the timer is not running
  bool expired = false;
};

Watchdog::Watchdog(const boost::asio::any_io_executor& executor, std::function<void()> on_expiry)
    : state_(std::make_shared<State>(
          State{.timer = boost::asio::steady_timer(executor), .on_expiry = std::move(on_expiry)})) {}

void Watchdog::expire_at(Clock::time_point deadline) {
  state_->deadline = deadline;
  state_->expired = false;
  if (deadline < state_->armed_for) wait(state_);
}

bool Watchdog::expired() const {
  return state_->expired;
}

void Watchdog::wait(const std::shared_ptr<State>& state) {
  state->armed_for = state->deadline;
  state->timer.expires_at(state->deadline);
  state->timer.async_wait([weak = std::weak_ptr(state)](boost::system::error_code error) {
    const std::shared_ptr<State> self = weak.lock();
    if (!self || error) return;
    self->armed_for = Clock::time_point::max();
    if (self->deadline == Clock::time_point::max()) return;
    if (Clock::now() < self->deadline) {
      wait(self);
    } else {
      self->deadline = Clock::time_point::max();
      self->expired = true;
      self->on_expiry();
    }
  });
}

}  // namespace net
