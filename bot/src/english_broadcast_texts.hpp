#pragma once
// What the bot says to owners about broadcasts in English.

#include "broadcast_texts.hpp"

namespace bot {

const BroadcastTexts& english_broadcast_texts();

}  // namespace bot
