#pragma once
// What the answer to a call of a broadcast is about, as the subject of its outbox message.
//
//   to_string({.broadcast = id, .part = BroadcastPart::message, .user = user});   // "broadcast:12:345"
//
// Pure functions.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "values/id.hpp"

namespace bot {

enum class BroadcastPart {
  preview,  ///< To its owner, before it is sent.
  message,  ///< To a recipient.
  probe,    ///< A look whether a recipient has it.
};

struct BroadcastSubject {
  values::BroadcastId broadcast;
  BroadcastPart part = BroadcastPart::message;
  values::UserId user = {};             ///< The recipient; none of a preview.
  values::MessageId last_message = {};  ///< Of a probe: what is looked around.
  std::int64_t step = 0;                ///< Of a probe: shop::place_to_look.

  friend bool operator==(const BroadcastSubject&, const BroadcastSubject&) = default;
};

std::string to_string(const BroadcastSubject& subject);

/// None for what `to_string` doesn't make.
std::optional<BroadcastSubject> parse_broadcast_subject(std::string_view text);

}  // namespace bot
