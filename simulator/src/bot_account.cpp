#include "bot_account.hpp"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

#include "unix_time.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

values::Error no_chat(values::UserId user) {
  return {"user " + std::to_string(user.value()) + " has no chat with the bot: say something first"};
}

const json::value* member(const json::value* parent, std::string_view name) {
  return parent != nullptr && parent->is_object() ? parent->get_object().if_contains(name) : nullptr;
}

/// Who wrote the message in `update`, where it holds one.
std::optional<values::UserId> sender_of(const json::object& update) {
  const json::value* id = member(member(update.if_contains("message"), "from"), "id");
  if (id == nullptr || !id->is_int64() || id->get_int64() <= 0) return std::nullopt;
  return values::UserId{id->get_int64()};
}

/// By which a broadcast is known in all its chats; nothing of a message that was forwarded, or has no words.
std::optional<std::string_view> broadcast_text(const json::object& content) {
  if (content.contains("forward_origin")) return std::nullopt;
  for (const std::string_view field : {"text", "caption"}) {
    if (const json::value* text = content.if_contains(field)) return std::string_view(text->as_string());
  }
  return std::nullopt;
}

}  // namespace

values::Error has_blocked(values::UserId user) {
  return {"user " + std::to_string(user.value()) + " has blocked the bot: unblock it first"};
}

BotAccount::BotAccount(values::BotId id, Identifiers& identifiers, const values::Clock& clock,
                       BotAccountOptions options)
    : id_(id),
      identifiers_(identifiers),
      clock_(clock),
      options_(options),
      updates_(identifiers),
      payments_(identifiers),
      invoice_links_(identifiers) {}

json::object BotAccount::user_json() const {
  return {{"id", id_.value()},
          {"is_bot", true},
          {"first_name", "CourseBot (simulated)"},
          {"username", "simulated_" + std::to_string(id_.value()) + "_bot"}};
}

Chat* BotAccount::find_chat(values::ChatId id) {
  const auto found = chats_.find(id);
  return found == chats_.end() ? nullptr : &found->second;
}

Chat& BotAccount::open_chat(values::UserId user, std::string_view language) {
  const values::ChatId id = values::private_chat_of(user);
  if (Chat* chat = find_chat(id)) return *chat;
  return chats_.try_emplace(id, invent_user(user, language), options_.transcript_length).first->second;
}

std::optional<values::UpdateId> BotAccount::push(std::string_view type, const json::object& content,
                                                 values::Timestamp at) {
  const std::optional<values::UpdateId> update = updates_.push(type, content, at);
  if (update && on_update) on_update();
  return update;
}

json::object BotAccount::message_of(const Chat& chat, json::object sender, json::object content, values::Timestamp at) {
  json::object message{{"message_id", ++last_message_id_},
                       {"from", std::move(sender)},
                       {"chat", chat.person().chat_json()},
                       {"date", unix_seconds(at)}};
  for (auto& field : content) message.emplace(field.key(), std::move(field.value()));
  return message;
}

std::optional<values::UpdateId> BotAccount::receive(Chat& chat, json::object content, values::Timestamp at) {
  const json::object message = message_of(chat, chat.person().user_json(), std::move(content), at);
  ++chat.messages_from_person;
  chat.writable_until.reset();
  std::string text = json::serialize(message);
  chat.note(at, "user", "message", text);
  chat.hear({values::MessageId{last_message_id_}, std::move(text)});
  return push("message", message, at);
}

ActionResult BotAccount::press(values::UserId user, std::string_view data, bool forged) {
  Chat* chat = find_chat(values::private_chat_of(user));
  if (chat == nullptr) return no_chat(user);
  const ShownMessage* keyboard = chat->keyboard_with(data);
  if (keyboard == nullptr && forged) keyboard = chat->newest_keyboard();
  if (keyboard == nullptr && !forged) {
    return values::Error{"no button in the chat has the data '" + std::string(data) +
                         "': see /control/chat, or add \"forged\":true"};
  }
  json::object query{{"id", identifiers_.query()}, {"from", chat->person().user_json()}};
  if (keyboard != nullptr) query["message"] = json::parse(keyboard->json);
  query["chat_instance"] = std::to_string(id_.value() + user.value());
  query["data"] = data;
  chat->last_action = now();
  callback_queries_.ask(std::string(query["id"].get_string()), now());
  chat->note(now(), "user", "callback_query", json::serialize(json::object{{"id", query["id"]}, {"data", data}}));
  return push("callback_query", query, now());
}

