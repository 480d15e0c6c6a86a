#pragma once
// What a decision may ask the store. Answers are those of the transaction that the decision is part of: they include
// what earlier updates of the same batch changed.
//
// Used by one thread at a time, within one transaction. Throws StoreError when the database can't answer.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shop/alert.hpp"
#include "shop/broadcast.hpp"
#include "shop/learning.hpp"
#include "shop/promo.hpp"
#include "shop/records.hpp"
#include "shop/star_transaction.hpp"
#include "values/id.hpp"
#include "values/stars.hpp"
#include "values/time.hpp"

namespace store {

/// What happened so far, on all replicas together: what an owner asks for.
struct Totals {
  std::int64_t users = 0;
  std::int64_t bots = 0;
  std::int64_t payments_succeeded = 0;
  std::int64_t payments_failed = 0;
  std::int64_t refunds = 0;
  values::Stars received;  ///< Before refunds.
  values::Stars refunded;
};

/// What came in and went back in a span of days.
struct Sales {
  std::int64_t payments = 0;
  values::Stars received;
  std::int64_t refunds = 0;
  values::Stars refunded;
};

/// From when on Telegram's account of a bot created here at `created_at` is compared with the ledger: a day before, for
/// that long updates wait, and clocks differ. What is older was never this ledger's.
inline values::Timestamp account_begin(values::Timestamp created_at) {
  return created_at - std::chrono::hours{24};
}

/// How much of Telegram's account has been compared with the ledger.
struct Reconciled {
  std::int64_t transactions = 0;
  std::string last;  ///< The id of the last of them.
  values::Timestamp at;
};

class Reader {
 public:
  virtual ~Reader() = default;

  virtual std::optional<shop::User> user(values::BotId bot, values::UserId user) = 0;
  virtual std::optional<shop::Order> order(values::OrderId order) = 0;
  virtual std::optional<shop::Checkout> checkout(const values::PreCheckoutQueryId& query) = 0;
  /// The newest checkout of `order` that is approved and not yet paid or failed.
  virtual std::optional<shop::Checkout> open_checkout_of(values::OrderId order) = 0;
  virtual std::optional<shop::Payment> payment(const values::ChargeId& charge) = 0;
  /// The oldest payment with that payload of which no refund is requested or recorded.
  virtual std::optional<shop::Payment> kept_payment_with(values::BotId bot, std::string_view payload) = 0;
  /// The oldest payment of kind `first` with that payload by that payer: it names the subscription to Telegram.
  virtual std::optional<shop::Payment> first_charge(values::BotId bot, values::UserId payer,
                                                    std::string_view payload) = 0;
  /// Newest first.
  virtual std::vector<shop::Payment> payments_of(values::BotId bot, values::UserId payer, std::size_t limit) = 0;
  virtual std::optional<shop::RefundRequest> refund_request(const values::ChargeId& charge) = 0;
  virtual std::optional<shop::Refund> refund(const values::ChargeId& charge) = 0;
  virtual std::optional<shop::Subscription> subscription(values::BotId bot, values::UserId user) = 0;
  /// Subscriptions to `plan` whose renewal is active.
  virtual std::vector<shop::Subscription> renewing(values::BotId bot, shop::PlanId plan, std::size_t limit) = 0;
  /// Orders with that code that are paid or have an open checkout; `except` is left out, and so is its customer's part
  /// of it.
  virtual shop::PromoUses promo_uses(values::BotId bot, std::string_view code, values::UserId customer,
                                     std::optional<values::OrderId> except) = 0;
  /// Of the days (UTC) from `first` to before `end`, by the time of the entry in the ledger.
  virtual Sales sales(std::chrono::sys_days first, std::chrono::sys_days end) = 0;
  virtual std::optional<Reconciled> reconciled(values::BotId bot) = 0;
  /// Whether that entry of Telegram's account, neither a payment nor a refund of ours, was noted before.
  virtual bool is_noted(values::BotId bot, const std::string& transaction, shop::Direction direction) = 0;
  /// For `/export` and `/audit`: the newest `limit`, newest first.
  virtual std::vector<shop::Payment> newest_payments(values::BotId bot, std::size_t limit) = 0;
  virtual std::vector<shop::Subscription> newest_subscriptions(values::BotId bot, std::size_t limit) = 0;
  virtual std::vector<shop::AuditEntry> newest_audit(values::BotId bot, std::size_t limit) = 0;
  /// As fast with a million users and payments as with none.
  virtual Totals totals() = 0;

