#include "sent_texts.hpp"

namespace simulator {

void SentTexts::note(std::string_view text, values::ChatId chat, values::Timestamp at) {
  const auto known = by_text_.find(text);
  if (known == by_text_.end()) {
    texts_.push_front({.text = std::string(text), .first = at});
    by_text_.emplace(texts_.front().text, texts_.begin());
  } else {
    texts_.splice(texts_.begin(), texts_, known->second);
  }
  Text& noted = texts_.front();
  ++noted.messages;
  ++noted.messages_in[chat];
  noted.last = at;
  if (texts_.size() > kKept) {
    by_text_.erase(texts_.back().text);
    texts_.pop_back();
  }
}

}  // namespace simulator
