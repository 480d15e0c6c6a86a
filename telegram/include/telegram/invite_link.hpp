#pragma once
// A link by which people come to a chat (Bot API, "ChatInviteLink").
//
//   values::Result<telegram::InviteLink> link = telegram::read_invite_link(answer_of_create_chat_invite_link);
//   link->url;   // "https://t.me/+AbC"
//
// Values and pure functions.

#include <string>
#include <string_view>

#include "values/result.hpp"

namespace telegram {

struct InviteLink {
  std::string url;
};

/// From the answer of createChatInviteLink or revokeChatInviteLink as JSON. An error if it isn't JSON, or no such link.
values::Result<InviteLink> read_invite_link(std::string_view json);

}  // namespace telegram
