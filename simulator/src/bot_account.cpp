#include "bot_account.hpp"

#include <utility>

#include <boost/json.hpp>

#include "message.hpp"

namespace simulator {
namespace {

namespace json = boost::json;

std::int64_t unix_seconds(values::Timestamp at) {
  return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

values::Error no_chat(values::UserId user) {
  return {"user " + std::to_string(user.value()) + " has no chat with the bot: say something first"};
}

values::Error has_blocked(values::UserId user) {
  return {"user " + std::to_string(user.value()) + " has blocked the bot: unblock it first"};
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

json::object successful_payment_content(const Charge& charge) {
  return {{"successful_payment",
           {{"currency", "XTR"},
            {"total_amount", charge.amount.amount()},
            {"invoice_payload", charge.payload},
            {"telegram_payment_charge_id", charge.id.value()},
            {"provider_payment_charge_id", charge.provider_id}}}};
}

}  // namespace

BotAccount::BotAccount(values::BotId id, Identifiers& identifiers, const values::Clock& clock,
                       BotAccountOptions options)
    : id_(id),
      identifiers_(identifiers),
      clock_(clock),
      options_(options),
      updates_(identifiers),
      payments_(identifiers) {}

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
  return chats_.try_emplace(id, invent_user(user, language)).first->second;
}

std::optional<values::UpdateId> BotAccount::push(std::string_view type, const json::object& content) {
  const std::optional<values::UpdateId> update = updates_.push(type, content, now());
  if (update && on_update) on_update();
  return update;
}

json::object BotAccount::message_of(const Chat& chat, json::object sender, json::object content) {
  json::object message{{"message_id", ++last_message_id_},
                       {"from", std::move(sender)},
                       {"chat", chat.person().chat_json()},
                       {"date", unix_seconds(now())}};
  for (auto& field : content) message.emplace(field.key(), std::move(field.value()));
  return message;
}

std::optional<values::UpdateId> BotAccount::receive(Chat& chat, json::object content) {
  const json::object message = message_of(chat, chat.person().user_json(), std::move(content));
  ++chat.messages_from_person;
  chat.note(now(), "user", "message", json::serialize(message));
  return push("message", message);
}

ActionResult BotAccount::say(values::UserId user, std::string_view text, std::optional<std::string_view> language) {
  Chat& chat = open_chat(user, language.value_or("ru"));
  if (chat.blocked) return has_blocked(user);
  if (language) chat.person().language_code = *language;
  return receive(chat, text_content(text));
}

ActionResult BotAccount::send_sticker(values::UserId user, std::string_view emoji) {
  Chat& chat = open_chat(user);
  if (chat.blocked) return has_blocked(user);
  return receive(chat, sticker_content(emoji));
}

ActionResult BotAccount::press(values::UserId user, std::string_view data, bool forged) {
  Chat* chat = find_chat(values::private_chat_of(user));
  if (chat == nullptr) return no_chat(user);
  const Keyboard* keyboard = chat->keyboard_with(data);
  if (keyboard == nullptr && forged) keyboard = chat->newest_keyboard();
  if (keyboard == nullptr && !forged) {
    return values::Error{"no button in the chat has the data '" + std::string(data) +
                         "': see /control/chat, or add \"forged\":true"};
  }
  json::object query{{"id", identifiers_.query()}, {"from", chat->person().user_json()}};
  if (keyboard != nullptr) query["message"] = json::parse(keyboard->message);
  query["chat_instance"] = std::to_string(id_.value() + user.value());
  query["data"] = data;
  callback_queries_.ask(std::string(query["id"].get_string()), now());
  chat->note(now(), "user", "callback_query", json::serialize(json::object{{"id", query["id"]}, {"data", data}}));
  return push("callback_query", query);
}

ActionResult BotAccount::pay(values::UserId user, const Purchase& purchase) {
  Chat* chat = find_chat(values::private_chat_of(user));
  if (chat == nullptr) return no_chat(user);
  const Invoice* invoice = chat->newest_invoice();
  if (invoice == nullptr && !(purchase.payload && purchase.amount)) {
    return values::Error{"there is no unpaid invoice in the chat: give payload and amount to forge one"};
  }
  const PreCheckout& asked = payments_.ask({.id = {},
                                            .user = user,
                                            .payload = purchase.payload ? *purchase.payload : invoice->payload,
                                            .amount = purchase.amount ? *purchase.amount : invoice->amount,
                                            .intent = purchase.intent,
                                            .lateness = purchase.lateness,
                                            .asked = {}},
                                           now());
  const json::object query{{"id", asked.id.value()},
                           {"from", chat->person().user_json()},
                           {"currency", "XTR"},
                           {"total_amount", asked.amount.amount()},
                           {"invoice_payload", asked.payload}};
  chat->note(now(), "user", "pre_checkout_query", json::serialize(query));
  return push("pre_checkout_query", query);
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
  return push("my_chat_member", change);
}

std::string BotAccount::deliver(Chat& chat, json::object content, const ReplyMarkup& markup,
                                std::optional<Invoice> invoice) {
  if (markup.shown) content["reply_markup"] = *markup.shown;
  std::string message = json::serialize(message_of(chat, user_json(), std::move(content)));
  ++chat.messages_from_bot;
  chat.note(now(), "bot", "message", message);
  if (invoice) {
    invoice->message = values::MessageId{last_message_id_};
    chat.show(*std::move(invoice));
  }
  if (!markup.buttons.empty()) chat.show(Keyboard{markup.buttons, message});
  return message;
}

ApiResult<void> BotAccount::answer_pre_checkout(const values::PreCheckoutQueryId& id, bool ok,
                                                std::string_view error_message) {
  const PreCheckout* asked = payments_.find(id);
  Chat* chat = asked == nullptr ? nullptr : find_chat(values::private_chat_of(asked->user));
  const ApiResult<std::optional<std::size_t>> charge = payments_.answer(id, ok, now());
  if (!charge) return charge.error();
  if (chat != nullptr) {
    json::object answer{{"ok", ok}};
    if (!ok) answer["error_message"] = error_message;
    chat->note(now(), "bot", "pre_checkout_answer", json::serialize(answer));
  }
  if (charge->has_value()) tell_charge(**charge);
  return {};
}

ApiResult<void> BotAccount::answer_callback(const std::string& id) {
  if (!callback_queries_.answer(id, now())) return query_too_old();
  return {};
}

void BotAccount::tell_charge(std::size_t index) {
  const Charge& charge = payments_.charges()[index];
  Chat& chat = open_chat(charge.user);
  chat.settle_invoice(charge.payload);
  const std::optional<values::UpdateId> update = receive(chat, successful_payment_content(charge));
  payments_.charge(index).update = update;
  if (update) unconfirmed_charges_.push_back(index);
}

void BotAccount::confirm_updates(std::int64_t offset) {
  updates_.expire(now());
  settle_confirmed(false);
  updates_.confirm(offset, now());
  settle_confirmed(true);
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
  if (const std::optional<values::UserId> sender = sender_of(update)) open_chat(*sender);
  updates_.inject(std::move(update), now());
  if (on_update) on_update();
}

void BotAccount::advance() {
  for (const std::size_t index : payments_.advance(now())) tell_charge(index);
}

}  // namespace simulator
