#pragma once
// What an administrator of a channel or supergroup may do, by the names that the Bot API gives it
// ("ChatMemberAdministrator" in core.telegram.org/bots/api). Values and pure functions.

#include <set>
#include <span>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

namespace simulator {

enum class ChannelType { channel, supergroup };

/// "channel" or "supergroup".
std::string_view name_of(ChannelType type);

/// Those that are granted. `can_manage_chat` goes with being an administrator, and need not be named.
using AdministratorRights = std::set<std::string, std::less<>>;

inline constexpr std::string_view kCanInviteUsers = "can_invite_users";
inline constexpr std::string_view kCanRestrictMembers = "can_restrict_members";

/// Whether an administrator of any kind of chat can have a right of that name.
bool is_administrator_right(std::string_view name);

/// All that a chat of that type knows, each true or false.
boost::json::object rights_json(const AdministratorRights& granted, ChannelType type);

}  // namespace simulator
