#include "channel_json.hpp"

#include <utility>

#include "unix_time.hpp"

namespace simulator {

namespace json = boost::json;

json::object chat_json(const Channel::Identity& channel) {
  return {{"id", channel.id.value()}, {"title", channel.title}, {"type", name_of(channel.type)}};
}

json::object member_json(json::object user, const Membership& membership) {
  json::object member{{"user", std::move(user)}, {"status", name_of(membership.status)}};
  if (membership.status == MemberStatus::kicked) {
    member["until_date"] = membership.until ? unix_seconds(*membership.until) : 0;
  }
  if (membership.status == MemberStatus::creator) member["is_anonymous"] = false;
  return member;
}

json::object member_json(json::object user, const BotStanding& standing, ChannelType type) {
  json::object member = member_json(std::move(user), Membership{standing.status});
  if (standing.status != MemberStatus::administrator) return member;
  member["can_be_edited"] = false;
  member["is_anonymous"] = false;
  for (auto& right : rights_json(standing.rights, type)) member[right.key()] = right.value();
  return member;
}

json::object link_json(const InviteLink& link, json::object creator) {
  json::object shown{{"invite_link", link.url},
                     {"creator", std::move(creator)},
                     {"creates_join_request", link.creates_join_request},
                     {"is_primary", false},
                     {"is_revoked", link.is_revoked}};
  if (!link.name.empty()) shown["name"] = link.name;
  if (link.expires) shown["expire_date"] = unix_seconds(*link.expires);
  if (link.member_limit > 0) shown["member_limit"] = link.member_limit;
  if (link.requests > 0) shown["pending_join_request_count"] = link.requests;
  return shown;
}

}  // namespace simulator
