#include <algorithm>
#include <array>
#include <optional>

#include <boost/json.hpp>

#include "bot_methods.hpp"
#include "values/utf8.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 11> kChatActions{
    "typing",          "upload_photo",   "record_video",  "upload_video",      "record_voice",     "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"};

/// The text to show and its entities, within Telegram's bounds.
ApiResult<json::object> text_of(const Parameters& parameters) {
  ApiResult<json::object> content = formatted_of(parameters, kMessageText);
  if (content && content->empty()) return bad_request("message text is empty");
  return content;
}

}  // namespace

MethodResult send_message(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Chat*> chat = chat_to_write_to(bot, parameters);
  if (!chat) return chat.error();
  ApiResult<json::object> content = text_of(parameters);
  if (!content) return content.error();
  const ApiResult<ReplyMarkup> markup = reply_markup_of(parameters, MarkupPlace::message);
  if (!markup) return markup.error();
  if (const auto refused = bot.refuse_message(**chat)) return *refused;
  protect_as_asked(parameters, *content);
  return bot.deliver(**chat, *std::move(content), *markup);
}

MethodResult edit_message_text(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<EditedMessage> message = message_to_edit(bot, parameters);
  if (!message) return message.error();
  const ApiResult<json::object> content = text_of(parameters);
  if (!content) return content.error();
  const ApiResult<ReplyMarkup> markup = reply_markup_of(parameters, MarkupPlace::edited_message);
  if (!markup) return markup.error();
  if (const auto refused = bot.refuse_edit(*message->chat)) return *refused;
  return bot.edit_content(*message->chat, message->id, kMessageText, *content, *markup);
}

MethodResult edit_message_reply_markup(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<EditedMessage> message = message_to_edit(bot, parameters);
  if (!message) return message.error();
  const ApiResult<ReplyMarkup> markup = reply_markup_of(parameters, MarkupPlace::edited_message);
  if (!markup) return markup.error();
  if (const auto refused = bot.refuse_edit(*message->chat)) return *refused;
  return bot.edit_markup(*message->chat, message->id, *markup);
}

MethodResult send_chat_action(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Chat*> chat = chat_to_write_to(bot, parameters);
  if (!chat) return chat.error();
  const std::string action = parameters.text("action");
  if (std::ranges::find(kChatActions, action) == kChatActions.end()) {
    return bad_request("wrong parameter action in request");
  }
  return std::string("true");
}

MethodResult answer_callback_query(BotAccount& bot, const Parameters& parameters) {
  constexpr std::size_t kMaxAnswerCharacters = 200;
  if (values::count_code_points(parameters.text("text")) > kMaxAnswerCharacters) return bad_request("MESSAGE_TOO_LONG");
  const ApiResult<void> answered = bot.answer_callback(parameters.text("callback_query_id"));
  if (!answered) return answered.error();
  return std::string("true");
}

}  // namespace simulator
