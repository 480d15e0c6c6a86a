#include "payments.hpp"

#include <algorithm>
#include <utility>

namespace simulator {

std::string_view name_of(ChargeKind kind) {
  switch (kind) {
    case ChargeKind::one_off:
      return "one_off";
    case ChargeKind::first:
      return "first";
    case ChargeKind::renewal:
      return "renewal";
  }
  return {};
}

StarAmount commission_of(const Charge& charge) {
  constexpr std::int64_t kNanostarsPerMille = StarAmount::kNanostarsPerStar / 1000;
  return StarAmount::of_nanostars(charge.amount.amount() * charge.commission_per_mille * kNanostarsPerMille);
}

const PreCheckout& Payments::ask(PreCheckout purchase, values::Timestamp now) {
  purchase.id = values::PreCheckoutQueryId{identifiers_.query()};
  purchase.asked = now;
  ++counts_.asked;
  deadlines_.emplace(now + kAnswerDeadline, purchase.id);
  return open_.insert_or_assign(purchase.id, std::move(purchase)).first->second;
}

std::size_t Payments::charge_unasked(const PreCheckout& purchase, values::Timestamp now) {
  ++counts_.unasked;
  return make_charge(purchase, now);
}

ApiResult<std::optional<std::size_t>> Payments::answer(const values::PreCheckoutQueryId& id, bool ok,
                                                       values::Timestamp now) {
  expire_unanswered(now);
  auto found = open_.extract(id);
  if (!found) return query_too_old();
  PreCheckout& purchase = found.mapped();
  if (!ok) {
    ++counts_.declined;
    return std::optional<std::size_t>{};
  }
  ++counts_.approved;
  if (purchase.intent == PaymentIntent::pays) return std::optional{make_charge(purchase, now)};
  ++counts_.approved_unpaid;
  if (purchase.intent == PaymentIntent::late) due_late_.emplace(now + purchase.lateness, std::move(purchase));
  return std::optional<std::size_t>{};
}

ApiResult<const Charge*> Payments::refund(values::UserId user, const values::ChargeId& id, values::Timestamp now) {
  if (id.value().empty()) return bad_request("CHARGE_ID_EMPTY");
  const std::optional<std::size_t> index = find_charge(id);
  if (!index) return bad_request("CHARGE_ID_INVALID");
  Charge& charge = charges_[*index];
  if (charge.user != user) return bad_request("CHARGE_NOT_FOUND");
  if (charge.refunded || charge.charged_back) return bad_request("CHARGE_ALREADY_REFUNDED");
  charge.refunded = now;
  take_back(*index, now);
  return &charge;
}

values::Result<void> Payments::charge_back(const values::ChargeId& id, values::Timestamp now) {
  const std::optional<std::size_t> index = find_charge(id);
  if (!index) return values::Error{"there is no charge with the id '" + id.value() + "'"};
  Charge& charge = charges_[*index];
  if (charge.refunded || charge.charged_back) {
    return values::Error{"the charge '" + id.value() + "' has been given back already"};
  }
  charge.charged_back = now;
  take_back(*index, now);
  return {};
}

ApiResult<void> Payments::edit_subscription(values::UserId user, const values::ChargeId& first_charge,
                                            bool is_canceled) {
  if (first_charge.value().empty()) return bad_request("CHARGE_ID_EMPTY");
  const std::optional<std::size_t> index = find_charge(first_charge);
  if (!index || charges_[*index].kind != ChargeKind::first || charges_[*index].user != user) {
    return bad_request("CHARGE_ID_INVALID");
  }
  subscriptions_.edit_by_bot(*charges_[*index].subscription, is_canceled);
  return {};
}

values::Result<std::optional<PaymentEvent>> Payments::renew_now(std::size_t subscription, values::Timestamp now) {
  if (subscriptions_.all()[subscription].has_ended()) return values::Error{"the subscription has ended"};
  return end_period(subscription, now);
}

std::vector<PaymentEvent> Payments::advance(values::Timestamp now) {
  std::vector<PaymentEvent> events;
  for (auto due = next_due(); due && *due <= now; due = next_due()) {
    if (std::optional<PaymentEvent> event = do_next(*due)) events.push_back(*event);
  }
  return events;
}

std::optional<values::Timestamp> Payments::next_due() const {
  std::optional<values::Timestamp> first = subscriptions_.next_due();
  const auto consider = [&first](values::Timestamp at) { first = first ? std::min(*first, at) : at; };
  if (!deadlines_.empty()) consider(deadlines_.begin()->first);
  if (!due_late_.empty()) consider(due_late_.begin()->first);
  return first;
}

std::optional<PaymentEvent> Payments::do_next(values::Timestamp at) {
  expire_unanswered(at);
  if (!due_late_.empty() && due_late_.begin()->first == at) {
    const std::size_t index = make_charge(due_late_.begin()->second, at);
    due_late_.erase(due_late_.begin());
    --counts_.approved_unpaid;
    return PaymentEvent{at, Charged{index}};
  }
  if (subscriptions_.next_due() == at) return end_period(subscriptions_.next_index(), at);
  return std::nullopt;
}

std::optional<PaymentEvent> Payments::end_period(std::size_t subscription, values::Timestamp now) {
  switch (subscriptions_.end_period(subscription)) {
    case PeriodEnd::renewed:
      return PaymentEvent{now, Charged{make_renewal(subscription, now)}};
    case PeriodEnd::failed:
      return PaymentEvent{now, RenewalFailed{subscription}};
    case PeriodEnd::expired:
      return std::nullopt;
  }
  return std::nullopt;
}

const PreCheckout* Payments::find(const values::PreCheckoutQueryId& id) const {
  const auto found = open_.find(id);
  return found == open_.end() ? nullptr : &found->second;
}

std::optional<std::size_t> Payments::find_charge(const values::ChargeId& id) const {
  const auto found = charge_indices_.find(id);
  return found == charge_indices_.end() ? std::nullopt : std::optional{found->second};
}

std::size_t Payments::make_charge(const PreCheckout& purchase, values::Timestamp now) {
  Charge charge{.id = identifiers_.charge(),
                .provider_id = {},
                .user = purchase.user,
                .payload = purchase.offer.payload,
                .amount = purchase.offer.amount,
                .commission_per_mille = purchase.commission_per_mille,
                .at = now};
  if (const auto period = purchase.offer.subscription_period) {
    charge.kind = ChargeKind::first;
    charge.paid_until = now + *period;
    charge.subscription = subscriptions_.open({.first_charge = charge.id,
                                               .user = purchase.user,
                                               .offer = purchase.offer,
                                               .commission_per_mille = purchase.commission_per_mille,
                                               .expires = *charge.paid_until});
  }
  return record_charge(std::move(charge));
}

std::size_t Payments::make_renewal(std::size_t index, values::Timestamp now) {
  const Subscription& subscription = subscriptions_.all()[index];
  return record_charge({.id = identifiers_.charge(),
                        .provider_id = {},
                        .user = subscription.user,
                        .payload = subscription.offer.payload,
                        .amount = subscription.offer.amount,
                        .commission_per_mille = subscription.commission_per_mille,
                        .at = now,
                        .kind = ChargeKind::renewal,
                        .subscription = index,
                        .paid_until = subscription.expires});
}

std::size_t Payments::record_charge(Charge charge) {
  const std::size_t index = charges_.size();
  charge.provider_id = std::to_string(charge.user.value()) + "_" + std::to_string(index + 1);
  charge_indices_.emplace(charge.id, index);
  transactions_.add({.id = charge.id.value(),
                     .direction = StarTransaction::Direction::incoming,
                     .amount = StarAmount{charge.amount} - commission_of(charge),
                     .at = charge.at,
                     .partner = PayingCustomer{index}});
  charges_.push_back(std::move(charge));
  return index;
}

// The affiliate gives back its part by itself.
void Payments::take_back(std::size_t index, values::Timestamp now) {
  const Charge& charge = charges_[index];
  transactions_.add({.id = charge.id.value(),
                     .direction = StarTransaction::Direction::outgoing,
                     .amount = StarAmount{charge.amount} - commission_of(charge),
                     .at = now,
                     .partner = PayingCustomer{index}});
}

void Payments::expire_unanswered(values::Timestamp now) {
  while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
    counts_.expired += open_.erase(deadlines_.begin()->second);
    deadlines_.erase(deadlines_.begin());
  }
}

}  // namespace simulator
