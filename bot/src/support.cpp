// Telegram asks a bot that sells for Stars to answer /paysupport (core.telegram.org/bots/payments-stars); its own
// support doesn't help with purchases from bots. A customer can't see who owns a bot, so the bot carries messages
// between them.

#include <algorithm>

#include "audit.hpp"
#include "conversations.hpp"
#include "notation.hpp"
#include "positive_number.hpp"
#include "refunds.hpp"
#include "values/utf8.hpp"

namespace bot {
namespace {

// Leaves room for what the bot writes around the quoted text, in any language.
constexpr std::size_t kMaxQuotedText = telegram::kMaxMessageText - 512;

constexpr std::size_t kPaymentsInACase = 3;
// Telegram doesn't limit a charge; its own are far shorter.
constexpr std::size_t kMaxQuotedCharge = 256;

/// What owners need to know about `customer`, without the request itself.
SupportCase case_of(const Customer& customer, const Context& context) {
  SupportCase support_case{.customer = customer.id, .request = {}};
  support_case.subscription = context.reader.subscription(context.situation.bot, customer.id);
  if (support_case.subscription) {
    support_case.offer = &context.situation.catalogue.plan(support_case.subscription->plan);
  }
  support_case.payments = payment_lines(customer.id, kPaymentsInACase, context);
  for (PaymentLine& line : support_case.payments) {
    line.payment.charge = values::ChargeId{bounded(line.payment.charge.value(), kMaxQuotedCharge)};
  }
  return support_case;
}

/// The request is cut to what the facts leave room for: how to answer must survive.
std::string described(SupportCase support_case, std::string_view request, const Texts& texts) {
  const std::size_t facts = values::count_code_points(texts.support_request(support_case));
  support_case.request = bounded(request, telegram::kMaxMessageText - std::min(facts, telegram::kMaxMessageText));
  return texts.support_request(support_case);
}

}  // namespace

Decision pay_support(const Customer& customer, std::string_view request, const Context& context) {
  if (context.situation.owners.empty()) return reply(customer, customer.texts().pay_support_without_owners());
  if (request.empty()) return reply(customer, customer.texts().pay_support());
  Decision decision = reply(customer, customer.texts().support_request_sent());
  const SupportCase support_case = case_of(customer, context);
  add(decision, tell_owners(context, [&](const Texts& texts) { return described(support_case, request, texts); }));
  return decision;
}

Decision answer_customer(const Customer& owner, std::string_view arguments, const Context& context) {
  const auto [id, answer] = split_first_word(arguments);
  const std::optional<std::int64_t> number_of_user = parse_positive(id);
  if (!number_of_user || answer.empty()) return reply(owner, owner.texts().how_to_answer());
  const values::UserId addressee{*number_of_user};
  const std::optional<shop::User> user = context.reader.user(context.situation.bot, addressee);
  if (!user) return reply(owner, owner.texts().no_such_customer(addressee));

  Decision decision = reply(owner, owner.texts().answer_sent(addressee));
  const Customer customer{.id = addressee, .language = user->language};
  decision.outgoing.push_back(receipt_to(customer, customer.texts().support_answer(bounded(answer, kMaxQuotedText))));
  // What was written is between the two of them.
  audited(decision, owner, "answer", number(addressee), "", context);
  return decision;
}

}  // namespace bot
