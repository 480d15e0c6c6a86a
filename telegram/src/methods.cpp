#include "telegram/methods.hpp"

#include <string_view>

#include "json_text.hpp"
#include "telegram/updates.hpp"
#include "values/utf8.hpp"

namespace telegram {
namespace {

/// An object being written, field by field. `finish` closes it.
class JsonObject {
 public:
  explicit JsonObject(std::size_t expected_size) {
    text_.reserve(expected_size);
    text_ += '{';
  }

  JsonObject& add(std::string_view name, std::string_view text) {
    append_json_string(begin(name), text);
    return *this;
  }
  JsonObject& add(std::string_view name, std::int64_t number) {
    append_json_number(begin(name), number);
    return *this;
  }

  /// A flag that is left out where it is false, as the Bot API means it.
  JsonObject& add_if(bool flag, std::string_view name) {
    if (flag) begin(name) += "true";
    return *this;
  }

  /// Starts a field whose value the caller appends to what is returned.
  std::string& begin(std::string_view name) {
    if (text_.size() > 1) text_ += ',';
    append_json_string(text_, name);
    text_ += ':';
    return text_;
  }

  std::string finish() && {
    text_ += '}';
    return std::move(text_);
  }

 private:
  std::string text_;
};

/// Room for the field names and punctuation of any of the bodies below, so that most are one allocation.
constexpr std::size_t kFieldNamesSize = 192;

/// "[a,b,c]", where `append_item(item)` writes each.
template <class Items, class AppendItem>
void append_array(std::string& out, const Items& items, AppendItem append_item) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    append_item(item);
  }
  out += ']';
}

void append_keyboard(std::string& out, const InlineKeyboard& keyboard) {
  out += R"({"inline_keyboard":)";
  append_array(out, keyboard, [&](const std::vector<InlineButton>& row) {
    append_array(out, row, [&](const InlineButton& button) {
      out += R"({"text":)";
      append_json_string(out, button.text);
      out += button.url.empty() ? R"(,"callback_data":)" : R"(,"url":)";
      append_json_string(out, button.url.empty() ? button.callback_data : button.url);
      out += '}';
    });
  });
  out += '}';
}

/// Telegram remembers the last list it was given, so it is never left out.
void add_allowed_updates(JsonObject& body) {
  std::string& kinds = body.begin("allowed_updates");
  append_array(kinds, kAllowedUpdates, [&](std::string_view kind) { append_json_string(kinds, kind); });
}

std::size_t buttons_in(const InlineKeyboard& keyboard) {
  std::size_t buttons = 0;
  for (const auto& row : keyboard) buttons += row.size();
  return buttons;
}

/// All of `text` as a block of code.
void append_preformatted(std::string& out, std::string_view text) {
  out += R"([{"type":"pre","offset":0,"length":)";
  append_json_number(out, static_cast<std::int64_t>(values::count_utf16_units(text)));
  out += "}]";
}

void append_entities(std::string& out, const std::vector<TextEntity>& entities) {
  append_array(out, entities, [&](const TextEntity& entity) {
    JsonObject object(kFieldNamesSize);
    object.add("type", entity.type).add("offset", entity.offset).add("length", entity.length);
    if (!entity.url.empty()) object.add("url", entity.url);
    if (!entity.language.empty()) object.add("language", entity.language);
    out += std::move(object).finish();
  });
}

void add_keyboard(JsonObject& body, const InlineKeyboard& keyboard) {
  if (buttons_in(keyboard) > 0) append_keyboard(body.begin("reply_markup"), keyboard);
}

std::int64_t unix_seconds(values::Timestamp at) {
  return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

/// What sendPhoto, sendVideo and sendDocument have in common. `parameter` is what `method` calls the file.
template <class Request>
Call media_call(std::string_view method, std::string_view parameter, const Request& request, Document file) {
  JsonObject body(kFieldNamesSize + request.caption.size());
  body.add("chat_id", request.chat_id.value());
  if (!request.file_id.empty()) body.add(parameter, request.file_id);
  if (!request.caption.empty()) body.add("caption", request.caption);
  if (!request.caption_entities.empty()) append_entities(body.begin("caption_entities"), request.caption_entities);
  body.add_if(request.protect_content, "protect_content");
  // Clients play a video while it comes only if they are told that they may.
  if constexpr (requires { request.video; }) body.add_if(request.file_id.empty(), "supports_streaming");
  add_keyboard(body, request.keyboard);
  Call call{.method = std::string(method), .body = std::move(body).finish()};
  if (request.file_id.empty()) {
    file.parameter = parameter;
    call.document = std::move(file);
  }
  return call;
}

/// The methods that are about one person in a chat.
template <class Request>
JsonObject about_member(const Request& request) {
  JsonObject body(kFieldNamesSize);
  body.add("chat_id", request.chat_id.value()).add("user_id", request.user.value());
  return body;
}

/// What sendInvoice and createInvoiceLink have in common: any request with these fields.
template <class Request>
void add_invoice(JsonObject& body, const Request& request) {
  body.add("title", request.title)
      .add("description", request.description)
      .add("payload", request.payload)
      .add("provider_token", "")
      .add("currency", "XTR");
  std::string& prices = body.begin("prices");
  prices += R"([{"label":)";
  append_json_string(prices, request.title);
  prices += R"(,"amount":)";
  append_json_number(prices, request.price.amount());
  prices += "}]";
}

template <class Request>
std::size_t invoice_size(const Request& request) {
  return kFieldNamesSize + 2 * request.title.size() + request.description.size() + request.payload.size();
}

}  // namespace

