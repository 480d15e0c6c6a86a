#include "owner_texts.hpp"

#include "english_owner_texts.hpp"
#include "russian_owner_texts.hpp"

namespace bot {

const OwnerTexts& owner_texts_in(shop::Language language) {
  return language == shop::Language::russian ? russian_owner_texts() : english_owner_texts();
}

}  // namespace bot
