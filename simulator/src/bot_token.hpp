#pragma once
// A bot's token names the bot: its id stands before the colon. Pure functions.

#include <optional>
#include <string_view>

#include "values/id.hpp"

namespace simulator {

/// The bot's id, or nothing where `token` has not the form `digits:35 or more letters, digits, '_' or '-'`.
std::optional<values::BotId> bot_of_token(std::string_view token);

}  // namespace simulator
