#include "alerting_texts.hpp"

#include "english_alerting_texts.hpp"
#include "russian_alerting_texts.hpp"

namespace bot {

const AlertingTexts& alerting_texts_in(shop::Language language) {
  return language == shop::Language::russian ? russian_alerting_texts() : english_alerting_texts();
}

}  // namespace bot
