#pragma once
// The parts that the conversations about private channels share; what others use of them is in courses.hpp.
//
// Whom a course's channel is open to is decided anew each time: when somebody asks to be let in, when Telegram tells
// that somebody came, and when somebody may have lost the course. What a Membership says is who was invited, who is in,
// and what the bot has done.

#include <optional>

#include "answer.hpp"
#include "channel_calls.hpp"
#include "course_texts.hpp"
#include "shop/learning.hpp"

namespace bot {

// channels.cpp
bool has_course(values::UserId user, const shop::Course& course, const Context& context);
/// Invited or joined: whom the bot lets in, and removes.
bool is_admitted(const shop::Membership& membership);
void remember(Decision& decision, const shop::Membership& after, const std::optional<shop::Membership>& before);

// channel_standing.cpp
/// False if it is known that the bot can't let anybody into that chat.
bool can_let_in(values::ChatId chat, const Context& context);
/// The bot can't look after the course's channel: told to the owners, unless they know.
void channel_lost(Decision& decision, const shop::Course& course, const std::string& words, const Context& context);
Decision look_answered(const ChannelSubject& subject, const CallAnswered& answer, const Context& context);

// channel_invitations.cpp
/// Asks Telegram for a link for the customer; `before` is what is known of them and the channel.
void ask_for_link(Decision& decision, values::UserId user, const shop::Course& course,
                  const std::optional<shop::Membership>& before, const Context& context);
/// Whoever was invited and has no link gets one, if they were last seen to at `seen_to_until` or before.
void let_in_who_waits(Decision& decision, const shop::Course& course, values::Timestamp seen_to_until,
                      const Context& context);
Decision link_answered(const ChannelSubject& subject, const CallAnswered& answer, const Context& context);

// channel_members.cpp
Outgoing approval_of(values::UserId user, const shop::Course& course);
Decision approval_answered(const ChannelSubject& subject, const CallAnswered& answer, const Context& context);
/// Whoever was to be turned away has been told so, as far as possible.
Decision turned_away(const ChannelSubject& subject, const Context& context);

// channel_removal.cpp
/// Asks Telegram to take the user out of the chat.
Outgoing removal_of(values::UserId user, const values::CourseId& course, values::ChatId chat);
Outgoing revocation_of(const std::string& link, values::ChatId chat);
Decision removal_answered(const ChannelSubject& subject, const CallAnswered& answer, const Context& context);

}  // namespace bot
