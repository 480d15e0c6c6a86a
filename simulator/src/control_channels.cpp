#include "control_channels.hpp"

#include <optional>
#include <string>
#include <utility>

#include <boost/json.hpp>

#include "values/utf8.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

// "id" of "Chat" in core.telegram.org/bots/api: at most 52 significant bits.
constexpr std::int64_t kLeastChannelId = -(std::int64_t{1} << 52U);
constexpr std::int64_t kGreatestChannelId = -1'000'000'000'000;
constexpr std::size_t kMaxTitleCharacters = 128;

/// Who owns a channel unless told: nobody whom tests or customers take for somebody else.
constexpr values::UserId kUsualOwner{9'000'000'001};

std::optional<values::ChatId> channel_id(const ControlFields& fields, std::string_view name) {
  const std::optional<std::int64_t> id = integer_of(fields, name);
  if (!id || *id < kLeastChannelId || *id > kGreatestChannelId) return std::nullopt;
  return values::ChatId{*id};
}

std::optional<ChannelType> type_of(const ControlFields& fields) {
  const std::string type = text_of(fields, "type").value_or("channel");
  if (type == "channel") return ChannelType::channel;
  if (type == "supergroup") return ChannelType::supergroup;
  return std::nullopt;
}

std::optional<MemberStatus> status_of(const ControlFields& fields) {
  const std::string status = text_of(fields, "status").value_or("administrator");
  for (const MemberStatus each :
       {MemberStatus::administrator, MemberStatus::member, MemberStatus::left, MemberStatus::kicked}) {
    if (status == name_of(each)) return each;
  }
  return std::nullopt;
}

values::Result<AdministratorRights> rights_of(const ControlFields& fields) {
  const json::value* list = fields.if_contains("rights");
  if (list == nullptr) return AdministratorRights{};
  const values::Error malformed{"rights must be an array of names such as can_invite_users"};
  if (!list->is_array()) return malformed;
  AdministratorRights rights;
  for (const json::value& name : list->get_array()) {
    if (!name.is_string() || !is_administrator_right(name.get_string())) return malformed;
    rights.emplace(name.get_string());
  }
  return rights;
}

net::Response set_bot_standing(BotAccount& bot, values::ChatId id, MemberStatus status, const ControlFields& fields) {
  values::Result<AdministratorRights> rights = rights_of(fields);
  if (!rights) return refused(400, rights.error().message);
  if (status != MemberStatus::administrator && !rights->empty()) {
    return refused(400, "rights are an administrator's: leave them out");
  }
  return done(bot.set_bot_standing(id, {status, *std::move(rights)}));
}

}  // namespace

net::Response control_channel(BotAccount& bot, const ControlFields& fields) {
  const std::optional<values::ChatId> id = channel_id(fields, "id");
  if (!id) return refused(400, "id must be that of a channel: -1000000000000 or below");
  const std::optional<ChannelType> type = type_of(fields);
  if (!type) return refused(400, "type must be channel or supergroup");
  const std::string title = text_of(fields, "title").value_or("");
  if (title.empty() || values::count_code_points(title) > kMaxTitleCharacters) {
    return refused(400, "title must be a text of 1 to 128 characters");
  }
  if (fields.contains("by") && !user_of(fields, "by")) return refused(400, "by must be the owner's Telegram user id");
  values::Result<AdministratorRights> rights = rights_of(fields);
  if (!rights) return refused(400, rights.error().message);
  Channel::Identity identity{
      .id = *id, .title = title, .type = *type, .owner = user_of(fields, "by").value_or(kUsualOwner)};
  return done(bot.make_channel(std::move(identity), {MemberStatus::administrator, *std::move(rights)}));
}

net::Response control_member(BotAccount& bot, const ControlFields& fields) {
  const std::optional<values::ChatId> id = channel_id(fields, "chat");
  if (!id) return refused(400, "chat must be the id of a channel");
  const std::optional<MemberStatus> status = status_of(fields);
  if (!status) return refused(400, "status must be administrator, member, left or kicked");
  if (!fields.contains("user")) return set_bot_standing(bot, *id, *status, fields);
  const std::optional<values::UserId> user = user_of(fields);
  if (!user) return refused(400, "user must be a Telegram user id: a whole number above 0");
  if (*status == MemberStatus::administrator) return refused(400, "a person's status is member, left or kicked");
  return done(bot.set_member(*user, *id, *status));
}

net::Response control_join(BotAccount& bot, values::UserId user, const ControlFields& fields) {
  const std::string language = text_of(fields, "language").value_or("ru");
  if (const auto link = text_of(fields, "link")) return done(bot.join(user, *link, language));
  const std::optional<values::ChatId> id = channel_id(fields, "chat");
  if (!id) return refused(400, "link must be an invite link, or chat the id of a channel");
  return done(bot.ask_to_join(user, *id, language));
}

net::Response control_leave(BotAccount& bot, values::UserId user, const ControlFields& fields) {
  const std::optional<values::ChatId> id = channel_id(fields, "chat");
  if (!id) return refused(400, "chat must be the id of a channel");
  return done(bot.leave(user, *id));
}

}  // namespace simulator
