// Telegram asks a bot that sells for Stars to answer /paysupport (core.telegram.org/bots/payments-stars); its own
// support doesn't help with purchases from bots. A customer can't see who owns a bot, so the bot carries messages
// between them.

#include <charconv>

#include "conversations.hpp"

namespace bot {
namespace {

// Leaves room for what the bot writes around the quoted text, in any language.
constexpr std::size_t kMaxQuotedText = telegram::kMaxMessageText - 512;

std::optional<values::UserId> parse_user(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size() || number <= 0) return std::nullopt;
  return values::UserId{number};
}

}  // namespace

Decision pay_support(const Customer& customer, std::string_view request, const Context& context) {
  if (context.situation.owners.empty()) return reply(customer, customer.texts().pay_support_without_owners());
  if (request.empty()) return reply(customer, customer.texts().pay_support());
  Decision decision = reply(customer, customer.texts().support_request_sent());
  add(decision, tell_owners(context, [&](const Texts& texts) {
        return texts.support_request(customer.id, bounded(request, kMaxQuotedText));
      }));
  return decision;
}

Decision answer_customer(const Customer& owner, std::string_view arguments, const Context& context) {
  const auto [id, answer] = split_first_word(arguments);
  const std::optional<values::UserId> addressee = parse_user(id);
  if (!addressee || answer.empty()) return reply(owner, owner.texts().how_to_answer());
  const std::optional<shop::User> user = context.reader.user(context.situation.bot, *addressee);
  if (!user) return reply(owner, owner.texts().no_such_customer(*addressee));

  Decision decision = reply(owner, owner.texts().answer_sent(*addressee));
  const Customer customer{.id = *addressee, .language = user->language};
  // In the lane of receipts, so that the owners learn when it can't be delivered.
  decision.outgoing.push_back(message_to(
      customer.chat(), customer.texts().support_answer(bounded(answer, kMaxQuotedText)), store::Lane::receipt));
  return decision;
}

}  // namespace bot
