#include "shop/effects.hpp"

#include "enum_names.hpp"
#include "shop/funnel.hpp"

namespace shop {
namespace {

const CounterKey kPaymentSucceeded{kPaymentTransactions, "success"};
const CounterKey kPaymentFailed{kPaymentTransactions, "failed"};
const CounterKey kBotCreated{kBotsCreated, ""};
const CounterKey kRevenueReceived{kRevenue, ""};
const CounterKey kStarsRefunded{kRefundedStars, ""};
const CounterKey kPaymentImported{kImportedPayments, ""};
constexpr EnumNames<TimerKind::silenced_alert> kTimerKinds{"checkout_deadline", "forget_updates",  "plan_notice",
                                                           "withdrawn_plans",   "course_reminder", "lesson_opens",
                                                           "channel_access",    "silenced_alert"};

CounterKey activations_of(PlanId plan) {
  return {kSubscriptionActivations, std::string(to_string(plan))};
}

CounterKey reached(FunnelStep step) {
  return {kShopFunnel, std::string(to_string(step))};
}

CounterKey refunds_of(RefundKind kind) {
  return {kRefunds, std::string(to_string(kind))};
}

CounterKey of_course(std::string_view metric, const values::CourseId& course) {
  return {metric, course.value()};
}

std::vector<Increment> counted(const MembershipChanged& change) {
  const Membership& now = change.membership;
  if (change.before == now.state) return {};
  if (now.state == MembershipState::joined) return {{of_course(kChannelJoins, now.course)}};
  if (now.state == MembershipState::removed) return {{of_course(kChannelRemovals, now.course)}};
  return {};
}

std::vector<Increment> counted(const Payment& payment) {
  std::vector<Increment> increments{{kPaymentSucceeded}, {kRevenueReceived, payment.amount.amount()}};
  // Nobody goes through the funnel for a renewal: Telegram charges by itself.
  if (payment.kind != PaymentKind::renewal) increments.push_back({reached(FunnelStep::paid)});
  if (payment.source == LedgerSource::reconciliation) increments.push_back({kPaymentImported});
  return increments;
}

struct CountedAs {
  std::vector<Increment> operator()(const PaymentRecorded& recorded) const { return counted(recorded.payment); }
  std::vector<Increment> operator()(const RefundRecorded& recorded) const {
    return {{refunds_of(recorded.refund.kind)}, {kStarsRefunded, recorded.refund.amount.amount()}};
  }
  std::vector<Increment> operator()(const CheckoutDeclined&) const { return {{kPaymentFailed}}; }
  std::vector<Increment> operator()(const CheckoutFailed&) const { return {{kPaymentFailed}}; }
  std::vector<Increment> operator()(const CheckoutApproved&) const { return {{reached(FunnelStep::approved)}}; }
  std::vector<Increment> operator()(const OrderPlaced&) const { return {{reached(FunnelStep::opened_invoice)}}; }
  std::vector<Increment> operator()(const PlansShown&) const { return {{reached(FunnelStep::viewed_plans)}}; }
  std::vector<Increment> operator()(const ConversationStarted&) const { return {{reached(FunnelStep::started)}}; }
  std::vector<Increment> operator()(const SubscriptionActivated& activated) const {
    return {{activations_of(activated.subscription.plan)}};
  }
  std::vector<Increment> operator()(const BotCreated&) const { return {{kBotCreated}}; }
  std::vector<Increment> operator()(const CourseViewed& viewed) const {
    return {{of_course(kCourseViews, viewed.course)}};
  }
  std::vector<Increment> operator()(const CourseSold& sold) const {
    return {{of_course(kCourseSales, sold.course)}, {of_course(kCourseRevenue, sold.course), sold.paid.amount()}};
  }
  std::vector<Increment> operator()(const CourseCompleted& completed) const {
    return {{of_course(kCourseCompletions, completed.course)}};
  }
  std::vector<Increment> operator()(const MembershipChanged& changed) const { return counted(changed); }
  std::vector<Increment> operator()(const EnrolmentChanged&) const { return {}; }
  std::vector<Increment> operator()(const LessonRead&) const { return {}; }
  std::vector<Increment> operator()(const QuizAnswered&) const { return {}; }
  std::vector<Increment> operator()(const MediaRemembered&) const { return {}; }
  std::vector<Increment> operator()(const MediaForgotten&) const { return {}; }
  std::vector<Increment> operator()(const ChannelStandingChanged&) const { return {}; }
  std::vector<Increment> operator()(const AlertChanged&) const { return {}; }
  std::vector<Increment> operator()(const AlertTold&) const { return {}; }
  std::vector<Increment> operator()(const LanguageChosen&) const { return {}; }
  std::vector<Increment> operator()(const RemindersSwitched&) const { return {}; }
  std::vector<Increment> operator()(const QuestionAsked&) const { return {}; }
  std::vector<Increment> operator()(const UserSeen&) const { return {}; }
  std::vector<Increment> operator()(const UserBlockedBot&) const { return {}; }
  std::vector<Increment> operator()(const OrderClosed&) const { return {}; }
  std::vector<Increment> operator()(const SubscriptionChanged&) const { return {}; }
  std::vector<Increment> operator()(const RefundRequested&) const { return {}; }
  std::vector<Increment> operator()(const RefundRefused&) const { return {}; }
  std::vector<Increment> operator()(const TransactionNoted&) const { return {}; }
  std::vector<Increment> operator()(const ReconciledUpTo&) const { return {}; }
  std::vector<Increment> operator()(const OwnerActed&) const { return {}; }
  std::vector<Increment> operator()(const BroadcastDrafted&) const { return {}; }
  std::vector<Increment> operator()(const BroadcastChanged&) const { return {}; }
  std::vector<Increment> operator()(const RecipientTaken&) const { return {}; }
  std::vector<Increment> operator()(const RecipientSettled&) const { return {}; }
  std::vector<Increment> operator()(const UserForgotten&) const { return {}; }
  std::vector<Increment> operator()(const TimerSet&) const { return {}; }
};

}  // namespace

std::string_view to_string(TimerKind kind) {
  return kTimerKinds.of(kind);
}

std::optional<TimerKind> parse_timer_kind(std::string_view name) {
  return kTimerKinds.parse(name);
}

std::span<const CounterKey> all_counters() {
  static const std::vector<CounterKey> kCounters = [] {
    std::vector<CounterKey> keys{kBotCreated,      kPaymentSucceeded, kPaymentFailed,
                                 kRevenueReceived, kStarsRefunded,    kPaymentImported};
    for (const RefundKind kind : {RefundKind::refund, RefundKind::chargeback}) keys.push_back(refunds_of(kind));
    for (const PlanId plan : kAllPlans) keys.push_back(activations_of(plan));
    for (const FunnelStep step : kFunnelSteps) keys.push_back(reached(step));
    return keys;
  }();
  return kCounters;
}

std::vector<Increment> counted_as(const Effect& effect) {
  return std::visit(CountedAs{}, effect);
}

}  // namespace shop
