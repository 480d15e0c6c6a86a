#include "channel_check.hpp"

#include <boost/json/serialize.hpp>

#include "telegram/chat_member.hpp"
#include "values/quote.hpp"

namespace app {
namespace {

std::string what_to_do(const shop::Course& course) {
  return "; in Telegram open the channel's administrators, add the bot, and let it invite users and ban users; or "
         "correct `chat` in courses/" +
         course.id.value() + "/course.yaml (docs/courses.md)";
}

std::string missing_rights(const telegram::ChatMember& bot) {
  if (bot.can_invite_users) return "the bot may not ban users";
  return bot.can_restrict_members ? "the bot may not invite users" : "the bot may neither invite nor ban users";
}

}  // namespace

ChannelFinding judge_channel(const shop::Course& course, const telegram::ApiResult& own_standing) {
  const std::string chat = std::to_string(course.channel->chat.value()) + ": ";
  if (!own_standing) {
    return {.text = chat + "Telegram says " + values::quote(own_standing.error().description) + what_to_do(course)};
  }
  const auto bot = telegram::read_chat_member(boost::json::serialize(*own_standing));
  if (!bot) return {.text = chat + "Telegram's answer can't be read: " + bot.error().message};
  const bool is_administrator = bot->status == "administrator" || bot->status == "creator";
  if (!is_administrator) return {.text = chat + "the bot is no administrator there" + what_to_do(course)};
  if (!bot->can_invite_users || !bot->can_restrict_members) {
    return {.text = chat + missing_rights(*bot) + what_to_do(course)};
  }
  return {.fine = true, .text = chat + "the bot may invite users and ban users"};
}

}  // namespace app
