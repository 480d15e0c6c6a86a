#pragma once
// What the bot asks of Telegram about the channels of courses, and how it knows what an answer is about.
//
//   channel_call(telegram::to_call(telegram::BanChatMember{…}), {ChannelCall::remove, user, course, chat});
//
// Pure functions.

#include <optional>
#include <string>
#include <string_view>

#include "answer.hpp"

namespace bot {

enum class ChannelCall {
  invite,     ///< createChatInviteLink for the user.
  turn_away,  ///< A message to whoever asked to be let in and doesn't have the course: only then may they be declined.
  approve,    ///< approveChatJoinRequest
  remove,     ///< banChatMember
  look,       ///< getChatMember of the bot itself.
};

/// What the answer to such a call is about. The chat is named, for the course may have another one by then.
struct ChannelSubject {
  ChannelCall call = ChannelCall::invite;
  values::UserId user;
  values::CourseId course;
  values::ChatId chat;

  friend bool operator==(const ChannelSubject&, const ChannelSubject&) = default;
};

/// "channel:invite:101:sql:-1001234567890"
std::string to_string(const ChannelSubject& subject);

/// None for what `to_string` doesn't make.
std::optional<ChannelSubject> parse_channel_subject(std::string_view text);

/// A call about a channel: never lost, and held up by none of the limits for messages to a chat.
Outgoing channel_call(telegram::Call call);
/// The same, whose answer matters.
Outgoing channel_call(telegram::Call call, const ChannelSubject& subject);

/// Whether Telegram refuses for what the bot lacks in that channel, and so to whomever it was about.
bool is_about_the_bot(std::string_view reason);
/// Whether Telegram refuses because that user isn't in the channel, or isn't anybody any more.
bool is_nobody_there(std::string_view reason);

}  // namespace bot
