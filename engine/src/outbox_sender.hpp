#pragma once
// Sends what is in the outbox: several messages at a time, each until Telegram has taken it or never will. What isn't
// for Telegram is carried out beside them: edits of the catalogue one at a time, calls to Alertmanager a few. What
// becomes of a message is reported; nothing is decided here.
//
// One executor (thread) only. It must outlive its sends: await `drain` before destroying it.

#include <chrono>
#include <functional>
#include <optional>
#include <random>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "delivery.hpp"
#include "direct_calls.hpp"
#include "engine/engine.hpp"
#include "outbox_queue.hpp"
#include "telegram/backoff.hpp"

namespace engine {

class OutboxSender {
 public:
  using Report = std::function<void(Delivery)>;
  /// Makes it durable that a message is about to be sent; false if that can't be, because the engine is stopping.
  using Begin = std::function<boost::asio::awaitable<bool>(values::OutboxId)>;

  OutboxSender(const boost::asio::any_io_executor& executor, const values::Clock& clock, SendCall send, Begin begin,
               Report report, const OutboxLimits& limits);

  void push(store::OutboxMessage message);

  /// Starts to send what waits; until then `push` only collects.
  void start();

  /// Returns when nothing can be sent at the moment (what waits for a later time is left for the next start), at the
  /// latest after `limit`. Nothing is sent afterwards.
  boost::asio::awaitable<void> drain(std::chrono::milliseconds limit);

  /// Messages to Telegram not finished yet.
  std::size_t size() const { return queue_.size(); }

 private:
  void pump();
  boost::asio::awaitable<void> send_what_is_ready();
  boost::asio::awaitable<void> send_one(store::OutboxMessage message);
  boost::asio::awaitable<bool> begin(store::OutboxMessage& message);
  void settle(store::OutboxMessage message, const telegram::ApiResult& result);
  void postpone(store::OutboxMessage message, const telegram::ApiError& error);
  void wake_at(values::Timestamp next);

  boost::asio::any_io_executor executor_;
  const values::Clock& clock_;
  SendCall send_;
  Begin begin_;
  Report report_;
  const std::size_t most_senders_;
  OutboxQueue queue_;
  boost::asio::steady_timer wake_;
  std::optional<values::Timestamp> waking_at_;
  boost::asio::steady_timer idle_;
  std::mt19937_64 random_{std::random_device{}()};
  std::size_t senders_ = 0;
  DirectCalls edits_;
  DirectCalls alertmanager_calls_;
  bool running_ = false;
};

}  // namespace engine
