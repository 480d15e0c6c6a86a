#pragma once
// The Bot API methods that answer at once: all but getUpdates, which waits (server.cpp).
//
//   ApiResult<std::string> message = call_method(bot, "sendmessage", parameters);   // the `result` as JSON
//
// Errors are Telegram's own texts where they are published or known from tdlib. Not thread-safe, as BotAccount is not.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api_error.hpp"
#include "bot_account.hpp"
#include "formatted_text.hpp"
#include "parameters.hpp"

namespace simulator {

using MethodResult = ApiResult<std::string>;

/// `method` in lower case; Telegram does not mind the case. An unknown one is not_found().
MethodResult call_method(BotAccount& bot, std::string_view method, const Parameters& parameters);

/// The method's name as the Bot API writes it ("sendMessage"), of what call_method() knows and of "getupdates"; empty
/// for any other. `method` in lower case.
std::string_view method_name(std::string_view method);

/// What getUpdates asks for, within Telegram's bounds.
struct Poll {
  std::int64_t offset = 0;
  std::size_t limit = 100;
  std::chrono::seconds timeout{0};
};

/// Reads the parameters of getUpdates; remembers `allowed_updates` where they are given.
Poll begin_poll(BotAccount& bot, const Parameters& parameters);

/// Remembers `allowed_updates` where they are given.
void remember_allowed_updates(BotAccount& bot, const Parameters& parameters);

// The methods by what they are about; each in a file of that name.
MethodResult send_message(BotAccount& bot, const Parameters& parameters);
MethodResult edit_message_text(BotAccount& bot, const Parameters& parameters);
MethodResult edit_message_caption(BotAccount& bot, const Parameters& parameters);
MethodResult edit_message_reply_markup(BotAccount& bot, const Parameters& parameters);
MethodResult send_chat_action(BotAccount& bot, const Parameters& parameters);
MethodResult answer_callback_query(BotAccount& bot, const Parameters& parameters);

MethodResult copy_message(BotAccount& bot, const Parameters& parameters);
MethodResult forward_message(BotAccount& bot, const Parameters& parameters);
MethodResult delete_message(BotAccount& bot, const Parameters& parameters);

MethodResult send_photo(BotAccount& bot, const Parameters& parameters);
MethodResult send_video(BotAccount& bot, const Parameters& parameters);
MethodResult send_document(BotAccount& bot, const Parameters& parameters);

MethodResult send_invoice(BotAccount& bot, const Parameters& parameters);
MethodResult create_invoice_link(BotAccount& bot, const Parameters& parameters);

MethodResult answer_pre_checkout_query(BotAccount& bot, const Parameters& parameters);
MethodResult refund_star_payment(BotAccount& bot, const Parameters& parameters);
MethodResult edit_user_star_subscription(BotAccount& bot, const Parameters& parameters);

MethodResult get_my_star_balance(BotAccount& bot, const Parameters& parameters);
MethodResult get_star_transactions(BotAccount& bot, const Parameters& parameters);

MethodResult get_me(BotAccount& bot, const Parameters& parameters);
MethodResult get_chat(BotAccount& bot, const Parameters& parameters);
MethodResult set_my_commands(BotAccount& bot, const Parameters& parameters);
MethodResult get_my_commands(BotAccount& bot, const Parameters& parameters);

MethodResult get_chat_member(BotAccount& bot, const Parameters& parameters);
MethodResult get_chat_administrators(BotAccount& bot, const Parameters& parameters);
MethodResult ban_chat_member(BotAccount& bot, const Parameters& parameters);
MethodResult unban_chat_member(BotAccount& bot, const Parameters& parameters);

MethodResult create_chat_invite_link(BotAccount& bot, const Parameters& parameters);
MethodResult revoke_chat_invite_link(BotAccount& bot, const Parameters& parameters);
MethodResult approve_chat_join_request(BotAccount& bot, const Parameters& parameters);
MethodResult decline_chat_join_request(BotAccount& bot, const Parameters& parameters);

MethodResult set_webhook(BotAccount& bot, const Parameters& parameters);
MethodResult delete_webhook(BotAccount& bot, const Parameters& parameters);
MethodResult get_webhook_info(BotAccount& bot, const Parameters& parameters);

/// The chat that `chat_id` names, or why a message can't be sent there.
ApiResult<Chat*> chat_to_write_to(BotAccount& bot, const Parameters& parameters);
/// The checked `reply_markup`; an empty one where there is none.
ApiResult<ReplyMarkup> reply_markup_of(const Parameters& parameters, MarkupPlace place);
/// The fields of a Message that show the text in the parameters that `place` names, within Telegram's bounds.
ApiResult<boost::json::object> formatted_of(const Parameters& parameters, const TextPlace& place);
/// `has_protected_content`, where `protect_content` asks for it.
void protect_as_asked(const Parameters& parameters, boost::json::object& content);

struct EditedMessage {
  Chat* chat;
  values::MessageId id;
};
/// The message that `chat_id` and `message_id` name, which need not be there.
ApiResult<EditedMessage> message_to_edit(BotAccount& bot, const Parameters& parameters);

}  // namespace simulator
