#pragma once
// What conversations build their decisions from: whom they talk to, what they may ask, and the messages they send.
//
//   return reply(customer, customer.texts().no_plan());

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/conversation.hpp"
#include "texts.hpp"

namespace bot {

/// Whom an answer is for.
struct Customer {
  values::UserId id;
  shop::Language language = shop::Language::english;

  values::ChatId chat() const { return values::private_chat_of(id); }
  const Texts& texts() const { return texts_in(language); }
};

/// What a conversation may know.
struct Context {
  store::Reader& reader;
  const Situation& situation;
};

/// `user` with the language in which the bot knows them; English for somebody it doesn't know.
Customer customer_of(values::UserId user, const Context& context);

/// A text to a chat; cut to what Telegram takes.
Outgoing message_to(values::ChatId chat, std::string text, store::Lane lane = store::Lane::reply,
                    telegram::InlineKeyboard keyboard = {});

/// A promise kept in writing: owners learn when it can't be delivered.
Outgoing receipt_to(const Customer& customer, std::string text);

/// A file; `caption` has at most telegram::kMaxCaption.
Outgoing document_to(const Customer& owner, telegram::Document document, std::string caption);

/// A decision that changes nothing and answers `customer`.
Decision reply(const Customer& customer, std::string text, telegram::InlineKeyboard keyboard = {});

/// A message to each owner, in the language in which the bot knows them.
std::vector<Outgoing> tell_owners(const Context& context, const std::function<std::string(const Texts&)>& message);

bool is_owner(const Situation& situation, values::UserId user);

/// The order of this bot that a payload names.
std::optional<shop::Order> order_named_in(std::string_view payload, const Context& context);

/// Appends `more` to `decision`.
void add(Decision& decision, Decision more);
void add(Decision& decision, std::vector<Outgoing> more);

/// A foreign text, made well-formed and cut to `limit` code points, so that it fits into a message of ours.
std::string bounded(std::string_view foreign, std::size_t limit);

}  // namespace bot
