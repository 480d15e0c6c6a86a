// Methods that take a message which is there already: copyMessage, forwardMessage, deleteMessage.
#include <boost/json.hpp>

#include "bot_methods.hpp"
#include "message.hpp"
#include "values/utf8.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

/// What a copy takes over: nothing of service messages and invoices, which can't be copied.
json::object content_of(const json::object& message) {
  json::object content;
  for (const std::string_view field :
       {"text", "entities", "photo", "video", "document", "sticker", "caption", "caption_entities"}) {
    if (const json::value* value = message.if_contains(field)) content[field] = *value;
  }
  return content;
}

json::object origin_of(const json::object& message) {
  if (const json::value* origin = message.if_contains("forward_origin")) return origin->as_object();
  return {{"type", "user"}, {"sender_user", message.at("from")}, {"date", message.at("date")}};
}

/// The message that `from_chat_id` and `message_id` name; `not_found` says what it was wanted for.
ApiResult<json::object> source_of(BotAccount& bot, const Parameters& parameters, std::string_view not_found) {
  if (parameters.text("from_chat_id").empty()) return bad_request("from_chat_id is empty");
  const Chat* chat = bot.find_chat(values::ChatId{parameters.integer("from_chat_id")});
  if (chat == nullptr) return bad_request("chat not found");
  const values::MessageId id{parameters.integer("message_id")};
  if (id.value() == 0) return bad_request("message identifier is not specified");
  const std::string* message = chat->find_json(id);
  if (message == nullptr) return bad_request(not_found);
  return json::parse(*message).as_object();
}

}  // namespace

MethodResult copy_message(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Chat*> chat = chat_to_write_to(bot, parameters);
  if (!chat) return chat.error();
  const ApiResult<json::object> source = source_of(bot, parameters, "message to copy not found");
  if (!source) return source.error();
  json::object content = content_of(*source);
  if (content.empty()) return bad_request("the message can't be copied");
  if (parameters.has("caption") && !content.contains("text")) {
    const ApiResult<json::object> caption = formatted_of(parameters, kCaption);
    if (!caption) return caption.error();
    content.erase(kCaption.entities);
    content.erase(kCaption.text);
    for (const auto& field : *caption) content[field.key()] = field.value();
  }
  const ApiResult<ReplyMarkup> markup = reply_markup_of(parameters, MarkupPlace::message);
  if (!markup) return markup.error();
  if (const auto refused = bot.refuse_message(**chat)) return *refused;
  protect_as_asked(parameters, content);
  const json::value sent = json::parse(bot.deliver(**chat, std::move(content), *markup));
  return json::serialize(json::object{{"message_id", sent.at("message_id")}});
}

MethodResult forward_message(BotAccount& bot, const Parameters& parameters) {
  const ApiResult<Chat*> chat = chat_to_write_to(bot, parameters);
  if (!chat) return chat.error();
  const ApiResult<json::object> source = source_of(bot, parameters, "message to forward not found");
  if (!source) return source.error();
  if (source->contains("has_protected_content")) {
    return bad_request("message has protected content and can't be forwarded");
  }
  json::object content = content_of(*source);
  if (const json::value* invoice = source->if_contains("invoice")) content["invoice"] = *invoice;
  if (content.empty()) return bad_request("the message can't be forwarded");
  if (const auto refused = bot.refuse_message(**chat)) return *refused;
  content["forward_origin"] = origin_of(*source);
  protect_as_asked(parameters, content);
  return bot.deliver(**chat, std::move(content), {});
}

MethodResult delete_message(BotAccount& bot, const Parameters& parameters) {
  if (parameters.text("chat_id").empty()) return bad_request("chat_id is empty");
  Chat* chat = bot.find_chat(values::ChatId{parameters.integer("chat_id")});
  if (chat == nullptr) return bad_request("chat not found");
  const values::MessageId id{parameters.integer("message_id")};
  if (id.value() == 0) return bad_request("message identifier is not specified");
  if (!chat->erase(id)) return bad_request("message to delete not found");
  chat->note(bot.now(), "bot", "deleted_message", json::serialize(json::object{{"message_id", id.value()}}));
  return std::string("true");
}

}  // namespace simulator
