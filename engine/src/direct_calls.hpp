#pragma once
// Calls that wait in the outbox and aren't Telegram's: edits of the catalogue, questions to Alertmanager. Taken up in
// order, so many at a time, each made once: what is refused is refused for good, and who has asked for it decides what
// to do. Nothing of what limits, delays or counts Telegram's calls is here.
//
// One executor (thread) only. It must outlive its calls.

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <limits>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "delivery.hpp"
#include "engine/engine.hpp"
#include "store/outbox.hpp"

namespace engine {

enum class Destination { telegram, catalogue, alertmanager };
/// Who carries out the message.
Destination destination_of(const store::OutboxMessage& message);

struct DirectCallLimits {
  std::size_t at_a_time = 1;
  std::size_t waiting = std::numeric_limits<std::size_t>::max();  ///< Of more than these, each is dropped.
  std::chrono::milliseconds timeout{};
};

class DirectCalls {
 public:
  /// `idle` is called whenever nothing is being called any more.
  DirectCalls(const boost::asio::any_io_executor& executor, SendCall send, std::function<void(Delivery)> report,
              std::function<void()> idle, const DirectCallLimits& limits)
      : executor_(executor),
        send_(std::move(send)),
        report_(std::move(report)),
        idle_(std::move(idle)),
        limits_(limits) {}

  void push(store::OutboxMessage message);

  /// Until then `push` only collects.
  void start();
  /// What waits is left for the next start.
  void stop() { running_ = false; }
  bool is_calling() const { return calling_ > 0; }

 private:
  void pump();
  boost::asio::awaitable<void> call_what_waits();
  boost::asio::awaitable<void> call_one(store::OutboxMessage message);

  boost::asio::any_io_executor executor_;
  SendCall send_;
  std::function<void(Delivery)> report_;
  std::function<void()> idle_;
  DirectCallLimits limits_;
  std::deque<store::OutboxMessage> waiting_;
  std::size_t calling_ = 0;
  bool running_ = false;
};

}  // namespace engine
