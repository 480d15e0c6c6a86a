#include "bot_methods.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include <boost/json.hpp>

namespace simulator {
namespace {

namespace json = boost::json;

struct Method {
  std::string_view name;
  MethodResult (*call)(BotAccount&, const Parameters&);
};

MethodResult answered_by_long_polls(BotAccount&, const Parameters&) {
  return not_found();
}

const std::unordered_map<std::string_view, Method>& methods() {
  static const std::unordered_map<std::string_view, Method> table{
      {"getupdates", {"getUpdates", answered_by_long_polls}},
      {"getme", {"getMe", get_me}},
      {"getchat", {"getChat", get_chat}},
      {"getchatmember", {"getChatMember", get_chat_member}},
      {"getchatadministrators", {"getChatAdministrators", get_chat_administrators}},
      {"banchatmember", {"banChatMember", ban_chat_member}},
      {"unbanchatmember", {"unbanChatMember", unban_chat_member}},
      {"createchatinvitelink", {"createChatInviteLink", create_chat_invite_link}},
      {"revokechatinvitelink", {"revokeChatInviteLink", revoke_chat_invite_link}},
      {"approvechatjoinrequest", {"approveChatJoinRequest", approve_chat_join_request}},
      {"declinechatjoinrequest", {"declineChatJoinRequest", decline_chat_join_request}},
      {"setmycommands", {"setMyCommands", set_my_commands}},
      {"getmycommands", {"getMyCommands", get_my_commands}},
      {"setwebhook", {"setWebhook", set_webhook}},
      {"deletewebhook", {"deleteWebhook", delete_webhook}},
      {"getwebhookinfo", {"getWebhookInfo", get_webhook_info}},
      {"sendmessage", {"sendMessage", send_message}},
      {"editmessagetext", {"editMessageText", edit_message_text}},
      {"editmessagecaption", {"editMessageCaption", edit_message_caption}},
      {"editmessagereplymarkup", {"editMessageReplyMarkup", edit_message_reply_markup}},
      {"copymessage", {"copyMessage", copy_message}},
      {"forwardmessage", {"forwardMessage", forward_message}},
      {"deletemessage", {"deleteMessage", delete_message}},
      {"sendphoto", {"sendPhoto", send_photo}},
      {"sendvideo", {"sendVideo", send_video}},
      {"senddocument", {"sendDocument", send_document}},
      {"sendchataction", {"sendChatAction", send_chat_action}},
      {"answercallbackquery", {"answerCallbackQuery", answer_callback_query}},
      {"sendinvoice", {"sendInvoice", send_invoice}},
      {"createinvoicelink", {"createInvoiceLink", create_invoice_link}},
      {"answerprecheckoutquery", {"answerPreCheckoutQuery", answer_pre_checkout_query}},
      {"refundstarpayment", {"refundStarPayment", refund_star_payment}},
      {"edituserstarsubscription", {"editUserStarSubscription", edit_user_star_subscription}},
      {"getmystarbalance", {"getMyStarBalance", get_my_star_balance}},
      {"getstartransactions", {"getStarTransactions", get_star_transactions}},
  };
  return table;
}

}  // namespace

MethodResult call_method(BotAccount& bot, std::string_view method, const Parameters& parameters) {
  const auto found = methods().find(method);
  if (found == methods().end()) return not_found();
  return found->second.call(bot, parameters);
}

std::string_view method_name(std::string_view method) {
  const auto found = methods().find(method);
  return found == methods().end() ? std::string_view{} : found->second.name;
}

void remember_allowed_updates(BotAccount& bot, const Parameters& parameters) {
  const std::optional<json::value> list = parameters.json("allowed_updates");
  if (!list || !list->is_array()) return;
  std::vector<std::string> types;
  for (const json::value& type : list->get_array()) {
    if (type.is_string()) types.emplace_back(type.get_string());
  }
  bot.updates().set_allowed_types(std::move(types));
}

Poll begin_poll(BotAccount& bot, const Parameters& parameters) {
  constexpr std::int64_t kMaxLimit = 100;
  constexpr std::int64_t kMaxTimeoutSeconds = 50;
  remember_allowed_updates(bot, parameters);
  return {
      .offset = parameters.integer("offset"),
      .limit = static_cast<std::size_t>(std::clamp(parameters.integer("limit", kMaxLimit), std::int64_t{1}, kMaxLimit)),
      .timeout = std::chrono::seconds{std::clamp(parameters.integer("timeout"), std::int64_t{0}, kMaxTimeoutSeconds)}};
}

ApiResult<Chat*> chat_to_write_to(BotAccount& bot, const Parameters& parameters) {
  if (parameters.text("chat_id").empty()) return bad_request("chat_id is empty");
  Chat* chat = bot.find_chat(values::ChatId{parameters.integer("chat_id")});
  if (chat == nullptr) return bad_request("chat not found");
  if (chat->blocked) return blocked_by_user();
  if (chat->writable_until && bot.now() >= *chat->writable_until) {
    return forbidden("bot can't initiate conversation with a user");
  }
  return chat;
}

ApiResult<ReplyMarkup> reply_markup_of(const Parameters& parameters, MarkupPlace place) {
  if (parameters.text("reply_markup").empty()) return ReplyMarkup{};
  const std::optional<json::value> markup = parameters.json("reply_markup");
  if (!markup) return bad_request("can't parse reply keyboard markup JSON object");
  return parse_reply_markup(*markup, place);
}

ApiResult<json::object> formatted_of(const Parameters& parameters, const TextPlace& place) {
  return formatted(parameters.text(place.text), parameters.json(place.entities), place);
}

void protect_as_asked(const Parameters& parameters, json::object& content) {
  if (parameters.boolean("protect_content")) content["has_protected_content"] = true;
}

ApiResult<EditedMessage> message_to_edit(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Chat*> chat = chat_to_write_to(bot, parameters);
  if (!chat) return chat.error();
  const values::MessageId id{parameters.integer("message_id")};
  if (id.value() == 0) return bad_request("message identifier is not specified");
  return EditedMessage{*chat, id};
}

}  // namespace simulator
