#include "bot/conversation.hpp"

#include <stdexcept>

#include "conversations.hpp"

namespace bot {
namespace {

const telegram::User* person(const telegram::User& user) {
  return user.is_bot ? nullptr : &user;
}

/// Who wrote `message`, if it was a person.
const telegram::User* sender_of(const telegram::Message& message) {
  return message.from ? person(*message.from) : nullptr;
}

/// A payment counts wherever its message appears; anything else only in a private chat.
std::optional<values::UserId> actor_in(const telegram::Message& message) {
  if (!message.chat.is_private() && !message.successful_payment) return std::nullopt;
  if (const telegram::User* sender = sender_of(message)) return sender->id;
  if (message.successful_payment && message.chat.is_private()) return values::UserId{message.chat.id.value()};
  return std::nullopt;
}

/// Who sent `content`, as Telegram describes them; none if it doesn't, or for bots.
struct Sender {
  const telegram::User* operator()(const telegram::UnknownUpdate&) const { return nullptr; }
  const telegram::User* operator()(const telegram::Message& message) const { return sender_of(message); }
  const telegram::User* operator()(const telegram::CallbackQuery& query) const { return person(query.from); }
  const telegram::User* operator()(const telegram::PreCheckoutQuery& query) const { return person(query.from); }
  const telegram::User* operator()(const telegram::MyChatMember& change) const { return person(change.from); }
};

/// Telegram doesn't always say a user's language; what it said last still holds then.
shop::Language language_of(values::UserId actor, const telegram::Update& update, const Context& context) {
  const telegram::User* sender = std::visit(Sender{}, update.content);
  if (sender != nullptr && sender->language_code) return shop::language_of(*sender->language_code);
  const std::optional<shop::User> known = context.reader.user(context.situation.bot, actor);
  return known ? known->language : shop::Language::english;
}

Decision on_command(CommandId command, const Customer& customer, std::string_view arguments, const Context& context) {
  const bool owner = is_owner(context.situation, customer.id);
  switch (command) {
    case CommandId::start:
      return welcome(customer);
    case CommandId::help:
      return show_help(customer, context);
    case CommandId::plans:
      return show_plans(customer, context);
    case CommandId::buy:
      return buy(customer, arguments, context);
    case CommandId::my:
      return show_my_plan(customer, context);
    case CommandId::paysupport:
      return pay_support(customer, arguments, context);
    case CommandId::terms:
      return show_terms(customer, context);
    case CommandId::privacy:
      return show_privacy(customer);
    case CommandId::stats:
      return owner ? show_statistics(customer, context) : not_understood(customer);
    case CommandId::answer:
      return owner ? answer_customer(customer, arguments, context) : not_understood(customer);
  }
  throw std::logic_error("command " + std::to_string(static_cast<int>(command)) + " has no conversation");
}

/// The conversation that an update belongs to.
struct Conversation {
  const Customer& customer;
  const Context& context;

  Decision operator()(const telegram::UnknownUpdate&) const { return {}; }

  Decision operator()(const telegram::Message& message) const {
    if (message.successful_payment) return receive_payment(customer, *message.successful_payment, context);
    const std::string_view text = message.text ? std::string_view(*message.text) : std::string_view();
    const std::optional<CommandLine> line = parse_command(text);
    const std::optional<CommandId> command = line ? command_named(line->name) : std::nullopt;
    return command ? on_command(*command, customer, line->arguments, context) : not_understood(customer);
  }

  Decision operator()(const telegram::CallbackQuery& query) const { return press_button(customer, query, context); }

  Decision operator()(const telegram::PreCheckoutQuery& query) const { return check_out(customer, query, context); }

  Decision operator()(const telegram::MyChatMember&) const { return {}; }
};

bool blocks_the_bot(const telegram::Update& update) {
  const auto* change = std::get_if<telegram::MyChatMember>(&update.content);
  return change != nullptr && change->new_status == "kicked";
}

bool is_payment(const telegram::Update& update) {
  const auto* message = std::get_if<telegram::Message>(&update.content);
  return message != nullptr && message->successful_payment.has_value();
}

}  // namespace

std::optional<values::UserId> actor_of(const telegram::Update& update) {
  if (const auto* message = std::get_if<telegram::Message>(&update.content)) return actor_in(*message);
  if (const auto* change = std::get_if<telegram::MyChatMember>(&update.content)) {
    if (!change->chat.is_private()) return std::nullopt;
  }
  const telegram::User* sender = std::visit(Sender{}, update.content);
  return sender != nullptr ? std::optional(sender->id) : std::nullopt;
}

Decision decide(const telegram::Update& update, store::Reader& reader, const Situation& situation) {
  const std::optional<values::UserId> actor = actor_of(update);
  if (!actor) {
    if (is_payment(update)) throw std::runtime_error("payment that doesn't say who paid: it can't be booked");
    return {};
  }
  if (blocks_the_bot(update)) {
    return {.effects = {shop::UserBlockedBot{.bot = situation.bot, .user = *actor}}, .outgoing = {}};
  }
  const Context context{.reader = reader, .situation = situation};
  const Customer customer{.id = *actor, .language = language_of(*actor, update, context)};
  Decision decision;
  decision.effects.push_back(
      shop::UserSeen{.bot = situation.bot, .user = customer.id, .language = customer.language, .at = situation.now});
  add(decision, std::visit(Conversation{customer, context}, update.content));
  return decision;
}

}  // namespace bot
