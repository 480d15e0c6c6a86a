#pragma once
// Telegram's side of subscriptions for Stars: each begins with a payment of a link with a period, and is renewed by
// Telegram until somebody cancels it or the person's Stars run out ("editUserStarSubscription",
// "BotSubscriptionUpdated" in core.telegram.org/bots/api; core.telegram.org/api/subscriptions).
//
//   active ─── cancel, by the person or the bot ──▶ canceled ── end of the period ──▶ expired
//     │  ◀──── enable, by the person; not while the bot bars it ───┘
//     └─────── no Stars at a renewal ──▶ failed
//
// A state machine without I/O; time is given. Not thread-safe.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "offer.hpp"
#include "values/id.hpp"
#include "values/result.hpp"
#include "values/time.hpp"

namespace simulator {

enum class SubscriptionState {
  active,
  canceled,  ///< Runs to its end, and is not renewed.
  failed,    ///< Ended: the person had too few Stars for a renewal.
  expired,   ///< Ended after it was canceled.
};

/// As the Bot API and the record write it.
std::string_view name_of(SubscriptionState state);

struct Subscription {
  values::ChargeId first_charge;  ///< By which editUserStarSubscription names it.
  values::UserId user;
  Offer offer;                ///< With a period.
  int commission_per_mille;   ///< An affiliate's, of every payment.
  values::Timestamp expires;  ///< End of the last paid period.
  std::uint64_t renewals = 0;
  SubscriptionState state = SubscriptionState::active;
  bool barred_by_bot = false;  ///< The person can't enable it again.
  bool fails_next = false;     ///< The person has too few Stars for the next renewal.

  bool has_ended() const { return state == SubscriptionState::failed || state == SubscriptionState::expired; }
};

/// What happens to a subscription whose period ends.
enum class PeriodEnd { renewed, failed, expired };

class Subscriptions {
 public:
  /// Returns the index of the new one.
  std::size_t open(Subscription subscription);

  // What the person does; an error says, for a person, why that can't be.
  values::Result<void> cancel(std::size_t index);
  values::Result<void> enable(std::size_t index);
  values::Result<void> fail_next(std::size_t index);

  /// What the bot does: bars the renewal, or leaves it to the person again. No effect on one that has ended.
  void edit_by_bot(std::size_t index, bool is_canceled);

  /// The first end of a period; nothing where no subscription runs.
  std::optional<values::Timestamp> next_due() const;
  /// The one whose period ends at next_due().
  std::size_t next_index() const { return ends_.begin()->second; }
  /// Ends the period now, whenever its end would be; a renewed subscription runs one period longer than before.
  PeriodEnd end_period(std::size_t index);

  const std::vector<Subscription>& all() const { return subscriptions_; }
  /// The one that the person began last.
  std::optional<std::size_t> newest_of(values::UserId user) const;

 private:
  std::vector<Subscription> subscriptions_;
  std::set<std::pair<values::Timestamp, std::size_t>> ends_;  // of those that have not ended
  std::unordered_map<values::UserId, std::size_t> newest_;
};

}  // namespace simulator