Call to_call(const SendMessage& request) {
  const std::size_t buttons = buttons_in(request.keyboard);
  JsonObject body(kFieldNamesSize + request.text.size() + 128 * buttons);
  body.add("chat_id", request.chat_id.value()).add("text", request.text);
  if (request.preformatted) {
    append_preformatted(body.begin("entities"), request.text);
  } else if (!request.entities.empty()) {
    append_entities(body.begin("entities"), request.entities);
  }
  if (request.disable_link_preview) body.begin("link_preview_options") += R"({"is_disabled":true})";
  body.add_if(request.protect_content, "protect_content");
  if (buttons > 0) append_keyboard(body.begin("reply_markup"), request.keyboard);
  return {.method = "sendMessage", .body = std::move(body).finish()};
}

Call to_call(const EditMessageText& request) {
  const std::size_t buttons = buttons_in(request.keyboard);
  JsonObject body(kFieldNamesSize + request.text.size() + 128 * buttons);
  body.add("chat_id", request.chat_id.value()).add("message_id", request.message_id.value()).add("text", request.text);
  if (!request.entities.empty()) append_entities(body.begin("entities"), request.entities);
  if (buttons > 0) append_keyboard(body.begin("reply_markup"), request.keyboard);
  return {.method = "editMessageText", .body = std::move(body).finish()};
}

Call to_call(const EditMessageReplyMarkup& request) {
  JsonObject body(kFieldNamesSize);
  body.add("chat_id", request.chat_id.value()).add("message_id", request.message_id.value());
  add_keyboard(body, request.keyboard);
  return {.method = "editMessageReplyMarkup", .body = std::move(body).finish()};
}

Call to_call(const CopyMessage& request) {
  JsonObject body(kFieldNamesSize);
  body.add("chat_id", request.chat_id.value())
      .add("from_chat_id", request.from_chat_id.value())
      .add("message_id", request.message_id.value())
      .add_if(request.protect_content, "protect_content");
  add_keyboard(body, request.keyboard);
  return {.method = "copyMessage", .body = std::move(body).finish()};
}

Call to_call(const ForwardMessage& request) {
  JsonObject body(kFieldNamesSize);
  body.add("chat_id", request.chat_id.value())
      .add("from_chat_id", request.from_chat_id.value())
      .add("message_id", request.message_id.value())
      .add_if(request.disable_notification, "disable_notification");
  return {.method = "forwardMessage", .body = std::move(body).finish()};
}

Call to_call(const DeleteMessage& request) {
  JsonObject body(kFieldNamesSize);
  body.add("chat_id", request.chat_id.value()).add("message_id", request.message_id.value());
  return {.method = "deleteMessage", .body = std::move(body).finish()};
}

Call to_call(const SendInvoice& request) {
  JsonObject body(invoice_size(request));
  body.add("chat_id", request.chat_id.value());
  add_invoice(body, request);
  return {.method = "sendInvoice", .body = std::move(body).finish()};
}

Call to_call(const CreateInvoiceLink& request) {
  JsonObject body(invoice_size(request));
  add_invoice(body, request);
  body.add("subscription_period", request.subscription_period.count());
  return {.method = "createInvoiceLink", .body = std::move(body).finish()};
}

Call to_call(const RefundStarPayment& request) {
  JsonObject body(kFieldNamesSize);
  body.add("user_id", request.user.value()).add("telegram_payment_charge_id", request.charge.value());
  return {.method = "refundStarPayment", .body = std::move(body).finish()};
}

Call to_call(const EditUserStarSubscription& request) {
  JsonObject body(kFieldNamesSize);
  body.add("user_id", request.user.value()).add("telegram_payment_charge_id", request.charge.value());
  body.begin("is_canceled") += request.is_canceled ? "true" : "false";
  return {.method = "editUserStarSubscription", .body = std::move(body).finish()};
}

Call to_call(const GetStarTransactions& request) {
  JsonObject body(kFieldNamesSize);
  body.add("offset", request.offset).add("limit", request.limit);
  return {.method = "getStarTransactions", .body = std::move(body).finish()};
}

Call to_call(const GetMyStarBalance&) {
  return {.method = "getMyStarBalance", .body = "{}"};
}

Call to_call(SendDocument request) {
  Document file = std::move(request.document);
  return media_call("sendDocument", "document", request, std::move(file));
}

