#include "chart_texts.hpp"

#include "english_chart_texts.hpp"
#include "russian_chart_texts.hpp"

namespace bot {

const ChartTexts& chart_texts_in(shop::Language language) {
  return language == shop::Language::russian ? russian_chart_texts() : english_chart_texts();
}

}  // namespace bot
