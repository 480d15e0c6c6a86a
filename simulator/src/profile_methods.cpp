#include <algorithm>

#include <boost/json.hpp>

#include "bot_methods.hpp"
#include "channel_json.hpp"
#include "channel_methods.hpp"
#include "values/utf8.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

std::string commands_key(const Parameters& parameters) {
  const std::string scope = parameters.text("scope");
  return (scope.empty() ? R"({"type":"default"})" : scope) + parameters.text("language_code");
}

bool is_command_name(std::string_view name) {
  constexpr std::size_t kMaxLength = 32;
  return !name.empty() && name.size() <= kMaxLength &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

std::optional<ApiError> fault_of_command(const json::value& entry) {
  constexpr std::size_t kMaxDescriptionCharacters = 256;
  if (!entry.is_object()) return bad_request("can't parse BotCommand: expected an Object");
  const json::value* command = entry.get_object().if_contains("command");
  const json::value* description = entry.get_object().if_contains("description");
  if (command == nullptr || !command->is_string() || description == nullptr || !description->is_string()) {
    return bad_request("can't parse BotCommand: Fields \"command\" and \"description\" must be of type String");
  }
  if (!is_command_name(command->get_string())) return bad_request("BOT_COMMAND_INVALID");
  const std::size_t length = values::count_code_points(description->get_string());
  if (length == 0 || length > kMaxDescriptionCharacters) return bad_request("BOT_COMMAND_DESCRIPTION_INVALID");
  return std::nullopt;
}

/// The ChatFullInfo of a chat, whose Chat is `chat`.
json::object full_info(json::object chat, bool accepts_gifts) {
  chat["accent_color_id"] = 0;
  chat["max_reaction_count"] = 11;
  chat["accepted_gift_types"] = json::object{{"unlimited_gifts", accepts_gifts},
                                             {"limited_gifts", accepts_gifts},
                                             {"unique_gifts", accepts_gifts},
                                             {"premium_subscription", accepts_gifts},
                                             {"gifts_from_channels", accepts_gifts}};
  return chat;
}

}  // namespace

MethodResult get_me(BotAccount& bot, const Parameters&) {
  json::object me = bot.user_json();
  me["can_join_groups"] = true;
  for (const std::string_view capability :
       {"can_read_all_group_messages", "supports_inline_queries", "can_connect_to_business", "has_main_web_app",
        "has_topics_enabled", "allows_users_to_create_topics", "can_manage_bots", "supports_join_request_queries"}) {
    me[capability] = false;
  }
  return json::serialize(me);
}

MethodResult get_chat(BotAccount& bot, const Parameters& parameters) {
  if (parameters.text("chat_id").empty()) return bad_request("chat_id is empty");
  const values::ChatId id{parameters.integer("chat_id")};
  if (const Chat* chat = bot.find_chat(id)) return json::serialize(full_info(chat->person().chat_json(), true));
  const Channel* channel = bot.find_channel(id);
  if (channel == nullptr) return bad_request("chat not found");
  if (auto refused = refuse_access(*channel)) return *std::move(refused);
  return json::serialize(full_info(chat_json(channel->identity()), false));
}

MethodResult set_my_commands(BotAccount& bot, const Parameters& parameters) {
  constexpr std::size_t kMaxCommands = 100;
  constexpr std::size_t kMaxLists = 1000;
  const std::optional<json::value> commands = parameters.json("commands");
  if (!commands || !commands->is_array()) return bad_request("can't parse commands JSON array");
  if (commands->get_array().size() > kMaxCommands) return bad_request("BOT_COMMANDS_TOO_MUCH");
  for (const json::value& entry : commands->get_array()) {
    if (auto fault = fault_of_command(entry)) return *std::move(fault);
  }
  if (bot.commands.size() >= kMaxLists) return bad_request("BOT_COMMANDS_TOO_MUCH");
  bot.commands[commands_key(parameters)] = json::serialize(*commands);
  return std::string("true");
}

MethodResult get_my_commands(BotAccount& bot, const Parameters& parameters) {
  const auto found = bot.commands.find(commands_key(parameters));
  return found == bot.commands.end() ? std::string("[]") : found->second;
}

}  // namespace simulator
