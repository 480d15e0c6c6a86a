#include "conversations.hpp"

namespace bot {

Decision show_statistics(const Customer& owner, const Context& context) {
  const Situation& situation = context.situation;
  return reply(owner, owner.texts().statistics(context.reader.totals(situation.now), situation.users_online,
                                               situation.bots_served, situation.catalogue.plans()));
}

}  // namespace bot
