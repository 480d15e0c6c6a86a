#pragma once
// A transaction on the one connection of a SqliteStore.

#include <chrono>
#include <string>

#include "sqlite/database.hpp"
#include "sqlite/effect_writer.hpp"
#include "sqlite/pending_counts.hpp"
#include "sqlite/queries.hpp"
#include "sqlite/sequences.hpp"
#include "sqlite/statements.hpp"
#include "store/store.hpp"

namespace metrics {
class Histogram;
}

namespace store::sqlite {

/// What a transaction needs of its store; must outlive it.
struct Connection {
  Database& database;
  Statements& statements;
  Sequences& sequences;
  const std::string& replica;
  values::Timestamp opened_at;    ///< When the counters began that count for the first time.
  metrics::Histogram* durations;  ///< In seconds, from begin to durable; null: not observed.
};

class SqliteTransaction final : public Transaction {
 public:
  explicit SqliteTransaction(const Connection& connection);
  ~SqliteTransaction() override;

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
  Sales sales(std::chrono::sys_days first, std::chrono::sys_days end) override;
  std::optional<Reconciled> reconciled(values::BotId bot) override;
  bool is_noted(values::BotId bot, const std::string& transaction, shop::Direction direction) override;
  std::vector<shop::Payment> newest_payments(values::BotId bot, std::size_t limit) override;
  std::vector<shop::Subscription> newest_subscriptions(values::BotId bot, std::size_t limit) override;
  std::vector<shop::AuditEntry> newest_audit(values::BotId bot, std::size_t limit) override;
  Totals totals() override;
  std::optional<shop::Broadcast> broadcast(values::BroadcastId broadcast) override;
  std::optional<shop::Broadcast> broadcast_under_way(values::BotId bot) override;
  bool is_awaited(values::BroadcastId broadcast, values::UserId user) override;
  std::int64_t awaited(values::BroadcastId broadcast) override;
  std::vector<values::UserId> recipients(values::BotId bot, shop::Segment segment, values::UserId after,
                                         values::Timestamp now, std::size_t limit) override;
  std::int64_t count_recipients(values::BotId bot, shop::Segment segment, values::Timestamp now) override;
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
  values::AlertId next_alert_id() override;
  values::BroadcastId next_broadcast_id() override;
  values::OrderId next_order_id() override;

  void savepoint() override;
  void release() override;
  void roll_back_to_savepoint() override;

  bool remember_update(values::BotId bot, values::UpdateId update, values::Timestamp at) override;
  void forget_updates(values::Timestamp before) override;
  void apply(const shop::Effect& effect) override;

  values::OutboxId enqueue(const OutboxMessage& message) override;
  void remove_from_outbox(values::OutboxId id) override;
  void note_begun(values::OutboxId id) override;
  void postpone(values::OutboxId id, values::Timestamp not_before, int attempts) override;

  std::vector<DueTimer> due_timers(values::Timestamp now, std::size_t limit) override;
  void remove_timer(values::TimerId id) override;

  void keep_poisonous(const PoisonousUpdate& update) override;

  void commit() override;

 private:
  /// Runs `action` on the database. A StoreError ends the whole transaction, and every later call repeats it: a caller
  /// that carries on after an error can't commit half of its work.
  template <class Action>
  auto attempt(Action action);

  Database& database_;
  Statements& statements_;
  Sequences& sequences_;
  const std::string& replica_;
  Queries queries_;
  EffectWriter effects_;
  PendingCounts counts_;
  values::Timestamp opened_at_;
  metrics::Histogram* durations_;
  std::chrono::steady_clock::time_point began_at_;
  std::string broken_by_;  // The text of the StoreError that ended it; empty while it is in order.
  bool in_savepoint_ = false;
  bool committed_ = false;
};

}  // namespace store::sqlite
