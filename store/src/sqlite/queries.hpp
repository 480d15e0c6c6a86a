#pragma once
// What a Reader is asked, answered from the rows that the connection sees.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "sqlite/statements.hpp"
#include "store/reader.hpp"

namespace store::sqlite {

/// Its functions are those of Reader, and mean the same.
class Queries {
 public:
  explicit Queries(Statements& statements) : statements_(statements) {}

  std::optional<shop::User> user(values::BotId bot, values::UserId user);
  std::optional<shop::Order> order(values::OrderId order);
  std::optional<shop::Checkout> checkout(const values::PreCheckoutQueryId& query);
  std::optional<shop::Checkout> open_checkout_of(values::OrderId order);
  std::optional<shop::Payment> payment(const values::ChargeId& charge);
  std::optional<shop::Payment> kept_payment_with(values::BotId bot, std::string_view payload);
  std::optional<shop::Payment> first_charge(values::BotId bot, values::UserId payer, std::string_view payload);
  std::vector<shop::Payment> payments_of(values::BotId bot, values::UserId payer, std::size_t limit);
  std::optional<shop::RefundRequest> refund_request(const values::ChargeId& charge);
  std::optional<shop::Refund> refund(const values::ChargeId& charge);
  std::optional<shop::Subscription> subscription(values::BotId bot, values::UserId user);
  std::vector<shop::Subscription> renewing(values::BotId bot, shop::PlanId plan, std::size_t limit);
  shop::PromoUses promo_uses(values::BotId bot, std::string_view code, values::UserId customer,
                             std::optional<values::OrderId> except);
  Sales sales(std::chrono::sys_days first, std::chrono::sys_days end);
  std::optional<Reconciled> reconciled(values::BotId bot);
  bool is_noted(values::BotId bot, const std::string& transaction, shop::Direction direction);
  std::vector<shop::Payment> newest_payments(values::BotId bot, std::size_t limit);
  std::vector<shop::Subscription> newest_subscriptions(values::BotId bot, std::size_t limit);
  std::vector<shop::AuditEntry> newest_audit(values::BotId bot, std::size_t limit);
  std::optional<shop::Broadcast> broadcast(values::BroadcastId broadcast);
  std::optional<shop::Broadcast> broadcast_under_way(values::BotId bot);
  bool is_awaited(values::BroadcastId broadcast, values::UserId user);
  std::int64_t awaited(values::BroadcastId broadcast);
  std::vector<values::UserId> recipients(values::BotId bot, shop::Segment segment, values::UserId after,
                                         values::Timestamp now, std::size_t limit);
  std::int64_t count_recipients(values::BotId bot, shop::Segment segment, values::Timestamp now);
  std::vector<values::UserId> students(values::BotId bot, const values::CourseId& course, values::UserId after,
                                       std::size_t limit);
  std::int64_t count_students(values::BotId bot, const values::CourseId& course);
  std::optional<shop::Enrolment> enrolment(values::BotId bot, values::UserId user, const values::CourseId& course);
  std::vector<shop::Enrolment> enrolments_of(values::BotId bot, values::UserId user, std::size_t limit);
  shop::Progress progress(values::BotId bot, values::UserId user, const values::CourseId& course);
  shop::CourseStatistics course_statistics(values::BotId bot, const values::CourseId& course);
  std::optional<std::string> question(values::BotId bot, values::UserId user, values::Timestamp since);
  std::optional<std::string> media(values::BotId bot, const std::string& file);
  std::optional<shop::Membership> membership(values::BotId bot, values::UserId user, const values::CourseId& course);
  std::vector<shop::Membership> memberships_of(values::BotId bot, values::UserId user);
  std::vector<shop::Membership> waiting_for_channel(values::BotId bot, const values::CourseId& course,
                                                    std::size_t limit);
  std::optional<shop::ChannelStanding> channel_standing(values::BotId bot, values::ChatId chat);
  std::vector<shop::User> newest_users(values::BotId bot, std::size_t limit);
  std::vector<shop::Enrolment> newest_enrolments(values::BotId bot, std::size_t limit);
  std::optional<shop::Alert> alert(values::AlertId alert);
  std::optional<shop::Alert> alert(values::BotId bot, const std::string& fingerprint, values::Timestamp began_at);
  std::vector<shop::Alert> firing_alerts(values::BotId bot, std::size_t limit);
  std::vector<shop::AlertMessage> alert_messages(values::AlertId alert);
  Totals totals();

 private:
  void add_labels(shop::Alert& alert);

  Statements& statements_;
};

}  // namespace store::sqlite
