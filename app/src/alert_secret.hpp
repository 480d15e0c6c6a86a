#pragma once
// What Alertmanager must know to be heard by the bot. It follows from the bot's token, so that nobody has to choose,
// keep or renew it; and nobody who learns it learns the token.
//
//   values::Secret secret = app::alert_secret(settings.bot_token);
//
// Pure function.

#include "values/secret.hpp"

namespace app {

/// 64 hexadecimal digits: HMAC-SHA256 (RFC 2104) of what it is for, with the token as the key.
values::Secret alert_secret(const values::Secret& bot_token);

}  // namespace app
