#pragma once
// The part of the control interface that moves Stars: purchases, subscriptions, chargebacks, and all that stands in a
// bot's list of transactions. Documented in simulator/README.md.

#include "control_fields.hpp"

namespace simulator {

net::Response control_pay(BotAccount& bot, values::UserId user, const ControlFields& fields);
net::Response control_subscription(BotAccount& bot, values::UserId user, const ControlFields& fields);
net::Response control_chargeback(BotAccount& bot, const ControlFields& fields);
net::Response control_transaction(BotAccount& bot, const ControlFields& fields);
/// Whom messages about refunds come from.
net::Response control_refunds(BotAccount& bot, const ControlFields& fields);

}  // namespace simulator
