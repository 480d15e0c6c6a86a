#include "conversations.hpp"

namespace bot {

Decision decide(const TimerFired& timer, store::Reader& reader, const Situation& situation) {
  const Context context{.reader = reader, .situation = situation};
  switch (timer.kind) {
    case shop::TimerKind::checkout_deadline:
      return checkout_deadline_passed(values::PreCheckoutQueryId{timer.subject}, context);
    case shop::TimerKind::plan_notice:
      return give_notice(timer.subject, context);
    case shop::TimerKind::withdrawn_plans:
      return end_withdrawn_renewals(timer.subject, context);
    case shop::TimerKind::forget_updates:
      return {};
  }
  return {};
}

}  // namespace bot
