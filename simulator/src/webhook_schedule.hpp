#pragma once
// Which update goes to a bot's webhook next, as Telegram's own server decides it (WebhookActor in
// github.com/tdlib/telegram-bot-api): of one person only one is under way, in order, the next after a 2xx; people don't
// wait for each other.
//
//   WebhookSchedule schedule(bot.updates());
//   schedule.load();
//   if (auto attempt = schedule.next(now)) …               // send attempt->json
//   schedule.succeeded(*attempt);                           // or failed(*attempt, now, retry_after)
//
// The queue keeps the updates; here are their numbers only. Confirming them is the caller's. Not thread-safe.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "update_queue.hpp"
#include "values/id.hpp"
#include "values/time.hpp"

namespace simulator {

class WebhookSchedule {
 public:
  static constexpr std::chrono::seconds kLongestDelay{60};
  static constexpr std::chrono::seconds kLongestRetryAfter{3600};

  struct Attempt {
    values::UserId person;
    std::optional<values::UpdateId> id;  ///< None of one that is delivered outside the order.
    std::string_view json;               ///< Until the queue or the schedule is touched again.
  };

  /// `updates` must outlive the schedule.
  explicit WebhookSchedule(UpdateQueue& updates) : updates_(updates) {}
  /// What was to be delivered outside the order, and was not, goes back to the queue.
  ~WebhookSchedule();
  WebhookSchedule(const WebhookSchedule&) = delete;
  WebhookSchedule& operator=(const WebhookSchedule&) = delete;

  /// Takes note of what was queued since the last time.
  void load();

  /// How many could be sent at `now`, each of another person.
  std::size_t count_ready(values::Timestamp now);
  /// The one whose turn it is; nothing where all must wait. Its person's others wait until it succeeds.
  std::optional<Attempt> next(values::Timestamp now);

  void succeeded(const Attempt& attempt);
  /// It is tried again: at once after the first failure, then after 2, 4, 8 … 60 seconds; or after `retry_after`.
  void failed(const Attempt& attempt, values::Timestamp now, std::chrono::seconds retry_after = {});

 private:
  struct Entry {
    values::UpdateId id;
    std::unique_ptr<UpdateQueue::OutOfOrder> out_of_order;  // instead of an id in the queue
  };

  /// One person's updates.
  struct Line {
    std::deque<Entry> entries;  // never empty
    bool has_failed = false;    // the first of them
    std::chrono::seconds delay{1};
  };
  using Lines = std::unordered_map<values::UserId, Line>;

  void add(values::UserId person, Entry entry);
  /// Removes the first entry; whether there is another.
  bool pop(Lines::iterator line);

  UpdateQueue& updates_;
  std::uint64_t loaded_ = 0;                                             // of all that were ever queued
  std::int64_t last_nobody_ = std::numeric_limits<std::int64_t>::min();  // far from every id of Telegram's
  Lines lines_;
  std::deque<values::UserId> ready_;                          // whose turn it is, in order
  std::multimap<values::Timestamp, values::UserId> delayed_;  // until when; neither here nor ready: under way
};

}  // namespace simulator
