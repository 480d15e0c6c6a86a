#pragma once
// What a bot has yet to receive: Telegram's queue of updates behind getUpdates ("Getting updates" in
// core.telegram.org/bots/api; offsets outside the queue are treated as tdlib's TQueue does).
//
//   UpdateQueue queue(identifiers);
//   queue.push("message", message, now);
//   std::string updates = queue.batch(100);                // "[{…},{…}]", delivered again until confirmed
//   queue.confirm(last_update_id + 1, now);
//
// A webhook takes updates one by one instead, and in any order: see webhook_schedule.hpp.
//
// Each update is serialised once, when it is made. Time is given, so that tests decide what time it is. Not
// thread-safe.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "identifiers.hpp"
#include "values/id.hpp"
#include "values/time.hpp"

namespace simulator {

class UpdateQueue {
 public:
  static constexpr std::chrono::hours kLifetime{24};              ///< An update not confirmed by then is lost.
  static constexpr std::chrono::hours kQuietUntilNewIds{24 * 7};  ///< After such a silence ids begin anywhere again.
  static constexpr std::chrono::minutes kRedeliveryWindow{1};
  static constexpr std::size_t kMaxPending = 100'000;  ///< Telegram's queue refuses more as well.
  static constexpr std::size_t kMaxConfirmedKept = 10'000;

  struct Counts {
    std::uint64_t created = 0;
    std::uint64_t filtered = 0;  ///< Never queued: not among `allowed_updates`.
    std::uint64_t dropped = 0;   ///< Never queued because the queue was full; or thrown away by drop_pending().
    std::uint64_t confirmed = 0;
    std::uint64_t expired = 0;
  };

  struct Update {
    values::UpdateId id;
    values::Timestamp since;  ///< Made; once confirmed: confirmed.
    std::string json;         ///< Empty once confirmed while an earlier one still waits.
    values::UserId person;    ///< Whose doing it tells of; 0 where it tells of nobody's.
  };

  /// An update with an id of its own choice, which no offset confirms.
  struct OutOfOrder {
    values::UserId person;
    std::string json;
  };

  explicit UpdateQueue(Identifiers& identifiers) : identifiers_(identifiers) {}

  /// Queues `{"update_id":N,"<type>":<content>}`. Nothing where the bot does not want that type, or the queue is full.
  std::optional<values::UpdateId> push(std::string_view type, const boost::json::value& content, values::Timestamp now);

  /// Delivers `update` as it is, outside the order: once, with the next batch, whatever the offset. Without an
  /// `update_id` it gets the next one and stands in the queue as any other.
  void inject(boost::json::object update, values::Timestamp now);

  /// The types that later updates must have; empty: all but the three that Telegram leaves out by default.
  void set_allowed_types(std::vector<std::string> types) { allowed_types_ = std::move(types); }
  const std::vector<std::string>& allowed_types() const { return allowed_types_; }

  /// Forgets updates older than kLifetime.
  void expire(values::Timestamp now);

  /// Forgets the updates before `offset`; with a negative one, all but the last `-offset`. 0, and an offset more than
  /// 10 beyond the queue's end, confirm nothing.
  void confirm(std::int64_t offset, values::Timestamp now);

  /// Forgets one update, wherever in the queue it waits.
  void confirm_one(values::UpdateId id, values::Timestamp now);

  /// Forgets everything that waits.
  void drop_pending();

  /// The earliest unconfirmed updates as a JSON array, at most `limit` of them. Empty where there is nothing.
  std::string batch(std::size_t limit);

  /// Makes the next batches deliver once more what was confirmed within kRedeliveryWindow. Returns how many.
  std::size_t redeliver(values::Timestamp now);

  /// The update that was pushed as `id`, while it waits for its confirmation; nullptr otherwise.
  const Update* find(values::UpdateId id) const;
  bool is_pending(values::UpdateId id) const { return find(id) != nullptr; }

  /// Calls `see` with every waiting update that was queued after `count` others had been, oldest first.
  template <class See>
  void for_each_after(std::uint64_t count, See see) const {
    const std::uint64_t gone = queued() - pending_.size();
    for (std::size_t i = count > gone ? count - gone : 0; i < pending_.size(); ++i) {
      if (!is_hole(pending_[i])) see(pending_[i]);
    }
  }
  /// How many updates have ever been queued.
  std::uint64_t queued() const { return counts_.created; }

  /// Hands over what is to be delivered outside the order.
  std::deque<OutOfOrder> take_out_of_order() { return std::exchange(out_of_order_, {}); }
  void give_back(OutOfOrder update) { out_of_order_.push_back(std::move(update)); }

  bool has_batch() const { return !out_of_order_.empty() || size() > 0; }
  std::size_t size() const { return pending_.size() - holes_; }
  const Counts& counts() const { return counts_; }

 private:
  static bool is_hole(const Update& update) { return update.json.empty(); }

  bool wants(std::string_view type) const;
  values::UpdateId next_id(values::Timestamp now);
  void enqueue(Update update);
  void keep_confirmed(Update& update, values::Timestamp now);
  void confirm_front(values::Timestamp now);
  void drop_holes_at_front();

  Identifiers& identifiers_;
  std::optional<values::UpdateId> last_id_;
  values::Timestamp last_pushed_;
  std::vector<std::string> allowed_types_;
  std::deque<Update> pending_;  // their ids follow each other
  std::size_t holes_ = 0;       // in pending_: confirmed before an earlier one; never at the front
  std::deque<Update> confirmed_;
  std::deque<OutOfOrder> out_of_order_;
  Counts counts_;
};

}  // namespace simulator
