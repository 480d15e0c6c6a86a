#pragma once
// Telegram's words are for the developer of a bot; these are for its owner, who has to do something. Pure.

#include <string>

#include "telegram/api.hpp"

namespace telegram {

/// What to do about a token that Telegram refuses: `error` is of the kind unauthorized.
inline std::string refused_token_text(const ApiError& error) {
  return "BOT_TOKEN is refused by Telegram (" + std::to_string(error.code) + " " + error.description +
         "): copy it again from BotFather, or have BotFather make a new one";
}

}  // namespace telegram
