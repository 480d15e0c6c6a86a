#pragma once
// What the bot says to owners about broadcasts in Russian.

#include "broadcast_texts.hpp"

namespace bot {

const BroadcastTexts& russian_broadcast_texts();

}  // namespace bot
