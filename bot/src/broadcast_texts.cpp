#include "broadcast_texts.hpp"

#include "english_broadcast_texts.hpp"
#include "russian_broadcast_texts.hpp"

namespace bot {

const BroadcastTexts& broadcast_texts_in(shop::Language language) {
  return language == shop::Language::russian ? russian_broadcast_texts() : english_broadcast_texts();
}

}  // namespace bot
