#pragma once
// What the bot says to owners in English.

#include "owner_texts.hpp"

namespace bot {

const OwnerTexts& english_owner_texts();

}  // namespace bot
