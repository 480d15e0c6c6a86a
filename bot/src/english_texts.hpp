#pragma once
// What the bot says in English.

#include "texts.hpp"

namespace bot {

const Texts& english_texts();

}  // namespace bot
