#pragma once
// Money that goes back, and what that does to what it bought.

#include <vector>

#include "answer.hpp"

namespace bot {

/// Asks Telegram to give `payment` back, which is not done or asked for yet. What it bought is taken back once Telegram
/// has done so.
void request_refund(Decision& decision, const shop::Payment& payment, shop::RefundReason reason,
                    const Context& context);

/// What it is when the charge goes back: a refund if we asked for it, else a chargeback.
shop::RefundKind kind_of_refund(const values::ChargeId& charge, const Context& context);

/// The money went back: records it, unless that is known, takes back what it bought, and tells the payer, and of a
/// chargeback the owners. A known payment goes back to whoever paid it, and no more than it was; the owners are told
/// where `told_of` says otherwise, and of an unknown payment.
Decision money_went_back(const shop::Refund& told_of, const Context& context);

/// What Telegram answered to a refund that was asked for. With `refused`, why it will not be made.
Decision refund_answered(const values::ChargeId& charge, const std::optional<std::string>& refused,
                         const Context& context);

PaymentState state_of(const shop::Payment& payment, const Context& context);

/// The newest `limit` payments of `payer`, with what has become of each, newest first.
std::vector<PaymentLine> payment_lines(values::UserId payer, std::size_t limit, const Context& context);

}  // namespace bot
