// A plan's end is announced, once each time: before it, at it, and when the grace is over.

#include <stdexcept>

#include "conversations.hpp"
#include "positive_number.hpp"
#include "subscriptions.hpp"

namespace bot {
namespace {

std::string text_of(const shop::Notice& notice, const shop::Subscription& subscription, const Texts& texts,
                    const shop::Catalogue& catalogue) {
  const shop::PlanOffer& offer = catalogue.plan(subscription.plan);
  const std::chrono::days grace = catalogue.rules().grace;
  switch (notice.kind) {
    case shop::NoticeKind::ends_soon:
      return subscription.renews() ? texts.plan_renews_soon(offer, *subscription.renewal)
                                   : texts.plan_ends_soon(offer, subscription.ends_at);
    case shop::NoticeKind::has_ended:
      return texts.plan_has_ended(
          offer, subscription.ends_at,
          grace > std::chrono::days{0} ? std::optional(subscription.ends_at + grace) : std::nullopt);
    case shop::NoticeKind::is_over:
      return texts.plan_is_over(offer);
  }
  throw std::logic_error("a notice without a text");
}

bool can_be_told(values::UserId user, const Context& context) {
  const std::optional<shop::User> known = context.reader.user(context.situation.bot, user);
  return !known || !known->blocked_the_bot;
}

}  // namespace

Decision give_notice(std::string_view user_number, const Context& context) {
  const Situation& situation = context.situation;
  Decision decision;
  const std::optional<std::int64_t> number_of_user = parse_positive(user_number);
  if (!number_of_user) return decision;
  const values::UserId user{*number_of_user};
  const std::optional<shop::Subscription> before = context.reader.subscription(situation.bot, user);
  if (!before) return decision;

  const std::optional<shop::Notice> notice = shop::notice_due(*before, situation.catalogue.rules(), situation.now);
  if (!notice) {
    // The clock was set back, or the end has moved since.
    schedule_notice(decision, *before, context);
    return decision;
  }
  change(decision, shop::noticed(*before, *notice), *before, context);
  if (can_be_told(user, context)) {
    const Customer customer = customer_of(user, context);
    decision.outgoing.push_back(
        message_to(customer.chat(), text_of(*notice, *before, customer.texts(), situation.catalogue)));
  }
  return decision;
}

}  // namespace bot
