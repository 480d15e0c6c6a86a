#pragma once
// A store in memory, as simple as can be, so that conversations can run over several steps: what decisions read, and
// what their effects do to it. Stricter than needed where money is concerned: it throws std::logic_error for what must
// not happen.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "shop/effects.hpp"
#include "store/reader.hpp"

namespace bot {

class FakeStore final : public store::Reader {
 public:
  void apply(const shop::Effects& effects);

  std::optional<shop::User> user(values::BotId bot, values::UserId user) override;
  std::optional<shop::Order> order(values::OrderId order) override;
  std::optional<shop::Checkout> checkout(const values::PreCheckoutQueryId& query) override;
  std::optional<shop::Checkout> open_checkout_of(values::OrderId order) override;
  std::optional<shop::Payment> payment(const values::ChargeId& charge) override;
  std::optional<shop::Payment> kept_payment_with(values::BotId bot, std::string_view payload) override;
  std::optional<shop::Payment> first_charge(values::BotId bot, values::UserId payer, std::string_view payload) override;
  std::vector<shop::Payment> payments_of(values::BotId bot, values::UserId payer, std::size_t limit) override;
  std::optional<shop::RefundRequest> refund_request(const values::ChargeId& charge) override;
  std::optional<shop::Refund> refund(const values::ChargeId& charge) override;
  std::optional<shop::Subscription> subscription(values::BotId bot, values::UserId user) override;
  std::vector<shop::Subscription> renewing(values::BotId bot, shop::PlanId plan, std::size_t limit) override;
  shop::PromoUses promo_uses(values::BotId bot, std::string_view code, values::UserId customer,
                             std::optional<values::OrderId> except) override;
  store::Sales sales(std::chrono::sys_days first, std::chrono::sys_days end) override;
  std::optional<store::Reconciled> reconciled(values::BotId bot) override;
  bool is_noted(values::BotId bot, const std::string& transaction, shop::Direction direction) override;
  std::vector<shop::Payment> newest_payments(values::BotId bot, std::size_t limit) override;
  std::vector<shop::Subscription> newest_subscriptions(values::BotId bot, std::size_t limit) override;
  std::vector<shop::AuditEntry> newest_audit(values::BotId bot, std::size_t limit) override;
  store::Totals totals() override;
  values::OrderId next_order_id() override { return values::OrderId{++last_order_}; }

  std::optional<shop::Broadcast> broadcast(values::BroadcastId broadcast) override;
  std::optional<shop::Broadcast> broadcast_under_way(values::BotId bot) override;
  bool is_awaited(values::BroadcastId broadcast, values::UserId user) override;
  std::int64_t awaited(values::BroadcastId broadcast) override;
  std::vector<values::UserId> recipients(values::BotId bot, shop::Segment segment, values::UserId after,
                                         values::Timestamp now, std::size_t limit) override;
  std::int64_t count_recipients(values::BotId bot, shop::Segment segment, values::Timestamp now) override;
  values::BroadcastId next_broadcast_id() override { return values::BroadcastId{++last_broadcast_}; }

  std::vector<values::UserId> students(values::BotId bot, const values::CourseId& course, values::UserId after,
                                       std::size_t limit) override;
  std::int64_t count_students(values::BotId bot, const values::CourseId& course) override;
  std::optional<shop::Enrolment> enrolment(values::BotId bot, values::UserId user,
                                           const values::CourseId& course) override;
  std::vector<shop::Enrolment> enrolments_of(values::BotId bot, values::UserId user, std::size_t limit) override;
  shop::Progress progress(values::BotId bot, values::UserId user, const values::CourseId& course) override;
  shop::CourseStatistics course_statistics(values::BotId bot, const values::CourseId& course) override;
  std::optional<std::string> question(values::BotId bot, values::UserId user, values::Timestamp since) override;
  std::optional<std::string> media(values::BotId bot, const std::string& file) override;
  std::optional<shop::Membership> membership(values::BotId bot, values::UserId user,
                                             const values::CourseId& course) override;
  std::vector<shop::Membership> memberships_of(values::BotId bot, values::UserId user) override;
  std::vector<shop::Membership> waiting_for_channel(values::BotId bot, const values::CourseId& course,
                                                    std::size_t limit) override;
  std::optional<shop::ChannelStanding> channel_standing(values::BotId bot, values::ChatId chat) override;
  std::vector<shop::User> newest_users(values::BotId bot, std::size_t limit) override;
  std::vector<shop::Enrolment> newest_enrolments(values::BotId bot, std::size_t limit) override;

  std::optional<shop::Alert> alert(values::AlertId alert) override;
  std::optional<shop::Alert> alert(values::BotId bot, const std::string& fingerprint,
                                   values::Timestamp began_at) override;
  std::vector<shop::Alert> firing_alerts(values::BotId bot, std::size_t limit) override;
  std::vector<shop::AlertMessage> alert_messages(values::AlertId alert) override;
  values::AlertId next_alert_id() override { return values::AlertId{++last_alert_}; }

