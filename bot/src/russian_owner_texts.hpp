#pragma once
// What the bot says to owners in Russian.

#include "owner_texts.hpp"

namespace bot {

const OwnerTexts& russian_owner_texts();

}  // namespace bot
