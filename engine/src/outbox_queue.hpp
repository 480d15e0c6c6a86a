#pragma once
// Which message goes out next: the most urgent lane first, chats in turn within a lane, one message of a chat at a time
// and in order, none before its time or before flood control allows it.
//
// A plain data structure: no I/O, no clock, one thread at a time.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>

#include "store/outbox.hpp"
#include "telegram/flood_control.hpp"
#include "values/id.hpp"
#include "values/time.hpp"

namespace engine {

class OutboxQueue {
 public:
  explicit OutboxQueue(telegram::FloodLimits limits) : flood_(limits) {}

  void push(store::OutboxMessage message);

  /// The message to send now, if any. Until `finished` or `put_back` is called for it, its chat gets no other.
  std::optional<store::OutboxMessage> take(values::Timestamp now);

  /// The message was sent, or given up.
  void finished(const store::OutboxMessage& message);

  /// The message is to be tried again at its `not_before`, ahead of what follows it in its chat and lane.
  void put_back(store::OutboxMessage message);

  /// Telegram asked to leave the chat alone until then.
  void pause(values::ChatId chat, values::Timestamp until) { flood_.pause(chat, until); }

  /// When `take` may have something, if nothing else happens: long ago if it may have now, none if nothing waits.
  std::optional<values::Timestamp> next_at() const;

  /// Messages not finished yet, those being sent included.
  std::size_t size() const { return size_; }

 private:
  // A chat, or a message that belongs to none and so waits for nobody.
  struct Key {
    bool is_chat;
    std::int64_t number;
    friend auto operator<=>(const Key&, const Key&) = default;
  };

  struct Conversation {
    std::deque<store::OutboxMessage> messages;  // by lane, and within a lane in order
    bool sending = false;
    std::optional<values::Timestamp> allowed_at;  // the moment flood control gave to its next message
    std::optional<std::pair<store::Lane, std::uint64_t>> ready_place;
    std::optional<values::Timestamp> waiting_place;
  };

  using Place = std::map<Key, Conversation>::iterator;

  static Key key_of(const store::OutboxMessage& message);
  void insert(store::OutboxMessage message, bool before_its_lane);
  void line_up(Place place);
  void step_out(Place place);
  void wait_until(Place place, values::Timestamp until);
  void wake_waiting(values::Timestamp now);

  telegram::FloodControl flood_;
  std::map<Key, Conversation> conversations_;
  std::map<std::pair<store::Lane, std::uint64_t>, Place> ready_;  // by lane, then by turn
  std::multimap<values::Timestamp, Place> waiting_;
  std::uint64_t next_turn_ = 0;
  std::size_t size_ = 0;
};

}  // namespace engine
