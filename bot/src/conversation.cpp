#include "bot/conversation.hpp"

#include <stdexcept>

#include "alerts.hpp"
#include "charts.hpp"
#include "conversations.hpp"
#include "courses.hpp"

namespace bot {
namespace {

const telegram::User* person(const telegram::User& user) {
  return user.is_bot ? nullptr : &user;
}

/// The private chat with a user has the user's number (Bot API, "Chat").
values::UserId user_of(const telegram::Chat& chat) {
  return values::UserId{chat.id.value()};
}

/// Who wrote `message`, if it was a person.
const telegram::User* sender_of(const telegram::Message& message) {
  return message.from ? person(*message.from) : nullptr;
}

/// A payment counts wherever its message appears; anything else only in a private chat.
std::optional<values::UserId> customer_in(const telegram::Message& message) {
  const bool is_private = message.chat.is_private();
  // Of a refund Telegram tells in the payer's chat, in the name of either side.
  if (message.refunded_payment) return is_private ? std::optional(user_of(message.chat)) : std::nullopt;
  if (!is_private && !message.successful_payment) return std::nullopt;
  if (const telegram::User* sender = sender_of(message)) return sender->id;
  if (message.successful_payment && is_private) return user_of(message.chat);
  return std::nullopt;
}

/// Who sent `content`, as Telegram describes them; none if it doesn't, or for bots.
struct Sender {
  const telegram::User* operator()(const telegram::UnknownUpdate&) const { return nullptr; }
  const telegram::User* operator()(const telegram::Message& message) const { return sender_of(message); }
  const telegram::User* operator()(const telegram::CallbackQuery& query) const { return person(query.from); }
  const telegram::User* operator()(const telegram::PreCheckoutQuery& query) const { return person(query.from); }
  const telegram::User* operator()(const telegram::MyChatMember& change) const { return person(change.from); }
  const telegram::User* operator()(const telegram::ChatJoinRequest&) const { return nullptr; }
  const telegram::User* operator()(const telegram::ChatMemberChanged&) const { return nullptr; }
  const telegram::User* operator()(const telegram::SubscriptionUpdated& update) const { return person(update.user); }
};

/// What the user has chosen, or else what Telegram says. It doesn't always: what it said last still holds then.
shop::Language language_of(values::UserId user, const telegram::Update& update, const Context& context) {
  const std::optional<shop::User> known = context.reader.user(context.situation.bot, user);
  if (known && known->chose_language) return known->language;
  const telegram::User* sender = std::visit(Sender{}, update.content);
  if (sender != nullptr && sender->language_code) return shop::language_of(*sender->language_code);
  return known ? known->language : shop::Language::english;
}

Decision on_owner_command(CommandId command, const Customer& owner, std::string_view arguments,
                          const telegram::Message& message, const Context& context) {
  switch (command) {
    case CommandId::add_course:
      return add_course(owner, arguments, context);
    case CommandId::edit_course:
      return edit_course(owner, arguments, context);
    case CommandId::course_stats:
      return show_course_statistics(owner, arguments, context);
    case CommandId::stats:
      return show_statistics(owner, context);
    case CommandId::find:
      return find(owner, arguments, context);
    case CommandId::answer:
      return answer_customer(owner, arguments, context);
    case CommandId::grant:
      return grant(owner, arguments, context);
    case CommandId::revoke:
      return revoke(owner, arguments, context);
    case CommandId::export_table:
      return export_table(owner, arguments, context);
    case CommandId::audit:
      return show_audit(owner, context);
    case CommandId::broadcast:
      return draft_broadcast(owner, arguments, message, context);
    case CommandId::alerts:
      return show_alerts(owner);
    case CommandId::chart:
      return show_chart(owner, arguments);
    case CommandId::dashboard:
      return show_dashboard(owner, arguments);
    case CommandId::query:
      return show_query(owner, arguments);
    case CommandId::metrics:
      return show_metrics(owner, context);
    default:
      throw std::logic_error("command " + std::to_string(static_cast<int>(command)) + " is not an owner's");
  }
}

Decision on_command(CommandId command, const Customer& customer, std::string_view arguments,
                    const telegram::Message& message, const Context& context) {
  const bool owner = is_owner(context.situation, customer.id);
  switch (command) {
    case CommandId::start:
      return welcome(customer);
    case CommandId::help:
      return show_help(customer, context);
    case CommandId::courses:
      return show_courses(customer, 1, nullptr, context);
    case CommandId::search:
      return search_courses(customer, arguments, context);
    case CommandId::receipts:
      return show_receipts(customer, context);
    case CommandId::language:
      return show_languages(customer);
    case CommandId::reminders:
      return show_reminders(customer, context);
    case CommandId::support:
      return support(customer, arguments, context);
    case CommandId::plans:
      return show_plans(customer, context);
    case CommandId::buy:
      return buy(customer, arguments, context);
    case CommandId::subscribe:
      return subscribe(customer, arguments, context);
    case CommandId::promo:
      return use_promo(customer, arguments, context);
    case CommandId::my:
      return show_my_plan(customer, context);
    case CommandId::refund:
      return owner && !arguments.empty() ? refund_charge(customer, arguments, context)
                                         : offer_refunds(customer, context);
    case CommandId::paysupport:
      return pay_support(customer, arguments, context);
    case CommandId::terms:
      return show_terms(customer, context);
    case CommandId::privacy:
      return show_privacy(customer);
    case CommandId::delete_me:
      return offer_to_forget(customer, context);
    case CommandId::add_course:
    case CommandId::edit_course:
    case CommandId::course_stats:
    case CommandId::stats:
    case CommandId::find:
    case CommandId::answer:
    case CommandId::grant:
    case CommandId::revoke:
    case CommandId::export_table:
    case CommandId::audit:
    case CommandId::broadcast:
    case CommandId::alerts:
    case CommandId::chart:
    case CommandId::dashboard:
    case CommandId::query:
    case CommandId::metrics:
      return owner ? on_owner_command(command, customer, arguments, message, context) : not_understood(customer);
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
    if (message.refunded_payment) return receive_refund(customer.id, *message.refunded_payment, context);
    const std::string_view text = message.text ? std::string_view(*message.text) : std::string_view();
    const std::optional<CommandLine> line = parse_command(text);
    const std::optional<CommandId> command = line ? command_named(line->name) : std::nullopt;
    if (!line) return answer_question(customer, message, context);
    if (command) return on_command(*command, customer, line->arguments, message, context);
    std::optional<Decision> editing = edit_by_command(customer, line->name, context);
    return editing ? *std::move(editing) : not_understood(customer);
  }

  Decision operator()(const telegram::CallbackQuery& query) const { return press_button(customer, query, context); }

  Decision operator()(const telegram::PreCheckoutQuery& query) const { return check_out(customer, query, context); }

  Decision operator()(const telegram::MyChatMember&) const { return {}; }

  // What these two tell is heard in channels alone.
  Decision operator()(const telegram::ChatJoinRequest&) const { return {}; }
  Decision operator()(const telegram::ChatMemberChanged&) const { return {}; }

  Decision operator()(const telegram::SubscriptionUpdated& update) const {
    return subscription_updated(customer, update, context);
  }
};

/// What happens in a channel or group, where nobody talks with the bot.
std::optional<Decision> in_channel(const telegram::Update& update, const Context& context) {
  if (const auto* request = std::get_if<telegram::ChatJoinRequest>(&update.content)) {
    return join_requested(*request, context);
  }
  if (const auto* change = std::get_if<telegram::ChatMemberChanged>(&update.content)) {
    return channel_member_changed(*change, context);
  }
  const auto* change = std::get_if<telegram::MyChatMember>(&update.content);
  if (change != nullptr && !change->chat.is_private()) return standing_changed(*change, context);
  return std::nullopt;
}

bool blocks_the_bot(const telegram::Update& update) {
  const auto* change = std::get_if<telegram::MyChatMember>(&update.content);
  return change != nullptr && change->new_status == "kicked";
}

/// Money that came or went.
bool moves_money(const telegram::Update& update) {
  const auto* message = std::get_if<telegram::Message>(&update.content);
  return message != nullptr && (message->successful_payment || message->refunded_payment);
}

/// The customer whom an update is about, whether or not they did anything.
std::optional<values::UserId> customer_in(const telegram::Update& update) {
  if (const auto* message = std::get_if<telegram::Message>(&update.content)) return customer_in(*message);
  if (const auto* change = std::get_if<telegram::MyChatMember>(&update.content)) {
    if (!change->chat.is_private()) return std::nullopt;
  }
  const telegram::User* sender = std::visit(Sender{}, update.content);
  return sender != nullptr ? std::optional(sender->id) : std::nullopt;
}

/// What Telegram does by itself: it renews, fails to, and gives back, and nobody was there.
bool happens_by_itself(const telegram::Update& update) {
  if (std::holds_alternative<telegram::SubscriptionUpdated>(update.content)) return true;
  const auto* message = std::get_if<telegram::Message>(&update.content);
  if (message == nullptr) return false;
  const std::optional<telegram::SuccessfulPayment>& payment = message->successful_payment;
  return message->refunded_payment || (payment && payment->is_recurring && !payment->is_first_recurring);
}

}  // namespace

std::optional<values::UserId> actor_of(const telegram::Update& update) {
  return happens_by_itself(update) ? std::nullopt : customer_in(update);
}

Decision decide(const telegram::Update& update, store::Reader& reader, const Situation& situation) {
  const Context context{.reader = reader, .situation = situation};
  if (std::optional<Decision> decision = in_channel(update, context)) return *std::move(decision);
  const std::optional<values::UserId> concerned = customer_in(update);
  if (!concerned) {
    if (moves_money(update)) throw std::runtime_error("payment that doesn't say whose it is: it can't be booked");
    return {};
  }
  if (blocks_the_bot(update)) {
    return {.effects = {shop::UserBlockedBot{.bot = situation.bot, .user = *concerned}}, .outgoing = {}};
  }
  const Customer customer{.id = *concerned, .language = language_of(*concerned, update, context)};
  Decision decision;
  // Who was forgotten must not come back because Telegram has something to tell about them.
  if (actor_of(update)) {
    decision.effects.push_back(
        shop::UserSeen{.bot = situation.bot, .user = customer.id, .language = customer.language, .at = situation.now});
  }
  add(decision, std::visit(Conversation{customer, context}, update.content));
  return decision;
}

}  // namespace bot