Call to_call(SendPhoto request) {
  Document file = std::move(request.photo);
  return media_call("sendPhoto", "photo", request, std::move(file));
}

Call to_call(SendVideo request) {
  Document file = std::move(request.video);
  return media_call("sendVideo", "video", request, std::move(file));
}

Call to_call(const SendChatAction& request) {
  JsonObject body(kFieldNamesSize);
  body.add("chat_id", request.chat_id.value()).add("action", request.action);
  return {.method = "sendChatAction", .body = std::move(body).finish()};
}

Call to_call(const GetChat& request) {
  JsonObject body(kFieldNamesSize);
  body.add("chat_id", request.chat_id.value());
  return {.method = "getChat", .body = std::move(body).finish()};
}

Call to_call(const GetChatMember& request) {
  return {.method = "getChatMember", .body = about_member(request).finish()};
}

Call to_call(const CreateChatInviteLink& request) {
  JsonObject body(kFieldNamesSize + request.name.size());
  body.add("chat_id", request.chat_id.value());
  if (!request.name.empty()) body.add("name", request.name);
  if (request.expire_date) body.add("expire_date", unix_seconds(*request.expire_date));
  if (request.member_limit) body.add("member_limit", *request.member_limit);
  body.add_if(request.creates_join_request, "creates_join_request");
  return {.method = "createChatInviteLink", .body = std::move(body).finish()};
}

Call to_call(const RevokeChatInviteLink& request) {
  JsonObject body(kFieldNamesSize + request.invite_link.size());
  body.add("chat_id", request.chat_id.value()).add("invite_link", request.invite_link);
  return {.method = "revokeChatInviteLink", .body = std::move(body).finish()};
}

Call to_call(const ApproveChatJoinRequest& request) {
  return {.method = "approveChatJoinRequest", .body = about_member(request).finish()};
}

Call to_call(const DeclineChatJoinRequest& request) {
  return {.method = "declineChatJoinRequest", .body = about_member(request).finish()};
}

Call to_call(const BanChatMember& request) {
  JsonObject body = about_member(request);
  if (request.until_date) body.add("until_date", unix_seconds(*request.until_date));
  return {.method = "banChatMember", .body = std::move(body).finish()};
}

Call to_call(const UnbanChatMember& request) {
  JsonObject body = about_member(request);
  body.add_if(request.only_if_banned, "only_if_banned");
  return {.method = "unbanChatMember", .body = std::move(body).finish()};
}

Call to_call(const AnswerPreCheckoutQuery& request) {
  JsonObject body(kFieldNamesSize);
  body.add("pre_checkout_query_id", request.query.value());
  body.begin("ok") += request.error_message ? "false" : "true";
  if (request.error_message) body.add("error_message", *request.error_message);
  return {.method = "answerPreCheckoutQuery", .body = std::move(body).finish()};
}

Call to_call(const AnswerCallbackQuery& request) {
  JsonObject body(kFieldNamesSize);
  body.add("callback_query_id", request.callback_query_id);
  if (request.text) body.add("text", *request.text);
  return {.method = "answerCallbackQuery", .body = std::move(body).finish()};
}

Call to_call(const SetMyCommands& request) {
  JsonObject body(kFieldNamesSize + 64 * request.commands.size());
  std::string& commands = body.begin("commands");
  append_array(commands, request.commands, [&](const BotCommand& command) {
    commands += R"({"command":)";
    append_json_string(commands, command.command);
    commands += R"(,"description":)";
    append_json_string(commands, command.description);
    commands += '}';
  });
  if (request.chat) {
    std::string& scope = body.begin("scope");
    scope += R"({"type":"chat","chat_id":)";
    append_json_number(scope, request.chat->value());
    scope += '}';
  }
  if (request.language_code) body.add("language_code", *request.language_code);
  return {.method = "setMyCommands", .body = std::move(body).finish()};
}

Call to_call(const GetUpdates& request) {
  JsonObject body(kFieldNamesSize);
  if (request.offset) body.add("offset", request.offset->value());
  body.add("limit", request.limit).add("timeout", request.timeout.count());
  add_allowed_updates(body);
  return {.method = "getUpdates", .body = std::move(body).finish()};
}

Call to_call(const DeleteWebhook&) {
  return {.method = "deleteWebhook", .body = "{}"};
}

Call to_call(const SetWebhook& request) {
  JsonObject body(kFieldNamesSize + request.url.size() + request.secret_token.reveal().size());
  body.add("url", request.url).add("max_connections", request.max_connections);
  body.add("secret_token", request.secret_token.reveal());
  add_allowed_updates(body);
  Call call{.method = "setWebhook", .body = std::move(body).finish()};
  if (request.certificate) {
    call.document = Document{.name = "certificate.pem", .content = *request.certificate, .parameter = "certificate"};
  }
  return call;
}

Call to_call(const GetWebhookInfo&) {
  return {.method = "getWebhookInfo", .body = "{}"};
}

}  // namespace telegram
