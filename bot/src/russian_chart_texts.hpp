#pragma once
// What the bot says to owners about charts in Russian.

#include "chart_texts.hpp"

namespace bot {

const ChartTexts& russian_chart_texts();

}  // namespace bot