ActionResult BotAccount::block(values::UserId user) {
  Chat* chat = find_chat(values::private_chat_of(user));
  if (chat == nullptr) return no_chat(user);
  if (std::exchange(chat->blocked, true)) return has_blocked(user);
  return tell_membership(*chat, "member", "kicked");
}

ActionResult BotAccount::unblock(values::UserId user) {
  Chat* chat = find_chat(values::private_chat_of(user));
  if (chat == nullptr) return no_chat(user);
  if (!std::exchange(chat->blocked, false)) {
    return values::Error{"user " + std::to_string(user.value()) + " has not blocked the bot"};
  }
  return tell_membership(*chat, "kicked", "member");
}

std::optional<values::UpdateId> BotAccount::tell_membership(Chat& chat, std::string_view before,
                                                            std::string_view after) {
  const auto membership = [this](std::string_view status) {
    json::object state{{"user", user_json()}, {"status", status}};
    if (status == "kicked") state["until_date"] = 0;
    return state;
  };
  const json::object change{{"chat", chat.person().chat_json()},
                            {"from", chat.person().user_json()},
                            {"date", unix_seconds(now())},
                            {"old_chat_member", membership(before)},
                            {"new_chat_member", membership(after)}};
  chat.note(now(), "user", "my_chat_member", json::serialize(json::object{{"status", after}}));
  return push("my_chat_member", change, now());
}

bool BotAccount::is_bulk(const Chat& chat) const {
  return now() - chat.last_action > kAnswerWindow;
}

std::optional<ApiError> BotAccount::refuse_message(Chat& chat) {
  const FloodLimits& limits = options_.flood;
  if (!limits.on) return std::nullopt;
  if (const auto wait = chat.throttle.wait(now(), limits.chat)) {
    ++message_counts_.refused_by_chat;
    return too_many_requests(*wait);
  }
  if (is_bulk(chat)) {
    if (const auto wait = bulk_throttle_.wait(now(), limits.bulk)) {
      ++message_counts_.refused_by_bulk;
      return too_many_requests(*wait);
    }
    bulk_throttle_.take(now(), limits.bulk);
  }
  chat.throttle.take(now(), limits.chat);
  return std::nullopt;
}

std::optional<ApiError> BotAccount::refuse_edit(Chat& chat) {
  const FloodLimits& limits = options_.flood;
  if (!limits.on) return std::nullopt;
  if (const auto wait = chat.throttle.wait(now(), limits.chat)) {
    ++message_counts_.refused_by_chat;
    return too_many_requests(*wait);
  }
  chat.throttle.take(now(), limits.chat);
  return std::nullopt;
}

std::string BotAccount::deliver(Chat& chat, json::object content, const ReplyMarkup& markup,
                                std::optional<Invoice> invoice) {
  if (markup.shown) content["reply_markup"] = *markup.shown;
  ++chat.messages_from_bot;
  ++message_counts_.sent;
  if (is_bulk(chat)) ++message_counts_.sent_in_bulk;
  if (const auto text = broadcast_text(content)) sent_texts_.note(*text, chat.id(), now());
  std::string message = json::serialize(message_of(chat, user_json(), std::move(content), now()));
  chat.note(now(), "bot", "message", message);
  chat.show({.id = values::MessageId{last_message_id_},
             .json = message,
             .buttons = markup.buttons,
             .invoice = std::move(invoice)});
  return message;
}

ApiResult<std::string> BotAccount::edit_content(Chat& chat, values::MessageId id, const TextPlace& place,
                                                const json::object& content, const ReplyMarkup& markup) {
  ShownMessage* shown = chat.find_message(id);
  if (shown == nullptr) return bad_request("message to edit not found");
  json::object edited = json::parse(shown->json).as_object();
  const bool has_place = place.text == kCaption.text ? has_media(edited) : edited.contains(place.text);
  if (!has_place) return bad_request("there is no " + std::string(place.text) + " in the message to edit");
  for (const std::string_view field : {place.text, place.entities}) {
    edited.erase(field);
    if (const json::value* replacement = content.if_contains(field)) edited[field] = *replacement;
  }
  return replace(chat, *shown, std::move(edited), markup);
}

