#include "shop/subscription.hpp"

#include <algorithm>

#include "saturating.hpp"

namespace shop {
namespace {

using std::chrono::milliseconds;
using values::Nanostars;
using values::Timestamp;

constexpr milliseconds kNone{0};

/// What comes from outside is never worth less than nothing.
Nanostars worth_of(values::Stars paid) {
  return std::max(Nanostars{}, in_nanostars(paid));
}

Nanostars share(Nanostars amount, milliseconds part, milliseconds whole) {
  return Nanostars{values::scale(amount.amount(), part.count(), whole.count())};
}

bool runs(const std::optional<Subscription>& current, PlanId plan, Timestamp now) {
  return current && current->plan == plan && current->active_at(now);
}

bool runs_another_plan(const std::optional<Subscription>& current, PlanId plan, Timestamp now) {
  return current && current->plan != plan && current->active_at(now);
}

/// From when on the worth left of a subscription is spread anew. A clock that was set back must not spread it over time
/// that was not part of it.
Timestamp valuation_of(const Subscription& subscription, Timestamp now) {
  return std::max(now, subscription.valued_at);
}

/// What a subscription becomes when it ends at `ends_at` instead: its notices begin anew.
void move_end(Subscription& subscription, Timestamp ends_at, Timestamp now) {
  if (subscription.ends_at != ends_at) subscription.noticed_until = now;
  subscription.ends_at = ends_at;
}

/// Time that was bought or granted, and what it is worth.
struct Addition {
  milliseconds time;
  Nanostars worth;
};

Subscription prolonged(const Subscription& current, Addition addition, Timestamp now) {
  Subscription after = current;
  after.valued_at = valuation_of(current, now);
  after.worth = sum(worth_left(current, after.valued_at), addition.worth);
  move_end(after, later(current.ends_at, addition.time), now);
  return after;
}

Subscription started(const PlanOffer& offer, Addition addition, const std::optional<Subscription>& current,
                     const Occasion& occasion) {
  const Timestamp now = occasion.now;
  const milliseconds credit = credit_for(offer, current, now);
  Subscription after{.bot = occasion.bot,
                     .user = occasion.user,
                     .plan = offer.id,
                     .started_at = now,
                     .ends_at = later(later(now, addition.time), credit),
                     .worth = sum(current ? worth_left(*current, now) : Nanostars{}, addition.worth),
                     .valued_at = now,
                     .noticed_until = now};
  if (current && current->plan == offer.id) after.renewal = current->renewal;
  return after;
}

Subscription after_addition(const PlanOffer& offer, Addition addition, const std::optional<Subscription>& current,
                            const Occasion& occasion) {
  if (runs(current, offer.id, occasion.now)) return prolonged(*current, addition, occasion.now);
  return started(offer, addition, current, occasion);
}

/// Nothing of it is left.
Subscription emptied(const Subscription& current, Timestamp now) {
  Subscription after = current;
  move_end(after, std::min(current.ends_at, now), now);
  after.started_at = std::min(current.started_at, after.ends_at);
  after.valued_at = after.ends_at;
  after.worth = {};
  return after;
}

/// The time that a recurring charge pays for.
struct PaidTime {
  Timestamp from;
  Timestamp until;

