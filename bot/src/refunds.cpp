#include "refunds.hpp"

#include <algorithm>

#include "enrolling.hpp"
#include "shop/checkout.hpp"
#include "subscriptions.hpp"

namespace bot {
namespace {

constexpr std::string_view kAlreadyRefunded = "CHARGE_ALREADY_REFUNDED";
constexpr std::size_t kMaxReason = 300;
constexpr std::size_t kMostLaterPayments = 100;

/// Whether the payment was given back at once, without ever buying anything.
bool was_unwanted(const values::ChargeId& charge, const Context& context) {
  const std::optional<shop::RefundRequest> request = context.reader.refund_request(charge);
  return request &&
         (request->reason == shop::RefundReason::paid_twice || request->reason == shop::RefundReason::unwanted_renewal);
}

/// What `payment` bought; none if it bought nothing.
std::optional<shop::Order> order_bought_with(const shop::Payment& payment, const Context& context) {
  std::optional<shop::Order> order = order_named_in(payment.payload, context);
  const bool bought = order && payment.amount >= order->price && !was_unwanted(payment.charge, context);
  return bought ? order : std::nullopt;
}

/// Whether something of what `payment` bought can be in `current`. What had ended before `current` began was used up;
/// what hadn't was carried over.
bool contributed(const shop::Payment& payment, shop::PlanId plan, const shop::Subscription& current,
                 const Context& context) {
  const shop::PlanOffer& offer = context.situation.catalogue.plan(plan);
  return current.active_at(context.situation.now) && payment.received_at + offer.period > current.started_at;
}

/// What the payer has paid after `payment` for plans, and keeps.
values::Stars kept_after(const shop::Payment& payment, const Context& context) {
  values::Stars kept;
  for (const PaymentLine& line : payment_lines(payment.payer, kMostLaterPayments, context)) {
    if (line.payment.charge == payment.charge) break;
    const bool is_kept = line.state == PaymentState::kept || line.state == PaymentState::refund_refused;
    const std::optional<shop::Order> order = is_kept ? order_bought_with(line.payment, context) : std::nullopt;
    if (order && shop::plan_in(order->product)) kept += line.payment.amount;
  }
  return kept;
}

/// Takes back the plan, or the part of it, that `payment` bought by `order`; what to tell the payer about it.
std::string take_plan_back(Decision& decision, const shop::Order& order, const shop::Payment& payment,
                           const shop::Refund& refund, const Texts& texts, const Context& context) {
  const values::Timestamp now = context.situation.now;
  const std::optional<shop::Subscription> before = context.reader.subscription(context.situation.bot, payment.payer);
  if (!before) return {};
  const shop::PlanOffer& offer = context.situation.catalogue.plan(before->plan);

  std::string told;
  shop::Subscription after = *before;
  const values::Nanostars left = shop::worth_left_of(refund.amount, kept_after(payment, context), *before, now);
  if (contributed(payment, std::get<shop::PlanId>(order.product), *before, context) && left > values::Nanostars{}) {
    after = shop::after_refund(*before, left, now);
    told = "\n\n" + (after.active_at(now) ? texts.plan_shortened(offer, after.ends_at) : texts.plan_taken_back(offer));
  }
  if (before->renewal && before->renewal->order == order.id) {
    if (before->renews()) told += "\n\n" + texts.renewal_ended();
    end_renewal(decision, *before, context);
    after = shop::with_renewal(after, shop::RenewalState::canceled);
  }
  if (after != *before) change(decision, after, *before, context);
  return told;
}

/// Takes back what `payment` bought; what to tell the payer about it.
std::string take_back(Decision& decision, const shop::Payment& payment, const shop::Refund& refund,
                      const Customer& payer, const Context& context) {
  const std::optional<shop::Order> order = order_bought_with(payment, context);
  if (!order) return {};
  if (const values::CourseId* course = shop::course_in(order->product)) {
    return take_course_back(decision, payer, *course, order->id, context);
  }
  return take_plan_back(decision, *order, payment, refund, payer.texts(), context);
}

}  // namespace

void request_refund(Decision& decision, const shop::Payment& payment, shop::RefundReason reason,
                    const Context& context) {
  decision.effects.push_back(shop::RefundRequested{{.charge = payment.charge,
                                                    .bot = payment.bot,
                                                    .payer = payment.payer,
                                                    .amount = payment.amount,
                                                    .reason = reason,
                                                    .state = shop::RefundState::requested,
                                                    .requested_at = context.situation.now}});
  decision.outgoing.push_back(
      {.call = telegram::to_call(telegram::RefundStarPayment{.user = payment.payer, .charge = payment.charge}),
       .chat = values::private_chat_of(payment.payer),
       .lane = store::Lane::receipt,
       .deadline = std::nullopt,
       .subject = payment.charge.value()});
}

shop::RefundKind kind_of_refund(const values::ChargeId& charge, const Context& context) {
  const std::optional<shop::RefundRequest> request = context.reader.refund_request(charge);
  return request && request->state != shop::RefundState::refused ? shop::RefundKind::refund
                                                                 : shop::RefundKind::chargeback;
}

Decision money_went_back(const shop::Refund& told_of, const Context& context) {
  Decision decision;
  if (context.reader.refund(told_of.charge)) return decision;
  const std::optional<shop::Payment> payment = context.reader.payment(told_of.charge);
  shop::Refund refund = told_of;
  if (payment) {
    refund.payer = payment->payer;
    refund.amount = std::min(refund.amount, payment->amount);
  }
  decision.effects.push_back(shop::RefundRecorded{refund});

  const Customer payer = customer_of(refund.payer, context);
  std::string told = payer.texts().money_back(refund);
  if (payment) told += take_back(decision, *payment, refund, payer, context);
  decision.outgoing.push_back(receipt_to(payer, std::move(told)));

  const bool contradicts = refund.payer != told_of.payer || refund.amount != told_of.amount;
  if (!payment || contradicts) {
    add(decision, tell_owners(context, [&](const Texts& texts) { return texts.strange_refund(told_of); }));
  } else if (refund.kind == shop::RefundKind::chargeback) {
    add(decision, tell_owners(context, [&](const Texts& texts) { return texts.charged_back(refund); }));
  }
  return decision;
}

Decision refund_answered(const values::ChargeId& charge, const std::optional<std::string>& refused,
                         const Context& context) {
  Decision decision;
  const std::optional<shop::RefundRequest> request = context.reader.refund_request(charge);
  // Whatever told first that the money went back has been believed.
  if (!request || context.reader.refund(charge)) return decision;
  if (!refused || refused->find(kAlreadyRefunded) != std::string::npos) {
    return money_went_back({.charge = charge,
                            .bot = request->bot,
                            .payer = request->payer,
                            .amount = request->amount,
                            .kind = shop::RefundKind::refund,
                            .source = shop::LedgerSource::update,
                            .at = context.situation.now},
                           context);
  }
  if (request->state != shop::RefundState::requested) return decision;
  decision.effects.push_back(shop::RefundRefused{charge});
  // Nobody has told the payer of what an owner does.
  if (request->reason != shop::RefundReason::owner) {
    const Customer payer = customer_of(request->payer, context);
    decision.outgoing.push_back(receipt_to(payer, payer.texts().refund_refused(request->amount)));
  }
  add(decision, tell_owners(context, [&](const Texts& texts) {
        return texts.refund_failed(*request, bounded(*refused, kMaxReason));
      }));
  return decision;
}

PaymentState state_of(const shop::Payment& payment, const Context& context) {
  if (const std::optional<shop::Refund> refund = context.reader.refund(payment.charge)) {
    return refund->kind == shop::RefundKind::chargeback ? PaymentState::charged_back : PaymentState::refunded;
  }
  const std::optional<shop::RefundRequest> request = context.reader.refund_request(payment.charge);
  if (!request) return PaymentState::kept;
  return request->state == shop::RefundState::refused ? PaymentState::refund_refused : PaymentState::refund_requested;
}

std::vector<PaymentLine> payment_lines(values::UserId payer, std::size_t limit, const Context& context) {
  std::vector<PaymentLine> lines;
  for (shop::Payment& payment : context.reader.payments_of(context.situation.bot, payer, limit)) {
    const PaymentState state = state_of(payment, context);
    lines.push_back({.payment = std::move(payment), .state = state});
  }
  return lines;
}

}  // namespace bot
