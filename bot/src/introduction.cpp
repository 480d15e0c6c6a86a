#include "conversations.hpp"

namespace bot {

Decision welcome(const Customer& customer) {
  Decision decision = reply(customer, customer.texts().welcome());
  decision.effects.push_back(shop::ConversationStarted{});
  return decision;
}

Decision show_help(const Customer& customer, const Context& context) {
  const bool owner = is_owner(context.situation, customer.id);
  return reply(customer, owner ? customer.texts().help(kOwnerCommands) : customer.texts().help(kCustomerCommands));
}

Decision not_understood(const Customer& customer) {
  return reply(customer, customer.texts().not_understood());
}

}  // namespace bot