  virtual std::optional<shop::Broadcast> broadcast(values::BroadcastId broadcast) = 0;
  virtual std::optional<shop::Broadcast> broadcast_under_way(values::BotId bot) = 0;
  /// Whether a message of the broadcast to that user is on its way.
  virtual bool is_awaited(values::BroadcastId broadcast, values::UserId user) = 0;
  virtual std::int64_t awaited(values::BroadcastId broadcast) = 0;
  /// Who of the segment comes after `after`, in the order of their numbers; nobody who blocked the bot. As fast with a
  /// million users as with a hundred, unless the segment is rare among those whom its index holds.
  virtual std::vector<values::UserId> recipients(values::BotId bot, shop::Segment segment, values::UserId after,
                                                 values::Timestamp now, std::size_t limit) = 0;
  /// Counts them one by one: a fraction of a second for a million.
  virtual std::int64_t count_recipients(values::BotId bot, shop::Segment segment, values::Timestamp now) = 0;

  /// The same of those who have the course, or read it by a plan: not of those who gave it back.
  virtual std::vector<values::UserId> students(values::BotId bot, const values::CourseId& course, values::UserId after,
                                               std::size_t limit) = 0;
  virtual std::int64_t count_students(values::BotId bot, const values::CourseId& course) = 0;

  virtual std::optional<shop::Enrolment> enrolment(values::BotId bot, values::UserId user,
                                                   const values::CourseId& course) = 0;
  /// The newest first.
  virtual std::vector<shop::Enrolment> enrolments_of(values::BotId bot, values::UserId user, std::size_t limit) = 0;
  virtual shop::Progress progress(values::BotId bot, values::UserId user, const values::CourseId& course) = 0;
  /// As fast with a million students as with none.
  virtual shop::CourseStatistics course_statistics(values::BotId bot, const values::CourseId& course) = 0;
  /// What the user's next message answers, if that was asked since then.
  virtual std::optional<std::string> question(values::BotId bot, values::UserId user, values::Timestamp since) = 0;
  /// What Telegram calls that file of the catalogue.
  virtual std::optional<std::string> media(values::BotId bot, const std::string& file) = 0;
  virtual std::optional<shop::Membership> membership(values::BotId bot, values::UserId user,
                                                     const values::CourseId& course) = 0;
  virtual std::vector<shop::Membership> memberships_of(values::BotId bot, values::UserId user) = 0;
  /// Those who were invited to the course's channel and have no link: who has waited longest, first.
  virtual std::vector<shop::Membership> waiting_for_channel(values::BotId bot, const values::CourseId& course,
                                                            std::size_t limit) = 0;
  virtual std::optional<shop::ChannelStanding> channel_standing(values::BotId bot, values::ChatId chat) = 0;
  /// For `/export`: the latest to act and to enrol, first. Looks at all users for that: half a second for a million.
  virtual std::vector<shop::User> newest_users(values::BotId bot, std::size_t limit) = 0;
  virtual std::vector<shop::Enrolment> newest_enrolments(values::BotId bot, std::size_t limit) = 0;

  virtual std::optional<shop::Alert> alert(values::AlertId alert) = 0;
  /// The time that began then of the alert with that fingerprint.
  virtual std::optional<shop::Alert> alert(values::BotId bot, const std::string& fingerprint,
                                           values::Timestamp began_at) = 0;
  /// Those not over, the latest to begin first.
  virtual std::vector<shop::Alert> firing_alerts(values::BotId bot, std::size_t limit) = 0;
  /// In the order of their chats.
  virtual std::vector<shop::AlertMessage> alert_messages(values::AlertId alert) = 0;

  /// A number for a new alert; see `next_order_id`.
  virtual values::AlertId next_alert_id() = 0;
  /// A number for a new broadcast; see `next_order_id`.
  virtual values::BroadcastId next_broadcast_id() = 0;
  /// A number for a new order, larger than all before. Never given twice by one open store, not even after a rollback.
  virtual values::OrderId next_order_id() = 0;
};

}  // namespace store
