#include "conversations.hpp"
#include "courses.hpp"
#include "subscriptions.hpp"

namespace bot {
namespace {

std::optional<shop::Subscription> plan_of(const Customer& customer, const Context& context) {
  return context.reader.subscription(context.situation.bot, customer.id);
}

}  // namespace

Decision offer_to_forget(const Customer& customer, const Context& context) {
  const Situation& situation = context.situation;
  const Texts& texts = customer.texts();
  std::string text = texts.what_forgetting_means();
  const std::optional<shop::Subscription> plan = plan_of(customer, context);
  if (plan && plan->active_at(situation.now)) {
    text += "\n\n" + texts.forgetting_ends(situation.catalogue.plan(plan->plan), plan->ends_at);
  }
  return reply(customer, std::move(text), {{{.text = texts.forget_button(), .callback_data = "forget:yes"}}});
}

Decision forget(const Customer& customer, const Context& context) {
  Decision decision;
  if (const std::optional<shop::Subscription> plan = plan_of(customer, context)) {
    end_renewal(decision, *plan, context);
    // What is removed without having ended would be counted as active for ever.
    if (plan->active_at(context.situation.now)) {
      change(decision, shop::after_revocation(*plan, context.situation.now), *plan, context);
    }
  }
  leave_channels(decision, customer.id, context);
  // Last: it takes back that the customer was seen just now, and the timer of their plan.
  decision.effects.push_back(
      shop::UserForgotten{.bot = context.situation.bot, .user = customer.id, .at = context.situation.now});
  add(decision, recipient_forgotten(customer.id, context));
  add(decision, reply(customer, customer.texts().forgotten()));
  return decision;
}

}  // namespace bot
