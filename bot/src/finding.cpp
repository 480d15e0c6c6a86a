// What an owner needs to answer a customer: who that is, what they have, and what they paid.

#include "conversations.hpp"
#include "courses.hpp"
#include "owner_texts.hpp"
#include "positive_number.hpp"
#include "refunds.hpp"
#include "shop/checkout.hpp"

namespace bot {
namespace {

constexpr std::size_t kPaymentsShown = 8;
constexpr std::size_t kMaxQuotedText = 300;

CustomerCase case_of(values::UserId id, const Context& context) {
  const Situation& situation = context.situation;
  CustomerCase found{.id = id,
                     .user = context.reader.user(situation.bot, id),
                     .subscription = context.reader.subscription(situation.bot, id),
                     .payments = payment_lines(id, kPaymentsShown, context)};
  if (found.subscription) {
    found.stage = shop::stage_of(*found.subscription, situation.catalogue.rules(), situation.now);
  }
  return found;
}

bool is_known(const CustomerCase& found) {
  return found.user || found.subscription || !found.payments.empty();
}

/// "#17" and "order:17".
std::optional<shop::Order> order_named(std::string_view what, const Context& context) {
  if (what.starts_with('#')) return order_named_in("order:" + std::string(what.substr(1)), context);
  return order_named_in(what, context);
}

std::optional<shop::Payment> payment_named(std::string_view what, const Context& context) {
  std::optional<shop::Payment> payment = context.reader.payment(values::ChargeId{std::string(what)});
  if (payment && payment->bot != context.situation.bot) payment.reset();
  return payment;
}

std::string describe(const shop::Order& order, const Customer& owner, const Context& context) {
  const OwnerTexts& texts = owner_texts_in(owner.language);
  const shop::Catalogue& catalogue = context.situation.catalogue;
  return texts.order(order, title_of(order.product, owner.language, catalogue)) + "\n\n" +
         texts.customer(case_of(order.user, context), catalogue);
}

}  // namespace

Decision find(const Customer& owner, std::string_view what, const Context& context) {
  const OwnerTexts& texts = owner_texts_in(owner.language);
  if (what.empty()) return reply(owner, texts.how_to_find());
  if (const std::optional<std::int64_t> number = parse_positive(what)) {
    const CustomerCase found = case_of(values::UserId{*number}, context);
    if (is_known(found)) return reply(owner, texts.customer(found, context.situation.catalogue));
  }
  if (const std::optional<shop::Order> order = order_named(what, context)) {
    return reply(owner, describe(*order, owner, context));
  }
  if (const std::optional<shop::Payment> payment = payment_named(what, context)) {
    return reply(owner, texts.payment({.payment = *payment, .state = state_of(*payment, context)},
                                      context.reader.refund(payment->charge)));
  }
  return reply(owner, texts.nothing_found(bounded(what, kMaxQuotedText)));
}

}  // namespace bot
