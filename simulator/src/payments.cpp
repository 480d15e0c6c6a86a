#include "payments.hpp"

#include <utility>

namespace simulator {

const PreCheckout& Payments::ask(PreCheckout purchase, values::Timestamp now) {
  purchase.id = values::PreCheckoutQueryId{identifiers_.query()};
  purchase.asked = now;
  ++counts_.asked;
  deadlines_.emplace(now + kAnswerDeadline, purchase.id);
  return open_.insert_or_assign(purchase.id, std::move(purchase)).first->second;
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

std::vector<std::size_t> Payments::advance(values::Timestamp now) {
  expire_unanswered(now);
  std::vector<std::size_t> made;
  while (!due_late_.empty() && due_late_.begin()->first <= now) {
    made.push_back(make_charge(due_late_.begin()->second, now));
    due_late_.erase(due_late_.begin());
    --counts_.approved_unpaid;
  }
  return made;
}

const PreCheckout* Payments::find(const values::PreCheckoutQueryId& id) const {
  const auto found = open_.find(id);
  return found == open_.end() ? nullptr : &found->second;
}

std::size_t Payments::make_charge(const PreCheckout& purchase, values::Timestamp now) {
  charges_.push_back({.id = identifiers_.charge(),
                      .provider_id = std::to_string(purchase.user.value()) + "_" + std::to_string(charges_.size() + 1),
                      .user = purchase.user,
                      .payload = purchase.payload,
                      .amount = purchase.amount,
                      .at = now,
                      .update = std::nullopt,
                      .confirmed = false});
  balance_ += purchase.amount;
  return charges_.size() - 1;
}

void Payments::expire_unanswered(values::Timestamp now) {
  while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
    counts_.expired += open_.erase(deadlines_.begin()->second);
    deadlines_.erase(deadlines_.begin());
  }
}

}  // namespace simulator
