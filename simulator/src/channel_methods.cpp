// Methods about the members of channels and supergroups: getChatMember, getChatAdministrators, banChatMember,
// unbanChatMember.
#include "channel_methods.hpp"

#include <string>

#include <boost/json.hpp>

#include "bot_methods.hpp"
#include "channel_json.hpp"
#include "unix_time.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

constexpr std::string_view kUnknownPerson = "PARTICIPANT_ID_INVALID";
constexpr std::string_view kMembersAreHidden = "member list is inaccessible";

bool is_the_bot(const BotAccount& bot, values::UserId user) {
  return user.value() == bot.id().value();
}

/// The person and the bot, in the chat of the two.
MethodResult member_of_private_chat(const BotAccount& bot, const Chat& chat, values::UserId user) {
  const Membership member{MemberStatus::member};
  if (is_the_bot(bot, user)) return json::serialize(member_json(bot.user_json(), member));
  if (user != chat.person().id) return bad_request(kUnknownPerson);
  return json::serialize(member_json(chat.person().user_json(), member));
}

/// In a channel only administrators see who is there.
bool sees_members(const Channel& channel) {
  return channel.identity().type == ChannelType::supergroup || channel.bot.status == MemberStatus::administrator;
}

struct Restriction {
  Channel* channel;
  values::UserId user;
};

/// Whom banChatMember and unbanChatMember are about, checked as TDLib does.
ApiResult<Restriction> restriction_of(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<values::UserId> user = user_of(parameters);
  if (!user) return user.error();
  const ApiResult<Channel*> channel =
      channel_of(bot, parameters, "method is available for supergroup and channel chats only");
  if (!channel) return channel.error();
  if (is_the_bot(bot, *user)) return bad_request("can't restrict self");
  if (*user == (*channel)->identity().owner) return bad_request("can't remove chat owner");
  if (!(*channel)->bot.may(kCanRestrictMembers)) {
    return bad_request("not enough rights to restrict/unrestrict chat member");
  }
  if (bot.find_chat(values::private_chat_of(*user)) == nullptr) return bad_request(kUnknownPerson);
  return Restriction{*channel, *user};
}

/// Nothing: forever ("banChatMember" in core.telegram.org/bots/api).
std::optional<values::Timestamp> end_of_ban(std::int64_t until_date, values::Timestamp now) {
  constexpr std::chrono::seconds kShortest{30};
  constexpr std::chrono::days kLongest{366};
  const values::Timestamp until = at_unix_seconds(until_date);
  if (until < now + kShortest || until > now + kLongest) return std::nullopt;
  return until;
}

}  // namespace

std::optional<ApiError> refuse_access(const Channel& channel) {
  const std::string chat = std::string(name_of(channel.identity().type)) + " chat";
  if (channel.bot.status == MemberStatus::kicked) return forbidden("bot was kicked from the " + chat);
  if (!channel.bot.is_inside()) return forbidden("bot is not a member of the " + chat);
  return std::nullopt;
}

ApiResult<Channel*> channel_of(BotAccount& bot, const Parameters& parameters, std::string_view of_private_chat) {
  if (parameters.text("chat_id").empty()) return bad_request("chat_id is empty");
  const values::ChatId id{parameters.integer("chat_id")};
  Channel* channel = bot.find_channel(id);
  if (channel == nullptr) return bad_request(bot.find_chat(id) == nullptr ? "chat not found" : of_private_chat);
  if (auto refused = refuse_access(*channel)) return *std::move(refused);
  return channel;
}

ApiResult<values::UserId> user_of(const Parameters& parameters) {
  const std::int64_t id = parameters.integer("user_id");
  if (id <= 0) return bad_request("invalid user_id specified");
  return values::UserId{id};
}

MethodResult get_chat_member(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<values::UserId> user = user_of(parameters);
  if (!user) return user.error();
  if (const Chat* chat = bot.find_chat(values::ChatId{parameters.integer("chat_id")})) {
    return member_of_private_chat(bot, *chat, *user);
  }
  const ApiResult<Channel*> found = channel_of(bot, parameters, {});
  if (!found) return found.error();
  const Channel& channel = **found;
  if (is_the_bot(bot, *user)) {
    return json::serialize(member_json(bot.user_json(), channel.bot, channel.identity().type));
  }
  if (!sees_members(channel)) return bad_request(kMembersAreHidden);
  const Chat* chat = bot.find_chat(values::private_chat_of(*user));
  if (chat == nullptr) return bad_request(kUnknownPerson);
  return json::serialize(member_json(chat->person().user_json(), channel.membership_of(*user, bot.now())));
}

MethodResult get_chat_administrators(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Channel*> found = channel_of(bot, parameters, "there are no administrators in the private chat");
  if (!found) return found.error();
  const Channel& channel = **found;
  if (!sees_members(channel)) return bad_request(kMembersAreHidden);
  const Channel::Identity& identity = channel.identity();
  json::array administrators;
  if (channel.bot.status == MemberStatus::administrator) {
    administrators.push_back(member_json(bot.user_json(), channel.bot, identity.type));
  }
  administrators.push_back(
      member_json(bot.meet(identity.owner).person().user_json(), Membership{MemberStatus::creator}));
  return json::serialize(administrators);
}

MethodResult ban_chat_member(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Restriction> restriction = restriction_of(bot, parameters);
  if (!restriction) return restriction.error();
  bot.ban(*restriction->channel, restriction->user, end_of_ban(parameters.integer("until_date"), bot.now()));
  return std::string("true");
}

MethodResult unban_chat_member(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Restriction> restriction = restriction_of(bot, parameters);
  if (!restriction) return restriction.error();
  const bool is_member = restriction->channel->is_member(restriction->user);
  if (!is_member || !parameters.boolean("only_if_banned")) bot.unban(*restriction->channel, restriction->user);
  return std::string("true");
}

}  // namespace simulator
