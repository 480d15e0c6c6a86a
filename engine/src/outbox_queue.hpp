#pragma once
// Which message goes out next: the most urgent lane first, chats in turn within a lane, one message of a chat at a time
// and in order, none before its time or before flood control allows it. Bounded in what waits, and in what is being
// sent at a time: each lane leaves room for the more urgent ones.
//
// A plain data structure: no I/O, no clock, one thread at a time.

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <utility>

#include "engine/engine.hpp"
#include "store/outbox.hpp"
#include "telegram/flood_control.hpp"
#include "values/id.hpp"
#include "values/time.hpp"

namespace engine {

struct OutboxLimits {
  telegram::FloodLimits flood = {};
  std::size_t sending = kSendsAtATime - kUrgentSendsAtATime;  ///< Messages being sent at a time,
  std::size_t sending_urgent = kUrgentSendsAtATime;           ///< pre-checkout answers beside them,
  std::size_t sending_bulk = 8;                               ///< and among them so many of lane `broadcast`.
  /// With so many waiting in all, or in one chat, further replies are refused. Receipts, pre-checkout answers and
  /// broadcasts never are.
  std::size_t waiting = 50'000;
  std::size_t waiting_in_chat = 100;
};

class OutboxQueue {
 public:
  explicit OutboxQueue(const OutboxLimits& limits) : limits_(limits), flood_(limits.flood) {}

  bool has_room_for(const store::OutboxMessage& message) const;
  void push(store::OutboxMessage message);

  /// The message to send now, if any. Until `finished` or `put_back` is called for it, its chat gets no other.
  std::optional<store::OutboxMessage> take(values::Timestamp now);

  /// Telegram took the message, or refused it for its content.
  void accepted(const store::OutboxMessage& message);

  /// The message leaves the queue: it was sent, or given up.
  void finished(const store::OutboxMessage& message);

  /// The message is to be tried again at its `not_before`, ahead of what follows it in its chat and lane.
  void put_back(store::OutboxMessage message);

  /// Telegram refused the message and asked for a pause until its `not_before`.
  void refused(const store::OutboxMessage& message);

  /// When `take` may have something, if nothing else happens: long ago if it may have now, none if nothing waits or
  /// what waits needs that something being sent is finished.
  std::optional<values::Timestamp> next_at() const;

  /// Messages not finished yet, those being sent included.
  std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t kLanes = 4;

  // A chat, or a message that belongs to none and so waits for nobody.
  struct Key {
    bool is_chat;
    std::int64_t number;
    friend auto operator<=>(const Key&, const Key&) = default;
  };

  struct Conversation {
    std::list<store::OutboxMessage> messages;  // by lane, and within a lane in order
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
  std::optional<store::OutboxMessage> take_from(store::Lane lane, values::Timestamp now);
  bool has_ready(store::Lane lane) const;
  bool may_send_one_more(store::Lane lane) const;
  void settle(const store::OutboxMessage& message);

  OutboxLimits limits_;
  telegram::FloodControl flood_;
  std::map<Key, Conversation> conversations_;
  std::map<std::pair<store::Lane, std::uint64_t>, Place> ready_;  // by lane, then by turn
  std::multimap<values::Timestamp, Place> waiting_;
  std::array<std::size_t, kLanes> sending_{};  // by lane
  std::uint64_t next_turn_ = 0;
  std::size_t size_ = 0;
};

}  // namespace engine
