#pragma once
// What the bot says to owners about alerts in Russian.

#include "alerting_texts.hpp"

namespace bot {

const AlertingTexts& russian_alerting_texts();

}  // namespace bot
