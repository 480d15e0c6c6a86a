// A plan that was taken off sale isn't renewed any more; it stays with those who have it until its end.

#include "conversations.hpp"
#include "subscriptions.hpp"

namespace bot {
namespace {

/// As many as one transaction should handle; the rest come with the next.
constexpr std::size_t kMostAtOnce = 100;

void end_withdrawn(Decision& decision, const shop::Subscription& before, const Context& context) {
  end_renewal(decision, before, context);
  change(decision, shop::with_renewal(before, shop::RenewalState::canceled), before, context);
  const Customer customer = customer_of(before.user, context);
  const shop::PlanOffer& offer = context.situation.catalogue.plan(before.plan);
  decision.outgoing.push_back(receipt_to(customer, customer.texts().plan_withdrawn(offer, before.ends_at)));
}

}  // namespace

Decision end_withdrawn_renewals(std::string_view timer_subject, const Context& context) {
  const Situation& situation = context.situation;
  Decision decision;
  std::size_t room = kMostAtOnce;
  for (const shop::PlanOffer& offer : situation.catalogue.plans()) {
    if (offer.on_sale || room == 0) continue;
    const std::vector<shop::Subscription> renewing = context.reader.renewing(situation.bot, offer.id, room);
    room -= renewing.size();
    for (const shop::Subscription& subscription : renewing) end_withdrawn(decision, subscription, context);
  }
  if (room == 0) {
    decision.effects.push_back(shop::TimerSet{
        .kind = shop::TimerKind::withdrawn_plans, .subject = std::string(timer_subject), .due = situation.now});
  }
  return decision;
}

}  // namespace bot