ApiResult<std::string> BotAccount::edit_markup(Chat& chat, values::MessageId id, const ReplyMarkup& markup) {
  ShownMessage* shown = chat.find_message(id);
  if (shown == nullptr) return bad_request("message to edit not found");
  return replace(chat, *shown, json::parse(shown->json).as_object(), markup);
}

ApiResult<std::string> BotAccount::replace(Chat& chat, ShownMessage& shown, json::object edited,
                                           const ReplyMarkup& markup) {
  edited.erase("reply_markup");
  if (markup.shown) edited["reply_markup"] = *markup.shown;
  if (edited == json::parse(shown.json).as_object()) {
    return bad_request(
        "message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message");
  }
  edited["edit_date"] = unix_seconds(now());
  shown.json = json::serialize(edited);
  shown.buttons = markup.buttons;
  chat.note(now(), "bot", "edited_message", shown.json);
  return shown.json;
}

std::vector<FileIdentifiers> BotAccount::identify(FileKind kind) {
  if (kind == FileKind::video) return {identifiers_.file("BAACAgIAAxkDAA")};
  if (kind == FileKind::document) return {identifiers_.file("BQACAgIAAxkDAA")};
  std::vector<FileIdentifiers> sizes;
  while (sizes.size() < kPhotoSizes) sizes.push_back(identifiers_.file("AgACAgIAAxkDAA"));
  return sizes;
}

const MediaFile& BotAccount::keep_file(FileKind kind, const Upload& upload) {
  return files_.keep({.kind = kind, .identifiers = identify(kind), .upload = upload});
}

values::Result<void> BotAccount::refuse_file(std::string_view id) {
  if (!files_.refuse(id)) return values::Error{"no file has the file_id '" + std::string(id) + "'"};
  return {};
}

ApiResult<void> BotAccount::answer_callback(const std::string& id) {
  if (!callback_queries_.answer(id, now())) return query_too_old();
  return {};
}

void BotAccount::confirm_updates(std::int64_t offset) {
  updates_.expire(now());
  settle_confirmed(false);
  updates_.confirm(offset, now());
  settle_confirmed(true);
}

void BotAccount::confirm_update(values::UpdateId id) {
  updates_.confirm_one(id, now());
  const auto paid = std::ranges::find_if(unconfirmed_charges_,
                                         [&](std::size_t charge) { return payments_.charge(charge).update == id; });
  if (paid == unconfirmed_charges_.end()) return;
  payments_.charge(*paid).confirmed = true;
  unconfirmed_charges_.erase(paid);
}

values::Result<void> BotAccount::set_webhook(WebhookSettings settings) {
  if (webhook_ == settings) return {};
  webhook_ = std::move(settings);
  webhook_history = {};
  const values::Result<void> changed = on_webhook ? on_webhook() : values::Result<void>{};
  if (!changed) webhook_.reset();
  return changed;
}

void BotAccount::delete_webhook() {
  if (!webhook_) return;
  webhook_.reset();
  if (on_webhook) static_cast<void>(on_webhook());
}

void BotAccount::drop_pending_updates() {
  updates_.drop_pending();
  settle_confirmed(false);
}

void BotAccount::settle_confirmed(bool confirmed) {
  while (!unconfirmed_charges_.empty()) {
    Charge& charge = payments_.charge(unconfirmed_charges_.front());
    if (updates_.is_pending(*charge.update)) return;
    charge.confirmed = confirmed;
    unconfirmed_charges_.pop_front();
  }
}

void BotAccount::inject(json::object update) {
  if (const std::optional<values::UserId> sender = sender_of(update)) open_chat(*sender).last_action = now();
  updates_.inject(std::move(update), now());
  if (on_update) on_update();
}

void BotAccount::advance() {
  for (const PaymentEvent& event : payments_.advance(now())) tell(event);
  updates_.expire(now());
  settle_confirmed(false);
}

}  // namespace simulator
