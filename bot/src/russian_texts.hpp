#pragma once
// What the bot says in Russian.

#include "texts.hpp"

namespace bot {

const Texts& russian_texts();

}  // namespace bot
