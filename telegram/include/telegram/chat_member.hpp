#pragma once
// Somebody's standing in a chat (Bot API, "ChatMember").
//
//   values::Result<telegram::ChatMember> bot = telegram::read_chat_member(answer_of_get_chat_member);
//   if (!bot->can_invite_users) …   // "not enough rights"
//
// Values and pure functions.

#include <string>
#include <string_view>

#include "values/result.hpp"

namespace telegram {

struct ChatMember {
  std::string status;                 ///< "creator", "administrator", "member", "restricted", "left" or "kicked".
  bool is_member = false;             ///< They are in the chat.
  bool can_invite_users = false;      ///< As an administrator.
  bool can_restrict_members = false;  ///< As an administrator: may remove people.

  friend bool operator==(const ChatMember&, const ChatMember&) = default;
};

/// From the answer of getChatMember as JSON. An error if it isn't JSON, or no member of a chat.
values::Result<ChatMember> read_chat_member(std::string_view json);

}  // namespace telegram
