#pragma once
// What people send to the bot by the control interface: texts, files, polls. Documented in simulator/README.md.

#include "bot_account.hpp"
#include "control_fields.hpp"
#include "net/http_message.hpp"

namespace simulator {

net::Response control_say(BotAccount& bot, values::UserId user, const ControlFields& fields);
net::Response control_send(BotAccount& bot, values::UserId user, const ControlFields& fields);
net::Response control_poll(BotAccount& bot, values::UserId user, const ControlFields& fields);

}  // namespace simulator
