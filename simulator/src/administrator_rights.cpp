#include "administrator_rights.hpp"

#include <algorithm>
#include <array>

namespace simulator {
namespace {

namespace json = boost::json;

constexpr std::string_view kCanManageChat = "can_manage_chat";

constexpr std::array<std::string_view, 11> kOfEveryType{
    kCanManageChat,       "can_delete_messages",      "can_manage_video_chats",
    kCanRestrictMembers,  "can_promote_members",      "can_change_info",
    kCanInviteUsers,      "can_post_stories",         "can_edit_stories",
    "can_delete_stories", "can_send_welcome_messages"};
constexpr std::array<std::string_view, 3> kOfChannels{"can_post_messages", "can_edit_messages",
                                                      "can_manage_direct_messages"};
constexpr std::array<std::string_view, 3> kOfSupergroups{"can_pin_messages", "can_manage_topics", "can_manage_tags"};

bool has(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

void add(json::object& rights, std::span<const std::string_view> names, const AdministratorRights& granted) {
  for (const std::string_view name : names) rights[name] = name == kCanManageChat || granted.contains(name);
}

}  // namespace

std::string_view name_of(ChannelType type) {
  return type == ChannelType::channel ? "channel" : "supergroup";
}

bool is_administrator_right(std::string_view name) {
  return has(kOfEveryType, name) || has(kOfChannels, name) || has(kOfSupergroups, name);
}

json::object rights_json(const AdministratorRights& granted, ChannelType type) {
  json::object rights;
  add(rights, kOfEveryType, granted);
  add(rights, type == ChannelType::channel ? kOfChannels : kOfSupergroups, granted);
  return rights;
}

}  // namespace simulator