  milliseconds length() const { return std::max(kNone, between(from, until)); }
};

/// The Telegram subscription that goes on with `charge`, if it is the one that `current` has.
const Renewal* continued(const std::optional<Subscription>& current, const PlanOffer& offer,
                         const RecurringCharge& charge) {
  if (!current || current->plan != offer.id || !current->renewal) return nullptr;
  const Renewal& renewal = *current->renewal;
  return renewal.charge == charge.first ? &renewal : nullptr;
}

PaidTime paid_time(const RecurringCharge& charge, const Renewal* continued_renewal) {
  const Timestamp from = continued_renewal ? std::max(charge.at, continued_renewal->paid_until) : charge.at;
  return {from, charge.paid_until.value_or(later(from, kRenewalPeriod))};
}

Renewal renewal_after(const RecurringCharge& charge, Timestamp paid_until,
                      const std::optional<Subscription>& same_plan) {
  // A charge found late must not bring back a subscription that a newer one has followed.
  if (same_plan && same_plan->renewal && same_plan->renewal->paid_until > paid_until) return *same_plan->renewal;
  return {.charge = charge.first, .order = charge.order, .price = charge.amount, .paid_until = paid_until};
}

/// What is still to come of the worth of `paid`, which ends at `end`.
Nanostars worth_ahead(values::Stars amount, const PaidTime& paid, Timestamp end, Timestamp now) {
  const milliseconds length = paid.length();
  if (length == kNone) return {};
  return share(worth_of(amount), std::clamp(between(now, end), kNone, length), length);
}

/// How long before the end each reminder is due, longest first.
std::vector<std::chrono::days> reminders_of(const Subscription& subscription, const PlanRules& rules) {
  if (!subscription.renews() || rules.reminders.empty()) return rules.reminders;
  return {rules.reminders.back()};
}

/// In the order in which they are due.
std::vector<Notice> notices_of(const Subscription& subscription, const PlanRules& rules) {
  std::vector<Notice> notices;
  if (taken_back(subscription)) return notices;
  for (const std::chrono::days before : reminders_of(subscription, rules)) {
    notices.push_back({NoticeKind::ends_soon, earlier(subscription.ends_at, in_milliseconds(before))});
  }
  const bool has_grace = rules.grace > std::chrono::days{0};
  if (!has_grace || !subscription.renews()) notices.push_back({NoticeKind::has_ended, subscription.ends_at});
  if (has_grace) {
    notices.push_back({NoticeKind::is_over, later(subscription.ends_at, in_milliseconds(rules.grace))});
  }
  return notices;
}

bool handled(const Notice& notice, const Subscription& subscription) {
  return subscription.noticed_until && notice.due <= *subscription.noticed_until;
}

}  // namespace

Nanostars worth_left(const Subscription& subscription, Timestamp now) {
  if (!subscription.active_at(now)) return {};
  if (now <= subscription.valued_at) return subscription.worth;
  return share(subscription.worth, between(now, subscription.ends_at),
               between(subscription.valued_at, subscription.ends_at));
}

milliseconds credit_for(const PlanOffer& offer, const std::optional<Subscription>& current, Timestamp now) {
  if (!current || current->plan == offer.id) return kNone;
  const Nanostars price = in_nanostars(offer.price);
  if (price <= Nanostars{}) return kNone;
  return milliseconds{
      values::scale(worth_left(*current, now).amount(), in_milliseconds(offer.period).count(), price.amount())};
}

Subscription after_purchase(const PlanOffer& offer, values::Stars paid, const std::optional<Subscription>& current,
                            const Occasion& occasion) {
  return after_addition(offer, {in_milliseconds(offer.period), worth_of(paid)}, current, occasion);
}

Subscription after_grant(const PlanOffer& offer, std::chrono::days days, const std::optional<Subscription>& current,
                         const Occasion& occasion) {
  const milliseconds time = std::max(kNone, in_milliseconds(days));
  const Nanostars worth = share(in_nanostars(offer.price), time, in_milliseconds(offer.period));
  return after_addition(offer, {time, worth}, current, occasion);
}

Subscription after_recurring(const PlanOffer& offer, const RecurringCharge& charge,
                             const std::optional<Subscription>& current, const Occasion& occasion) {
  const Renewal* const renewal = continued(current, offer, charge);
  const PaidTime paid = paid_time(charge, renewal);
  const Timestamp now = occasion.now;
  const bool known = renewal && paid.until <= renewal->paid_until;
  if (known || (runs_another_plan(current, offer.id, now) && paid.until <= now)) return *current;

  const std::optional<Subscription> same_plan = current && current->plan == offer.id ? current : std::nullopt;
  // What else the customer has of this plan is kept behind the paid time.
  const Timestamp end = later(same_plan ? std::max(same_plan->ends_at, paid.from) : paid.from, paid.length());
  const bool goes_on = same_plan && (renewal ? same_plan->ends_at >= paid.from : same_plan->ends_at > paid.from);

  Subscription after = same_plan.value_or(Subscription{.bot = occasion.bot, .user = occasion.user, .plan = offer.id});
  after.started_at = goes_on ? after.started_at : charge.at;
  after.valued_at = same_plan ? valuation_of(*same_plan, now) : now;
  after.worth = sum(current ? worth_left(*current, after.valued_at) : Nanostars{},
                    worth_ahead(charge.amount, paid, end, after.valued_at));
  after.renewal = renewal_after(charge, paid.until, same_plan);
  move_end(after, later(std::max(now, end), credit_for(offer, current, now)), now);
  if (after.ends_at == now) {  // Over before it was known: it keeps its worth as a record, and its grace.
    after.valued_at = paid.from;
    after.worth = worth_of(charge.amount);
  }
  return after;
}

Nanostars worth_left_of(values::Stars paid, values::Stars paid_later, const Subscription& current, Timestamp now) {
  const Nanostars left = difference(worth_left(current, now), worth_of(paid_later));
  return std::clamp(left, Nanostars{}, worth_of(paid));
}

Subscription after_refund(const Subscription& current, values::Stars refunded, Timestamp now) {
  return after_refund(current, worth_of(refunded), now);
}

Subscription after_refund(const Subscription& current, Nanostars refunded, Timestamp now) {
  const Timestamp from = valuation_of(current, now);
  const Nanostars left = worth_left(current, from);
  const Nanostars kept = difference(left, std::max(Nanostars{}, refunded));
  if (kept <= Nanostars{}) return emptied(current, now);
  const milliseconds remaining{values::scale(between(from, current.ends_at).count(), kept.amount(), left.amount())};
  if (remaining == kNone) return emptied(current, now);

  Subscription after = current;
  move_end(after, later(from, remaining), now);
  after.valued_at = from;
  after.worth = kept;
  return after;
}

Subscription after_revocation(const Subscription& current, Timestamp now) {
  return emptied(with_renewal(current, RenewalState::canceled), now);
}

Subscription with_renewal(const Subscription& current, RenewalState state) {
  Subscription after = current;
  if (after.renewal) after.renewal->state = state;
  return after;
}

bool taken_back(const Subscription& subscription) {
  return subscription.worth <= Nanostars{} && subscription.valued_at >= subscription.ends_at;
}

PlanStage stage_of(const Subscription& subscription, const PlanRules& rules, Timestamp now) {
  if (taken_back(subscription)) return PlanStage::over;
  if (subscription.active_at(now)) return PlanStage::running;
  return now < over_at(subscription, rules) ? PlanStage::in_grace : PlanStage::over;
}

Timestamp over_at(const Subscription& subscription, const PlanRules& rules) {
  if (taken_back(subscription)) return subscription.ends_at;
  return later(subscription.ends_at, in_milliseconds(rules.grace));
}

std::optional<Notice> notice_due(const Subscription& subscription, const PlanRules& rules, Timestamp now) {
  std::optional<Notice> latest;
  for (const Notice& notice : notices_of(subscription, rules)) {
    if (notice.due <= now && !handled(notice, subscription)) latest = notice;
  }
  return latest;
}

Subscription noticed(const Subscription& subscription, const Notice& notice) {
  Subscription after = subscription;
  after.noticed_until = notice.due;
  return after;
}

std::optional<Timestamp> next_notice(const Subscription& subscription, const PlanRules& rules, Timestamp now) {
  for (const Notice& notice : notices_of(subscription, rules)) {
    if (notice.due > now && !handled(notice, subscription)) return notice.due;
  }
  return std::nullopt;
}

}  // namespace shop
