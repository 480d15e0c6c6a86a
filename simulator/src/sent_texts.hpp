#pragma once
// How often each text was sent, and to how many chats: whether a broadcast reached everybody, and nobody twice.
// Bounded: of the texts, those that were sent last are kept. Not thread-safe.

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "values/id.hpp"
#include "values/time.hpp"

namespace simulator {

class SentTexts {
 public:
  static constexpr std::size_t kKept = 1000;

  struct Text {
    std::string text;
    std::uint64_t messages = 0;
    std::unordered_map<values::ChatId, std::uint64_t> messages_in = {};
    values::Timestamp first = {};
    values::Timestamp last = {};
  };

  void note(std::string_view text, values::ChatId chat, values::Timestamp at);

  /// The one that was sent last comes first.
  const std::list<Text>& all() const { return texts_; }

 private:
  std::list<Text> texts_;
  std::unordered_map<std::string_view, std::list<Text>::iterator> by_text_;  // the keys are the texts' own
};

}  // namespace simulator
