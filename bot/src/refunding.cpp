#include <cstdint>
#include <iterator>
#include <stdexcept>

#include "audit.hpp"
#include "conversations.hpp"
#include "refunds.hpp"
#include "shop/checkout.hpp"
#include "shop/fingerprint.hpp"

namespace bot {
namespace {

constexpr std::chrono::days kOffered{90};
constexpr std::size_t kMostOffered = 5;
constexpr std::size_t kMostSearched = 100;  // Newest payments of one customer.

/// The customer's own payment with that fingerprint; none if there is none, or more than one. (Charges are longer than
/// a button's data may be, and a place in a list changes its meaning.)
std::optional<shop::Payment> own_payment(const Customer& customer, std::string_view fingerprint,
                                         const Context& context) {
  std::optional<shop::Payment> found;
  for (shop::Payment& payment : context.reader.payments_of(context.situation.bot, customer.id, kMostSearched)) {
    if (shop::fingerprint_of(payment.charge.value()) != fingerprint) continue;
    if (found) return std::nullopt;
    found = std::move(payment);
  }
  return found;
}

/// Of the course that was paid for; a plan has no lessons to read.
std::int64_t lessons_read(const shop::Payment& payment, const Context& context) {
  const std::optional<shop::Order> order = order_named_in(payment.payload, context);
  const values::CourseId* const course = order ? shop::course_in(order->product) : nullptr;
  if (course == nullptr) return 0;
  return std::ssize(context.reader.progress(context.situation.bot, payment.payer, *course).read);
}

std::optional<shop::RefundRefusal> why_no_refund(const shop::Payment& payment, const Context& context) {
  if (context.reader.refund(payment.charge)) return shop::RefundRefusal::already_refunded;
  return shop::why_no_refund(payment, context.reader.refund_request(payment.charge), lessons_read(payment, context),
                             context.situation.catalogue.refunds(), context.situation.now);
}

/// What `refund` makes of the customer's payment with that fingerprint, if it may go back.
template <class Refund>
Decision if_refundable(const Customer& customer, std::string_view fingerprint, const Context& context, Refund refund) {
  const Texts& texts = customer.texts();
  const std::optional<shop::Payment> payment = own_payment(customer, fingerprint, context);
  if (!payment) return reply(customer, texts.unknown_payment());
  if (const auto refusal = why_no_refund(*payment, context)) {
    return reply(customer, texts.no_refund(*refusal, context.situation.catalogue.refunds()));
  }
  return refund(*payment);
}

/// Telegram tells of a refund in Stars only, under the payment's charge.
void refuse_what_is_not_stars(const telegram::RefundedPayment& refunded) {
  if (refunded.currency != shop::kCurrency || refunded.telegram_payment_charge_id.value().empty() ||
      refunded.total_amount <= 0) {
    throw std::runtime_error("refund of " + std::to_string(refunded.total_amount) + " '" +
                             bounded(refunded.currency, 16) + "': only XTR of a known charge can be booked");
  }
}

}  // namespace

Decision offer_refunds(const Customer& customer, const Context& context) {
  const Situation& situation = context.situation;
  const Texts& texts = customer.texts();
  telegram::InlineKeyboard keyboard;
  for (const PaymentLine& line : payment_lines(customer.id, kMostSearched, context)) {
    const bool kept = line.state == PaymentState::kept || line.state == PaymentState::refund_refused;
    if (!kept || line.payment.received_at + kOffered < situation.now || keyboard.size() == kMostOffered) continue;
    keyboard.push_back(
        {{.text = texts.refund_button(line.payment),
          .callback_data = std::string(kAskRefundData) + shop::fingerprint_of(line.payment.charge.value())}});
  }
  if (keyboard.empty()) return reply(customer, texts.nothing_to_refund());
  return reply(customer, texts.which_refund(situation.catalogue.refunds()), std::move(keyboard));
}

Decision ask_for_refund(const Customer& customer, std::string_view fingerprint, const Context& context) {
  return if_refundable(customer, fingerprint, context, [&](const shop::Payment& payment) {
    return reply(customer, customer.texts().confirm_refund(payment),
                 {{{.text = customer.texts().confirm_refund_button(payment),
                    .callback_data = std::string(kRefundData) + std::string(fingerprint)}}});
  });
}

Decision refund_by_rule(const Customer& customer, std::string_view fingerprint, const Context& context) {
  return if_refundable(customer, fingerprint, context, [&](const shop::Payment& payment) {
    Decision decision = reply(customer, customer.texts().refund_on_its_way(payment));
    request_refund(decision, payment, shop::RefundReason::rule, context);
    return decision;
  });
}

Decision receive_refund(values::UserId payer, const telegram::RefundedPayment& refunded, const Context& context) {
  refuse_what_is_not_stars(refunded);
  const values::ChargeId& charge = refunded.telegram_payment_charge_id;
  return money_went_back({.charge = charge,
                          .bot = context.situation.bot,
                          .payer = payer,
                          .amount = values::Stars{refunded.total_amount},
                          .kind = kind_of_refund(charge, context),
                          .source = shop::LedgerSource::update,
                          .at = context.situation.now},
                         context);
}

Decision refund_charge(const Customer& owner, std::string_view charge, const Context& context) {
  const Texts& texts = owner.texts();
  const std::optional<shop::Payment> payment = context.reader.payment(values::ChargeId{std::string(charge)});
  if (!payment || payment->bot != context.situation.bot) return reply(owner, texts.unknown_payment());
  const PaymentState state = state_of(*payment, context);
  if (state != PaymentState::kept && state != PaymentState::refund_refused) {
    return reply(owner, texts.refund_known(*payment));
  }
  Decision decision = reply(owner, texts.refund_requested(*payment));
  request_refund(decision, *payment, shop::RefundReason::owner, context);
  audited(decision, owner, "refund", payment->charge.value(), std::to_string(payment->amount.amount()) + " XTR",
          context);
  return decision;
}

}  // namespace bot