  std::optional<values::Timestamp> next_timer_due() const;
  /// Takes the timers due at `now` out, in order of their time.
  std::vector<shop::TimerSet> take_due_timers(values::Timestamp now);

  using UserKey = std::pair<values::BotId, values::UserId>;
  std::map<UserKey, shop::User> users;
  std::map<values::OrderId, shop::Order> orders;
  std::map<values::PreCheckoutQueryId, shop::Checkout> checkouts;
  std::map<values::ChargeId, shop::Payment> payments;
  std::map<values::ChargeId, shop::RefundRequest> refund_requests;
  std::map<values::ChargeId, shop::Refund> refunds;
  std::map<UserKey, shop::Subscription> subscriptions;
  std::map<std::pair<shop::TimerKind, std::string>, shop::TimerSet> timers;
  std::map<std::pair<std::string, shop::Direction>, shop::StarTransaction> transactions;
  std::map<values::BotId, store::Reconciled> reconciliations;
  std::vector<shop::AuditEntry> audit;  ///< Oldest first.
  std::map<values::BroadcastId, shop::Broadcast> broadcasts;
  std::set<std::pair<values::BroadcastId, values::UserId>> awaited_recipients;
  using StudentKey = std::tuple<values::BotId, values::UserId, values::CourseId>;
  std::map<StudentKey, shop::Enrolment> enrolments;
  std::map<StudentKey, shop::Progress> progresses;
  std::map<StudentKey, shop::Membership> memberships;
  std::map<UserKey, shop::QuestionAsked> questions;
  std::map<std::pair<values::BotId, std::string>, std::string> media_files;
  std::map<std::pair<values::BotId, values::ChatId>, shop::ChannelStanding> channel_standings;
  std::map<values::AlertId, shop::Alert> alerts;
  std::map<std::pair<values::AlertId, values::ChatId>, shop::AlertMessage> messages_of_alerts;
  int bots = 1;
  std::map<shop::CounterKey, std::int64_t> counters;

 private:
  void apply(const shop::UserSeen& effect);
  void apply(const shop::UserBlockedBot& effect);
  void apply(const shop::OrderPlaced& effect);
  void apply(const shop::OrderClosed& effect);
  void apply(const shop::CheckoutApproved& effect);
  void apply(const shop::CheckoutDeclined& effect);
  void apply(const shop::CheckoutFailed& effect);
  void apply(const shop::PaymentRecorded& effect);
  void apply(const shop::SubscriptionActivated& effect);
  void apply(const shop::SubscriptionChanged& effect);
  void apply(const shop::RefundRequested& effect);
  void apply(const shop::RefundRefused& effect);
  void apply(const shop::RefundRecorded& effect);
  void apply(const shop::TransactionNoted& effect);
  void apply(const shop::ReconciledUpTo& effect);
  void apply(const shop::OwnerActed& effect);
  void apply(const shop::BroadcastDrafted& effect);
  void apply(const shop::BroadcastChanged& effect);
  void apply(const shop::RecipientTaken& effect);
  void apply(const shop::RecipientSettled& effect);
  void apply(const shop::UserForgotten& effect);
  void apply(const shop::LanguageChosen& effect);
  void apply(const shop::RemindersSwitched& effect);
  void apply(const shop::QuestionAsked& effect);
  void apply(const shop::CourseViewed& effect);
  void apply(const shop::CourseSold& effect);
  void apply(const shop::CourseCompleted& effect);
  void apply(const shop::EnrolmentChanged& effect);
  void apply(const shop::LessonRead& effect);
  void apply(const shop::QuizAnswered& effect);
  void apply(const shop::MediaRemembered& effect);
  void apply(const shop::MediaForgotten& effect);
  void apply(const shop::MembershipChanged& effect);
  void apply(const shop::ChannelStandingChanged& effect);
  void apply(const shop::AlertChanged& effect);
  void apply(const shop::AlertTold& effect);
  void apply(const shop::BotCreated& effect);
  void apply(const shop::TimerSet& effect);
  void apply(const shop::ConversationStarted&) {}
  void apply(const shop::PlansShown&) {}

  /// The payments that `wanted` accepts, oldest first.
  template <class Wanted>
  std::vector<shop::Payment> payments_where(Wanted wanted) const;
  bool is_kept(const values::ChargeId& charge) const;
  void forget_courses_of(values::BotId bot, values::UserId user);
  void forget_alerts_told_to(values::BotId bot, values::UserId user);

  std::vector<values::ChargeId> ledger_;  ///< The payments in the order in which they were recorded.
  bool belongs(const shop::User& user, shop::Segment segment, values::Timestamp now);
  /// What was counted of a course; its students and readers are counted when somebody asks.
  std::map<std::pair<values::BotId, values::CourseId>, shop::CourseStatistics> counted_of_courses_;
  std::int64_t last_order_ = 0;
  std::int64_t last_broadcast_ = 0;
  std::int64_t last_alert_ = 0;
};

}  // namespace bot
