#include <stdexcept>

#include "booking.hpp"
#include "conversations.hpp"
#include "shop/checkout.hpp"

namespace bot {
namespace {

/// A hundred times what Telegram lets an invoice cost (shop::kMaxPrice). Sums of such amounts stay numbers.
constexpr std::int64_t kMaxPayment = 100 * shop::kMaxPrice.amount();

/// Booking such a payment as Stars would be a lie, dropping it a theft: the caller keeps the update for a person.
void refuse_what_is_not_stars(const telegram::SuccessfulPayment& payment) {
  if (payment.currency != shop::kCurrency) {
    throw std::runtime_error("payment in currency '" + bounded(payment.currency, 16) + "': only XTR can be booked");
  }
  if (payment.telegram_payment_charge_id.value().empty()) {
    throw std::runtime_error("payment without a telegram_payment_charge_id: it can't be told from another one");
  }
  if (payment.total_amount <= 0 || payment.total_amount > kMaxPayment) {
    throw std::runtime_error("payment of " + std::to_string(payment.total_amount) + " XTR: must be from 1 to " +
                             std::to_string(kMaxPayment));
  }
}

}  // namespace

Decision receive_payment(const Customer& payer, const telegram::SuccessfulPayment& received, const Context& context) {
  refuse_what_is_not_stars(received);
  const bool recurring = received.is_recurring || received.is_first_recurring;
  IncomingCharge charge{.charge = received.telegram_payment_charge_id,
                        .provider_charge = received.provider_payment_charge_id,
                        .payload = received.invoice_payload,
                        .amount = values::Stars{received.total_amount},
                        .recurring = recurring,
                        .paid_until = received.subscription_expiration_date,
                        .at = context.situation.now};
  if (recurring) charge.first = received.is_first_recurring;
  return book(payer, charge, context);
}

}  // namespace bot
