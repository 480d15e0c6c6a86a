// Methods that let people into channels: createChatInviteLink, revokeChatInviteLink, approveChatJoinRequest,
// declineChatJoinRequest.
#include <algorithm>
#include <string>

#include <boost/json.hpp>

#include "bot_methods.hpp"
#include "channel_json.hpp"
#include "channel_methods.hpp"
#include "message.hpp"
#include "message_entities.hpp"
#include "unix_time.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

constexpr std::int64_t kMostMembers = 99'999;

/// The channel whose links the bot may manage.
ApiResult<Channel*> channel_to_invite_to(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Channel*> channel = channel_of(bot, parameters, "can't invite members to a private chat");
  if (!channel) return channel.error();
  if (!(*channel)->bot.may(kCanInviteUsers)) return bad_request("not enough rights to manage chat invite link");
  return channel;
}

std::string_view first_characters(std::string_view text, std::size_t limit) {
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    const bool begins_character = utf16_units_of_byte(text[end]) > 0;
    if (begins_character && limit-- == 0) break;
  }
  return text.substr(0, end);
}

/// Telegram cuts what is too long.
std::string link_name(const Parameters& parameters) {
  constexpr std::size_t kMaxCharacters = 32;
  const std::string given = parameters.text("name");
  return std::string(trimmed(first_characters(trimmed(given), kMaxCharacters)));
}

ApiResult<InviteLink> link_of(const Parameters& parameters, values::Timestamp now) {
  InviteLink link{.name = link_name(parameters),
                  .member_limit = std::clamp(parameters.integer("member_limit"), std::int64_t{0}, kMostMembers + 1),
                  .creates_join_request = parameters.boolean("creates_join_request")};
  if (link.creates_join_request && link.member_limit > 0) {
    return bad_request("member limit can't be specified for links requiring administrator approval");
  }
  if (const std::int64_t expires = parameters.integer("expire_date"); expires > 0) {
    link.expires = at_unix_seconds(expires);
    if (*link.expires <= now) return bad_request("EXPIRE_DATE_INVALID");
  }
  if (link.member_limit > kMostMembers) return bad_request("USAGE_LIMIT_INVALID");
  return link;
}

struct Decision {
  Channel* channel;
  values::UserId user;
};

/// Whom approveChatJoinRequest and declineChatJoinRequest are about: somebody who asks to be let in.
ApiResult<Decision> decision_of(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<values::UserId> user = user_of(parameters);
  if (!user) return user.error();
  const ApiResult<Channel*> channel = channel_of(bot, parameters, "the chat can't have join requests");
  if (!channel) return channel.error();
  if (!(*channel)->bot.may(kCanInviteUsers)) return bad_request("not enough rights to manage chat join requests");
  const MemberStatus status = (*channel)->membership_of(*user, bot.now()).status;
  if (status == MemberStatus::member || status == MemberStatus::creator) {
    return bad_request("USER_ALREADY_PARTICIPANT");
  }
  if (!(*channel)->has_request_of(*user)) return bad_request("HIDE_REQUESTER_MISSING");
  return Decision{*channel, *user};
}

}  // namespace

MethodResult create_chat_invite_link(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Channel*> channel = channel_to_invite_to(bot, parameters);
  if (!channel) return channel.error();
  ApiResult<InviteLink> link = link_of(parameters, bot.now());
  if (!link) return link.error();
  const InviteLink* made = bot.create_chat_link(**channel, *std::move(link));
  if (made == nullptr) return bad_request("INVITES_TOO_MUCH");
  return json::serialize(link_json(*made, bot.user_json()));
}

MethodResult revoke_chat_invite_link(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Channel*> channel = channel_to_invite_to(bot, parameters);
  if (!channel) return channel.error();
  const std::string url = parameters.text("invite_link");
  if (url.empty()) return bad_request("invite link must be non-empty");
  InviteLink* link = (*channel)->find_link(url);
  if (link == nullptr || link->is_revoked) return bad_request("INVITE_HASH_EXPIRED");
  link->is_revoked = true;
  return json::serialize(link_json(*link, bot.user_json()));
}

MethodResult approve_chat_join_request(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Decision> decision = decision_of(bot, parameters);
  if (!decision) return decision.error();
  bot.approve(*decision->channel, decision->user);
  return std::string("true");
}

MethodResult decline_chat_join_request(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Decision> decision = decision_of(bot, parameters);
  if (!decision) return decision.error();
  bot.decline(*decision->channel, decision->user);
  return std::string("true");
}

}  // namespace simulator
