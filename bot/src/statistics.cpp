#include "conversations.hpp"
#include "owner_texts.hpp"

namespace bot {

Decision show_statistics(const Customer& owner, const Context& context) {
  const Situation& situation = context.situation;
  const auto today = std::chrono::floor<std::chrono::days>(situation.now);
  const auto sales_of_last = [&](std::chrono::days days) {
    const std::chrono::sys_days end = today + std::chrono::days{1};
    return context.reader.sales(end - days, end);
  };
  return reply(owner, owner_texts_in(owner.language)
                          .statistics({.totals = context.reader.totals(),
                                       .today = sales_of_last(std::chrono::days{1}),
                                       .last_7_days = sales_of_last(std::chrono::days{7}),
                                       .last_30_days = sales_of_last(std::chrono::days{30}),
                                       .users_online = situation.users_online,
                                       .bots_served = situation.bots_served,
                                       .active_subscriptions = situation.active_subscriptions},
                                      situation.catalogue.plans()));
}

}  // namespace bot
