#include <algorithm>
#include <array>

#include "bot_methods.hpp"
#include "message.hpp"
#include "values/utf8.hpp"

namespace simulator {
namespace {

constexpr std::size_t kMaxTextCharacters = 4096;

constexpr std::array<std::string_view, 11> kChatActions{
    "typing",          "upload_photo",   "record_video",  "upload_video",      "record_voice",     "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"};

/// The text to show, within Telegram's bounds.
ApiResult<std::string> text_of(const Parameters& parameters) {
  const std::string given = parameters.text("text");
  const std::string_view text = trimmed(given);
  if (text.empty()) return bad_request("message text is empty");
  if (values::count_code_points(text) > kMaxTextCharacters) return bad_request("message is too long");
  return std::string(text);
}

}  // namespace

MethodResult send_message(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Chat*> chat = chat_to_write_to(bot, parameters);
  if (!chat) return chat.error();
  const ApiResult<std::string> text = text_of(parameters);
  if (!text) return text.error();
  const ApiResult<ReplyMarkup> markup = reply_markup_of(parameters, MarkupPlace::message);
  if (!markup) return markup.error();
  if (const auto retry_after = refused_until(bot, **chat)) return too_many_requests(*retry_after);
  return bot.deliver(**chat, text_content(*text), *markup);
}

MethodResult edit_message_text(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Chat*> chat = chat_to_write_to(bot, parameters);
  if (!chat) return chat.error();
  const values::MessageId message{parameters.integer("message_id")};
  if (message.value() == 0) return bad_request("message identifier is not specified");
  const ApiResult<std::string> text = text_of(parameters);
  if (!text) return text.error();
  const ApiResult<ReplyMarkup> markup = reply_markup_of(parameters, MarkupPlace::edited_message);
  if (!markup) return markup.error();
  return bot.edit_text(**chat, message, text_content(*text), *markup);
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
