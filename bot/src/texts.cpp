#include "texts.hpp"

#include "english_texts.hpp"
#include "russian_texts.hpp"

namespace bot {

const Texts& texts_in(shop::Language language) {
  return language == shop::Language::russian ? russian_texts() : english_texts();
}

}  // namespace bot
