#pragma once
// What the control interface does with channels and supergroups. Documented in simulator/README.md.

#include "bot_account.hpp"
#include "control_fields.hpp"
#include "net/http_message.hpp"

namespace simulator {

net::Response control_channel(BotAccount& bot, const ControlFields& fields);
net::Response control_member(BotAccount& bot, const ControlFields& fields);
net::Response control_join(BotAccount& bot, values::UserId user, const ControlFields& fields);
net::Response control_leave(BotAccount& bot, values::UserId user, const ControlFields& fields);

}  // namespace simulator
