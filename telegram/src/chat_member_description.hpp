#pragma once
// How a ChatMember is read, for all the objects that hold one.

#include <boost/describe.hpp>

#include "json_mapper.hpp"
#include "telegram/chat_member.hpp"

namespace telegram {

BOOST_DESCRIBE_STRUCT(ChatMember, (), (status))

inline void read_rest(const boost::json::object& json, ChatMember& member) {
  const auto is_true = [&](std::string_view name) { return read_if_sound<bool>(json, name).value_or(false); };
  const bool is_owner = member.status == "creator";
  // A restricted member has fields of the same names, which say what they may do as anybody.
  const bool is_administrator = member.status == "administrator";
  member.is_member = is_owner || is_administrator || member.status == "member" ||
                     (member.status == "restricted" && is_true("is_member"));
  member.can_invite_users = is_owner || (is_administrator && is_true("can_invite_users"));
  member.can_restrict_members = is_owner || (is_administrator && is_true("can_restrict_members"));
}

}  // namespace telegram
