#pragma once
// How long a plan lasts: what buying, renewing, changing, refunding, granting and revoking do to it. Pure functions.
//
// Time and money are kept in proportion: what is left of a subscription is worth its share of what was paid for it.
// A change of plan turns that into days of the new plan; a refund takes away the days that its Stars bought.
//
//   const std::optional<Subscription> current = reader.subscription(bot, user);
//   const Subscription after = after_purchase(catalogue.plan(PlanId::pro), paid, current, {bot, user, now});
//   const std::optional<Timestamp> timer = next_notice(after, catalogue.rules(), now);
//
// Whatever moves the end begins its notices anew. Amounts and times are held within what their types can hold.

#include <optional>

#include "shop/catalogue.hpp"
#include "shop/records.hpp"

namespace shop {

/// Whose subscription, and when.
struct Occasion {
  values::BotId bot;
  values::UserId user;
  values::Timestamp now;
};

/// What is left at `now` of what the subscription was worth; nothing once it has ended.
values::Nanostars worth_left(const Subscription& subscription, values::Timestamp now);

/// What a change to `offer` at `now` adds to its period: the worth left of another plan, at the price of the new one.
std::chrono::milliseconds credit_for(const PlanOffer& offer, const std::optional<Subscription>& current,
                                     values::Timestamp now);

/// After a one-off payment of `paid`. The same plan still running is prolonged by the offer's period; otherwise the new
/// plan starts now, with what was left of the old one as credit. A renewal of the same plan stays, of another one goes.
Subscription after_purchase(const PlanOffer& offer, values::Stars paid, const std::optional<Subscription>& current,
                            const Occasion& occasion);

/// A charge that Telegram made for a renewing order, the first or a later one.
struct RecurringCharge {
  values::ChargeId first;  ///< The subscription's first charge; of the first one its own. Tells whether it goes on.
  values::OrderId order;
  values::Stars amount;
  std::optional<values::Timestamp> paid_until;  ///< `subscription_expiration_date`; reconciliation doesn't know it.
  values::Timestamp at;                         ///< When Telegram charged.
};

/// After a recurring charge. What the customer had beyond what Telegram renews (a purchase, a grant, a credit) is kept
/// behind the paid time. One that comes late or twice never shortens anything; one whose time is paid for already,
/// or is over while another plan runs, changes nothing.
Subscription after_recurring(const PlanOffer& offer, const RecurringCharge& charge,
                             const std::optional<Subscription>& current, const Occasion& occasion);

/// After `days` were granted: as a purchase at the catalogue's price for so long.
Subscription after_grant(const PlanOffer& offer, std::chrono::days days, const std::optional<Subscription>& current,
                         const Occasion& occasion);

/// After `refunded` Stars went back: the share of the time left that they paid for is gone. Ends now,
/// without grace, if that is all. The renewal is kept; whoever refunds a renewing order cancels it too.
Subscription after_refund(const Subscription& current, values::Stars refunded, values::Timestamp now);
/// The same for a part of what was paid.
Subscription after_refund(const Subscription& current, values::Nanostars refunded, values::Timestamp now);

/// What is left at `now` of what `paid` Stars bought, if `paid_later` Stars bought more of the same subscription after
/// them: what was bought first is used up first.
values::Nanostars worth_left_of(values::Stars paid, values::Stars paid_later, const Subscription& current,
                                values::Timestamp now);

/// Ends now, without grace; its renewal is canceled.
Subscription after_revocation(const Subscription& current, values::Timestamp now);

/// The same with its renewal in that state; unchanged where there is none.
Subscription with_renewal(const Subscription& current, RenewalState state);

/// It was revoked, or all that was paid for it went back: it has no grace, and nobody is reminded of it.
bool taken_back(const Subscription& subscription);

enum class PlanStage {
  running,
  in_grace,  ///< Has ended; what it gives stays until the grace is over.
  over,
};

PlanStage stage_of(const Subscription& subscription, const PlanRules& rules, values::Timestamp now);

/// From when on it is over, unless it is renewed or taken back before: the end of its grace.
values::Timestamp over_at(const Subscription& subscription, const PlanRules& rules);

enum class NoticeKind {
  ends_soon,  ///< Or is about to be renewed by Telegram.
  has_ended,  ///< The grace begins (with none: it is over).
  is_over,    ///< The grace is over.
};

struct Notice {
  NoticeKind kind;
  values::Timestamp due;
};

/// A plan that Telegram renews has one reminder, the shortest, and while it has a grace no `has_ended`: Telegram
/// charges at about that time.
///
/// The notice to give at `now`, if any: the latest that is due and not yet handled. Notices missed while the bot was
/// away are skipped in favour of the latest; a clock that was set back repeats none.
std::optional<Notice> notice_due(const Subscription& subscription, const PlanRules& rules, values::Timestamp now);

/// The same with that notice, and all before it, handled.
Subscription noticed(const Subscription& subscription, const Notice& notice);

/// When notice_due has something next, after `now`.
std::optional<values::Timestamp> next_notice(const Subscription& subscription, const PlanRules& rules,
                                             values::Timestamp now);

}  // namespace shop
