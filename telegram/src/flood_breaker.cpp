#include "telegram/flood_breaker.hpp"

#include <algorithm>

namespace telegram {

void FloodBreaker::refused(std::optional<values::ChatId> chat, values::Timestamp until) {
  if (!is_probing()) {
    if (!chat) {
      ++chatless_;
    } else if (std::ranges::find(chats_, *chat) == chats_.end()) {
      chats_.push_back(*chat);
    }
  }
  until_ = std::max(until_, until);
}

void FloodBreaker::accepted() {
  chats_.clear();
  chatless_ = 0;
  until_ = {};
}

}  // namespace telegram
