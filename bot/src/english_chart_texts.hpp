#pragma once
// What the bot says to owners about charts in English.

#include "chart_texts.hpp"

namespace bot {

const ChartTexts& english_chart_texts();

}  // namespace bot
