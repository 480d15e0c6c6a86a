#pragma once
// Changes of a customer's plan, with all that has to follow each: its notices, and Telegram's renewals.

#include "answer.hpp"
#include "shop/subscription.hpp"

namespace bot {

/// The plan was started or renewed: counts as an activation. Ends Telegram's renewal of `before` if `after` has none or
/// another one.
void activate(Decision& decision, const shop::Subscription& after, const std::optional<shop::Subscription>& before,
              const Context& context);

/// Anything else about it. Whatever Telegram has to be told is the caller's affair.
void change(Decision& decision, const shop::Subscription& after, const shop::Subscription& before,
            const Context& context);

/// Sets the timer of the next notice of its end, in place of an earlier one. Part of the two above.
void schedule_notice(Decision& decision, const shop::Subscription& subscription, const Context& context);

/// Tells Telegram to charge no more for `subscription` and closes its order, if it renews or may be made to again.
/// Its record stays as it is: the caller changes it.
void end_renewal(Decision& decision, const shop::Subscription& subscription, const Context& context);

/// Tells Telegram to charge `user` no more for the subscription that began with `first_charge`.
void cancel_at_telegram(Decision& decision, values::UserId user, const values::ChargeId& first_charge);

}  // namespace bot
