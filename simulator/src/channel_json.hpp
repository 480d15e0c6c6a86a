#pragma once
// Channels as the Bot API writes them: "Chat", "ChatMember" and "ChatInviteLink" in core.telegram.org/bots/api. Pure
// functions.

#include <boost/json/object.hpp>

#include "channel.hpp"

namespace simulator {

boost::json::object chat_json(const Channel::Identity& channel);

/// The ChatMember of a person, whose User is `user`.
boost::json::object member_json(boost::json::object user, const Membership& membership);
/// The ChatMember of the bot, whose User is `user`.
boost::json::object member_json(boost::json::object user, const BotStanding& standing, ChannelType type);

/// `creator` is the User of the bot that made it.
boost::json::object link_json(const InviteLink& link, boost::json::object creator);

}  // namespace simulator
