#include "turnstile.hpp"

#include <algorithm>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace charts {

namespace asio = boost::asio;

void Turnstile::State::leave() {
  while (!waiting.empty()) {
    const std::shared_ptr<asio::steady_timer> next = waiting.front().lock();
    waiting.pop_front();
    if (!next) continue;
    // The place goes from hand to hand: nobody can come between.
    next->cancel();
    return;
  }
  --inside;
}

asio::awaitable<std::optional<Turnstile::Pass>> Turnstile::enter() {
  const std::shared_ptr<State> state = state_;
  if (state->inside < state->most_inside) {
    ++state->inside;
    co_return std::optional<Pass>(std::in_place, state);
  }
  std::erase_if(state->waiting, [](const auto& each) { return each.expired(); });
  if (state->waiting.size() >= state->most_waiting) co_return std::nullopt;
  const auto executor = co_await asio::this_coro::executor;
  const auto turn = std::make_shared<asio::steady_timer>(executor, asio::steady_timer::time_point::max());
  state->waiting.push_back(turn);
  co_await turn->async_wait(asio::as_tuple(asio::use_awaitable));
  co_return std::optional<Pass>(std::in_place, state);
}

}  // namespace charts
