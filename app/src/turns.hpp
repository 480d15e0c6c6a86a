#pragma once
// One at a time, in the order in which they asked.
//
//   Turns turns(executor);
//   {
//     const Turns::Turn turn = co_await turns.take();
//     …                                              // nobody else is here
//   }                                                // the next one goes on
//
// Used on `executor` (one thread). A turn that outlives its Turns passes on to nobody.

#include <deque>
#include <memory>
#include <utility>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace app {

class Turns {
 public:
  explicit Turns(const boost::asio::any_io_executor& executor) : queue_(std::make_shared<Queue>(executor)) {}
  ~Turns() {
    queue_->waiting.clear();
    queue_->closed = true;
  }
  Turns(const Turns&) = delete;
  Turns& operator=(const Turns&) = delete;

 private:
  struct Queue {
    explicit Queue(boost::asio::any_io_executor own) : executor(std::move(own)) {}

    void pass_on() {
      if (closed) return;
      taken = !waiting.empty();
      if (!taken) return;
      waiting.front()->cancel();
      waiting.pop_front();
    }

    boost::asio::any_io_executor executor;
    bool taken = false;
    bool closed = false;
    std::deque<std::shared_ptr<boost::asio::steady_timer>> waiting;
  };

 public:
  class Turn {
   public:
    explicit Turn(std::shared_ptr<Queue> queue) : queue_(std::move(queue)) {}
    ~Turn() {
      if (queue_) queue_->pass_on();
    }
    Turn(Turn&&) noexcept = default;
    Turn& operator=(Turn&&) = delete;

   private:
    std::shared_ptr<Queue> queue_;
  };

  boost::asio::awaitable<Turn> take() {
    const std::shared_ptr<Queue> queue = queue_;
    if (std::exchange(queue->taken, true)) {
      // The timer never expires: whoever passes the turn on cancels it.
      const auto called =
          std::make_shared<boost::asio::steady_timer>(queue->executor, boost::asio::steady_timer::time_point::max());
      queue->waiting.push_back(called);
      boost::system::error_code canceled;
      co_await called->async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, canceled));
    }
    co_return Turn(queue);
  }

 private:
  std::shared_ptr<Queue> queue_;
};

}  // namespace app
