// The channels of a BotAccount: what becomes of the bot and of people there, and what the bot is told about it.
#include <algorithm>
#include <utility>

#include <boost/json.hpp>

#include "bot_account.hpp"
#include "channel_json.hpp"
#include "unix_time.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

// "ChatJoinRequest" in core.telegram.org/bots/api: the bot can write to who asks "for 5 minutes".
constexpr std::chrono::minutes kRequesterListens{5};

values::Error no_channel(values::ChatId id) {
  return {"there is no channel " + std::to_string(id.value()) + ": make it first"};
}

}  // namespace

Channel* BotAccount::find_channel(values::ChatId id) {
  const auto found = channels_.find(id);
  return found == channels_.end() ? nullptr : &found->second;
}

ActionResult BotAccount::make_channel(Channel::Identity identity, BotStanding bot) {
  const values::ChatId id = identity.id;
  if (find_channel(id) != nullptr)
    return values::Error{"there is a channel " + std::to_string(id.value()) + " already"};
  if (channels_.size() >= kMaxChannels) return values::Error{"there are too many channels"};
  channels_.try_emplace(id, std::move(identity));
  return set_bot_standing(id, std::move(bot));
}

ActionResult BotAccount::set_bot_standing(values::ChatId id, BotStanding standing) {
  Channel* channel = find_channel(id);
  if (channel == nullptr) return no_channel(id);
  const Channel::Identity& identity = channel->identity();
  const BotStanding before = std::exchange(channel->bot, std::move(standing));
  const json::object change{{"chat", chat_json(identity)},
                            {"from", meet(identity.owner).person().user_json()},
                            {"date", unix_seconds(now())},
                            {"old_chat_member", member_json(user_json(), before, identity.type)},
                            {"new_chat_member", member_json(user_json(), channel->bot, identity.type)}};
  return push("my_chat_member", change, now());
}

ActionResult BotAccount::join(values::UserId user, std::string_view link, std::string_view language) {
  for (auto& [id, channel] : channels_) {
    if (channel.find_link(link) == nullptr) continue;
    const values::Result<Channel::Joining> joining = channel.join(user, link, now());
    if (!joining) return joining.error();
    if (const auto* request = std::get_if<JoinRequest>(&*joining)) return tell_request(channel, *request, language);
    meet(user, language);
    return tell_member(channel, std::get<MembershipChange>(*joining), ChangedBy::themselves);
  }
  return values::Error{"'" + std::string(link) + "' is not an invite link of the bot's"};
}

ActionResult BotAccount::ask_to_join(values::UserId user, values::ChatId id, std::string_view language) {
  Channel* channel = find_channel(id);
  if (channel == nullptr) return no_channel(id);
  const values::Result<JoinRequest> request = channel->ask(user, now());
  if (!request) return request.error();
  return tell_request(*channel, *request, language);
}

ActionResult BotAccount::leave(values::UserId user, values::ChatId id) {
  Channel* channel = find_channel(id);
  if (channel == nullptr) return no_channel(id);
  const values::Result<MembershipChange> change = channel->leave(user, now());
  if (!change) return change.error();
  return tell_member(*channel, *change, ChangedBy::themselves);
}

ActionResult BotAccount::set_member(values::UserId user, values::ChatId id, MemberStatus status) {
  Channel* channel = find_channel(id);
  if (channel == nullptr) return no_channel(id);
  if (user == channel->identity().owner) return values::Error{"nobody changes what the owner is"};
  std::optional<MembershipChange> change;
  if (status == MemberStatus::member) change = channel->admit(user, now());
  if (status == MemberStatus::kicked) change = channel->ban(user, std::nullopt, ChangedBy::owner, now());
  if (status == MemberStatus::left) change = channel->unban(user, ChangedBy::owner, now());
  if (!change) return values::Error{"user " + std::to_string(user.value()) + " is that already"};
  return tell_member(*channel, *change, ChangedBy::owner);
}

void BotAccount::approve(Channel& channel, values::UserId user) {
  if (const auto change = channel.admit(user, now())) tell_member(channel, *change, ChangedBy::bot);
}

void BotAccount::decline(Channel& channel, values::UserId user) {
  if (channel.decline(user)) end_of_request(user);
}

void BotAccount::ban(Channel& channel, values::UserId user, std::optional<values::Timestamp> until) {
  if (const auto change = channel.ban(user, until, ChangedBy::bot, now()))
    tell_member(channel, *change, ChangedBy::bot);
}

void BotAccount::unban(Channel& channel, values::UserId user) {
  if (const auto change = channel.unban(user, ChangedBy::bot, now())) tell_member(channel, *change, ChangedBy::bot);
}

const InviteLink* BotAccount::create_chat_link(Channel& channel, InviteLink link) {
  link.url = "https://t.me/+" + identifiers_.invite_hash();
  return channel.add_link(std::move(link));
}

Chat& BotAccount::meet(values::UserId user, std::string_view language) {
  if (Chat* chat = find_chat(values::private_chat_of(user))) return *chat;
  Chat& chat = open_chat(user, language);
  chat.writable_until = values::Timestamp{};
  return chat;
}

void BotAccount::end_of_request(values::UserId user) {
  Chat& chat = meet(user);
  if (chat.writable_until) chat.writable_until = now();
}

std::optional<values::UpdateId> BotAccount::tell_request(const Channel& channel, const JoinRequest& request,
                                                         std::string_view language) {
  Chat& chat = meet(request.user, language);
  if (!channel.bot.may(kCanInviteUsers)) return std::nullopt;
  if (chat.writable_until) chat.writable_until = now() + kRequesterListens;
  json::object content{{"chat", chat_json(channel.identity())},
                       {"from", chat.person().user_json()},
                       {"user_chat_id", chat.id().value()},
                       {"date", unix_seconds(now())}};
  if (request.link != nullptr) content["invite_link"] = link_json(*request.link, user_json());
  return push("chat_join_request", content, now());
}

std::optional<values::UpdateId> BotAccount::tell_member(const Channel& channel, const MembershipChange& change,
                                                        ChangedBy by) {
  end_of_request(change.user);
  if (channel.bot.status != MemberStatus::administrator) return std::nullopt;
  const json::object person = meet(change.user).person().user_json();
  json::object content{{"chat", chat_json(channel.identity())},
                       {"from", person},
                       {"date", unix_seconds(now())},
                       {"old_chat_member", member_json(person, change.before)},
                       {"new_chat_member", member_json(person, change.after)}};
  if (by == ChangedBy::bot) content["from"] = user_json();
  if (by == ChangedBy::owner) content["from"] = meet(channel.identity().owner).person().user_json();
  if (change.link != nullptr) content["invite_link"] = link_json(*change.link, user_json());
  if (change.via_join_request) content["via_join_request"] = true;
  return push("chat_member", content, now());
}

}  // namespace simulator
