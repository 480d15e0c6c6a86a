#include "answer.hpp"

#include <algorithm>
#include <iterator>

#include "values/utf8.hpp"

namespace bot {

Customer customer_of(values::UserId user, const Context& context) {
  const std::optional<shop::User> known = context.reader.user(context.situation.bot, user);
  return {.id = user, .language = known ? known->language : shop::Language::english};
}

Outgoing message_to(values::ChatId chat, std::string text, store::Lane lane, telegram::InlineKeyboard keyboard) {
  // A text has no more code points than bytes: most are short enough at a glance.
  if (text.size() > telegram::kMaxMessageText) text = bounded(text, telegram::kMaxMessageText);
  return {.call = telegram::to_call(
              telegram::SendMessage{.chat_id = chat, .text = std::move(text), .keyboard = std::move(keyboard)}),
          .chat = chat,
          .lane = lane,
          .deadline = std::nullopt};
}

Outgoing receipt_to(const Customer& customer, std::string text) {
  return message_to(customer.chat(), std::move(text), store::Lane::receipt);
}

Outgoing document_to(const Customer& owner, telegram::Document document, std::string caption) {
  return {.call = telegram::to_call(telegram::SendDocument{
              .chat_id = owner.chat(), .document = std::move(document), .caption = std::move(caption)}),
          .chat = owner.chat(),
          .lane = store::Lane::reply,
          .deadline = std::nullopt};
}

Decision reply(const Customer& customer, std::string text, telegram::InlineKeyboard keyboard) {
  Decision decision;
  decision.outgoing.push_back(message_to(customer.chat(), std::move(text), store::Lane::reply, std::move(keyboard)));
  return decision;
}

std::vector<Outgoing> tell_owners(const Context& context, const std::function<std::string(const Texts&)>& message) {
  std::vector<Outgoing> messages;
  for (const values::UserId owner : context.situation.owners) {
    const Customer addressee = customer_of(owner, context);
    messages.push_back(message_to(addressee.chat(), message(addressee.texts())));
  }
  return messages;
}

bool is_owner(const Situation& situation, values::UserId user) {
  return std::ranges::find(situation.owners, user) != situation.owners.end();
}

std::optional<shop::Order> order_named_in(std::string_view payload, const Context& context) {
  const std::optional<values::OrderId> id = shop::order_in(payload);
  if (!id) return std::nullopt;
  std::optional<shop::Order> order = context.reader.order(*id);
  if (order && order->bot != context.situation.bot) order.reset();
  return order;
}

void add(Decision& decision, Decision more) {
  std::ranges::move(more.effects, std::back_inserter(decision.effects));
  add(decision, std::move(more.outgoing));
}

void add(Decision& decision, std::vector<Outgoing> more) {
  std::ranges::move(more, std::back_inserter(decision.outgoing));
}

std::string bounded(std::string_view foreign, std::size_t limit) {
  return values::truncate_code_points(values::to_valid_utf8(foreign), limit);
}

}  // namespace bot
