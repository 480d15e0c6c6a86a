#include "conversations.hpp"

namespace bot {

Decision show_my_plan(const Customer& customer, const Context& context) {
  const Situation& situation = context.situation;
  const std::optional<shop::Subscription> current = context.reader.subscription(situation.bot, customer.id);
  if (!current) return reply(customer, customer.texts().no_plan());
  const shop::PlanOffer& offer = situation.catalogue.plan(current->plan);
  return reply(customer, current->active_at(situation.now) ? customer.texts().current_plan(offer, current->ends_at)
                                                           : customer.texts().ended_plan(offer, current->ends_at));
}

}  // namespace bot
