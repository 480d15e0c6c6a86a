#pragma once
// What a bot has yet to receive: Telegram's queue of updates behind getUpdates ("Getting updates" in
// core.telegram.org/bots/api; offsets outside the queue are treated as tdlib's TQueue does).
//
//   UpdateQueue queue(identifiers);
//   queue.push("message", message, now);
//   std::string updates = queue.batch(100);                // "[{…},{…}]", delivered again until confirmed
//   queue.confirm(last_update_id + 1, now);
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
#include <vector>

#include <boost/json/object.hpp>

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

  /// Forgets everything that waits.
  void drop_pending();

  /// The earliest unconfirmed updates as a JSON array, at most `limit` of them. Empty where there is nothing.
  std::string batch(std::size_t limit);

  /// Makes the next batches deliver once more what was confirmed within kRedeliveryWindow. Returns how many.
  std::size_t redeliver(values::Timestamp now);

  /// True if `id`, once pushed, still waits for its confirmation.
  bool is_pending(values::UpdateId id) const {
    return !pending_.empty() && id >= pending_.front().id && id <= pending_.back().id;
  }
  bool has_batch() const { return !out_of_order_.empty() || !pending_.empty(); }
  std::size_t size() const { return pending_.size(); }
  const Counts& counts() const { return counts_; }

 private:
  struct Update {
    values::UpdateId id;
    values::Timestamp since;  // made; once confirmed: confirmed
    std::string json;
  };

  bool wants(std::string_view type) const;
  values::UpdateId next_id(values::Timestamp now);
  void confirm_front(values::Timestamp now);

  Identifiers& identifiers_;
  std::optional<values::UpdateId> last_id_;
  values::Timestamp last_pushed_;
  std::vector<std::string> allowed_types_;
  std::deque<Update> pending_;
  std::deque<Update> confirmed_;
  std::deque<std::string> out_of_order_;
  Counts counts_;
};

}  // namespace simulator
