#pragma once
// What the bot says to owners about alerts in English.

#include "alerting_texts.hpp"

namespace bot {

const AlertingTexts& english_alerting_texts();

}  // namespace bot
