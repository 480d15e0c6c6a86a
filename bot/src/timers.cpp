#include "alerts.hpp"
#include "conversations.hpp"
#include "courses.hpp"

namespace bot {
namespace {

/// What comes at every start and every hour.
Decision look_after_the_shop(std::string_view subject, const Context& context) {
  Decision decision = end_withdrawn_renewals(subject, context);
  add(decision, check_channels(context));
  return decision;
}

}  // namespace

Decision decide(const TimerFired& timer, store::Reader& reader, const Situation& situation) {
  const Context context{.reader = reader, .situation = situation};
  switch (timer.kind) {
    case shop::TimerKind::checkout_deadline:
      return checkout_deadline_passed(values::PreCheckoutQueryId{timer.subject}, context);
    case shop::TimerKind::plan_notice:
      return give_notice(timer.subject, context);
    case shop::TimerKind::withdrawn_plans:
      return look_after_the_shop(timer.subject, context);
    case shop::TimerKind::course_reminder:
      return remind_reader(timer.subject, context);
    case shop::TimerKind::lesson_opens:
      return lesson_opens(timer.subject, context);
    case shop::TimerKind::channel_access:
      return check_channel_access(timer.subject, context);
    case shop::TimerKind::silenced_alert:
      return look_at_alert(timer.subject, context);
    case shop::TimerKind::forget_updates:
      return {};
  }
  return {};
}

}  // namespace bot
