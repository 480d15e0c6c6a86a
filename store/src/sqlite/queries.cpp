#include "sqlite/queries.hpp"

#include <stdexcept>
#include <type_traits>

#include "sqlite/records.hpp"

namespace store::sqlite {
namespace {

template <class Convert>
using Record = std::invoke_result_t<Convert, const Rows&>;

template <class Convert>
std::optional<Record<Convert>> first(Rows&& rows, Convert convert) {
  if (!rows.next()) return std::nullopt;
  return convert(rows);
}

template <class Convert>
std::vector<Record<Convert>> all(Rows&& rows, Convert convert) {
  std::vector<Record<Convert>> records;
  while (rows.next()) records.push_back(convert(rows));
  return records;
}

constexpr std::int64_t kNoLimit = -1;

values::UserId user_number_from(const Rows& rows) {
  return rows.get<values::UserId>(0);
}

std::string text_from(const Rows& rows) {
  return rows.get<std::string>(0);
}

/// For the only row of a statement that always has one.
void require_row(Rows& rows) {
  if (!rows.next()) throw std::logic_error("a statement that sums up has given no row");
}

}  // namespace

std::optional<shop::User> Queries::user(values::BotId bot, values::UserId user) {
  return first(statements_.user.query(bot, user), user_from);
}

std::optional<shop::Order> Queries::order(values::OrderId order) {
  return first(statements_.order.query(order), order_from);
}

std::optional<shop::Checkout> Queries::checkout(const values::PreCheckoutQueryId& query) {
  return first(statements_.checkout.query(query), checkout_from);
}

std::optional<shop::Checkout> Queries::open_checkout_of(values::OrderId order) {
  return first(statements_.open_checkout_of.query(order), checkout_from);
}

std::optional<shop::Payment> Queries::payment(const values::ChargeId& charge) {
  return first(statements_.payment.query(charge), payment_from);
}

std::optional<shop::Payment> Queries::kept_payment_with(values::BotId bot, std::string_view payload) {
  return first(statements_.kept_payment_with.query(bot, payload), payment_from);
}

std::optional<shop::Payment> Queries::first_charge(values::BotId bot, values::UserId payer, std::string_view payload) {
  return first(statements_.first_charge.query(bot, payer, payload), payment_from);
}

std::vector<shop::Payment> Queries::payments_of(values::BotId bot, values::UserId payer, std::size_t limit) {
  return all(statements_.payments_of.query(bot, payer, limit), payment_from);
}

std::optional<shop::RefundRequest> Queries::refund_request(const values::ChargeId& charge) {
  return first(statements_.refund_request.query(charge), refund_request_from);
}

std::optional<shop::Refund> Queries::refund(const values::ChargeId& charge) {
  return first(statements_.refund.query(charge), refund_from);
}

std::optional<shop::Subscription> Queries::subscription(values::BotId bot, values::UserId user) {
  return first(statements_.subscription.query(bot, user), subscription_from);
}

std::vector<shop::Subscription> Queries::renewing(values::BotId bot, shop::PlanId plan, std::size_t limit) {
  return all(statements_.renewing.query(bot, shop::to_string(plan), limit), subscription_from);
}

shop::PromoUses Queries::promo_uses(values::BotId bot, std::string_view code, values::UserId customer,
                                    std::optional<values::OrderId> except) {
  Rows rows = statements_.promo_uses.query(bot, code, customer, except);
  require_row(rows);
  return {.by_all = rows.get<std::int64_t>(0), .by_customer = rows.get<std::int64_t>(1)};
}

Sales Queries::sales(std::chrono::sys_days first, std::chrono::sys_days end) {
  Rows rows = statements_.sales.query(first.time_since_epoch().count(), end.time_since_epoch().count());
  require_row(rows);
  return {
      .payments = rows.get<std::int64_t>(0),
      .received = rows.get<values::Stars>(1),
      .refunds = rows.get<std::int64_t>(2),
      .refunded = rows.get<values::Stars>(3),
  };
}

std::optional<Reconciled> Queries::reconciled(values::BotId bot) {
  return first(statements_.reconciled.query(bot), [](const Rows& rows) {
    return Reconciled{
        .transactions = rows.get<std::int64_t>(0),
        .last = rows.get<std::string>(1),
        .at = rows.get<values::Timestamp>(2),
    };
  });
}

bool Queries::is_noted(values::BotId bot, const std::string& transaction, shop::Direction direction) {
  return statements_.is_noted.query(bot, transaction, shop::to_string(direction)).next();
}

std::vector<shop::Payment> Queries::newest_payments(values::BotId bot, std::size_t limit) {
  return all(statements_.newest_payments.query(bot, limit), payment_from);
}

std::vector<shop::Subscription> Queries::newest_subscriptions(values::BotId bot, std::size_t limit) {
  return all(statements_.newest_subscriptions.query(bot, limit), subscription_from);
}

std::vector<shop::AuditEntry> Queries::newest_audit(values::BotId bot, std::size_t limit) {
  return all(statements_.newest_audit.query(bot, limit), audit_entry_from);
}

std::optional<shop::Broadcast> Queries::broadcast(values::BroadcastId broadcast) {
  return first(statements_.broadcast.query(broadcast), broadcast_from);
}

std::optional<shop::Broadcast> Queries::broadcast_under_way(values::BotId bot) {
  return first(statements_.broadcast_under_way.query(bot), broadcast_from);
}

bool Queries::is_awaited(values::BroadcastId broadcast, values::UserId user) {
  return statements_.is_awaited.query(broadcast, user).next();
}

std::int64_t Queries::awaited(values::BroadcastId broadcast) {
  Rows rows = statements_.awaited.query(broadcast);
  require_row(rows);
  return rows.get<std::int64_t>(0);
}

std::vector<values::UserId> Queries::recipients(values::BotId bot, shop::Segment segment, values::UserId after,
                                                values::Timestamp now, std::size_t limit) {
  return all(statements_.segments.of(segment).page.query(bot, after, now, limit), user_number_from);
}

std::int64_t Queries::count_recipients(values::BotId bot, shop::Segment segment, values::Timestamp now) {
  Rows rows = statements_.segments.of(segment).count.query(bot, values::UserId{0}, now, kNoLimit);
  require_row(rows);
  return rows.get<std::int64_t>(0);
}

std::vector<values::UserId> Queries::students(values::BotId bot, const values::CourseId& course, values::UserId after,
                                              std::size_t limit) {
  return all(statements_.students.query(bot, course, after, limit), user_number_from);
}

std::int64_t Queries::count_students(values::BotId bot, const values::CourseId& course) {
  Rows rows = statements_.count_students.query(bot, course, values::UserId{0}, kNoLimit);
  require_row(rows);
  return rows.get<std::int64_t>(0);
}

std::optional<shop::Enrolment> Queries::enrolment(values::BotId bot, values::UserId user,
                                                  const values::CourseId& course) {
  return first(statements_.enrolment.query(bot, user, course), enrolment_from);
}

std::vector<shop::Enrolment> Queries::enrolments_of(values::BotId bot, values::UserId user, std::size_t limit) {
  return all(statements_.enrolments_of.query(bot, user, limit), enrolment_from);
}

shop::Progress Queries::progress(values::BotId bot, values::UserId user, const values::CourseId& course) {
  return {
      .read = all(statements_.lessons_read.query(bot, user, course),
                  [](const Rows& rows) { return rows.get<values::LessonId>(0); }),
      .answers = all(statements_.quiz_answers.query(bot, user, course),
                     [](const Rows& rows) {
                       return shop::QuizAnswer{
                           .lesson = rows.get<values::LessonId>(0),
                           .quiz = rows.get<std::size_t>(1),
                           .choice = rows.get<std::size_t>(2),
                           .correct = rows.get<bool>(3),
                       };
                     }),
  };
}

shop::CourseStatistics Queries::course_statistics(values::BotId bot, const values::CourseId& course) {
  shop::CourseStatistics statistics;
  Rows totals = statements_.course_totals.query(bot, course);
  if (totals.next()) {
    statistics.views = totals.get<std::int64_t>(0);
    statistics.sales = totals.get<std::int64_t>(1);
    statistics.received = totals.get<values::Stars>(2);
    statistics.students = totals.get<std::int64_t>(3);
    statistics.completed = totals.get<std::int64_t>(4);
  }
  statistics.readers = all(statements_.lesson_readers.query(bot, course), [](const Rows& rows) {
    return std::pair(rows.get<values::LessonId>(0), rows.get<std::int64_t>(1));
  });
  return statistics;
}

std::optional<std::string> Queries::question(values::BotId bot, values::UserId user, values::Timestamp since) {
  return first(statements_.question.query(bot, user, since), text_from);
}

std::optional<std::string> Queries::media(values::BotId bot, const std::string& file) {
  return first(statements_.media.query(bot, file), text_from);
}

std::optional<shop::Membership> Queries::membership(values::BotId bot, values::UserId user,
                                                    const values::CourseId& course) {
  return first(statements_.membership.query(bot, user, course), membership_from);
}

std::vector<shop::Membership> Queries::memberships_of(values::BotId bot, values::UserId user) {
  return all(statements_.memberships_of.query(bot, user), membership_from);
}

std::vector<shop::Membership> Queries::waiting_for_channel(values::BotId bot, const values::CourseId& course,
                                                           std::size_t limit) {
  return all(statements_.waiting_for_channel.query(bot, course, limit), membership_from);
}

std::optional<shop::ChannelStanding> Queries::channel_standing(values::BotId bot, values::ChatId chat) {
  return first(statements_.channel_standing.query(bot, chat), channel_standing_from);
}

std::vector<shop::User> Queries::newest_users(values::BotId bot, std::size_t limit) {
  return all(statements_.newest_users.query(bot, limit), user_from);
}

std::vector<shop::Enrolment> Queries::newest_enrolments(values::BotId bot, std::size_t limit) {
  return all(statements_.newest_enrolments.query(bot, limit), enrolment_from);
}

std::optional<shop::Alert> Queries::alert(values::AlertId alert) {
  auto found = first(statements_.alert.query(alert), alert_from);
  if (found) add_labels(*found);
  return found;
}

std::optional<shop::Alert> Queries::alert(values::BotId bot, const std::string& fingerprint,
                                          values::Timestamp began_at) {
  auto found = first(statements_.alert_that_began.query(bot, fingerprint, began_at), alert_from);
  if (found) add_labels(*found);
  return found;
}

std::vector<shop::Alert> Queries::firing_alerts(values::BotId bot, std::size_t limit) {
  auto found = all(statements_.firing_alerts.query(bot, limit), alert_from);
  for (shop::Alert& alert : found) add_labels(alert);
  return found;
}

std::vector<shop::AlertMessage> Queries::alert_messages(values::AlertId alert) {
  return all(statements_.alert_messages.query(alert), alert_message_from);
}

void Queries::add_labels(shop::Alert& alert) {
  alert.labels = all(statements_.alert_labels.query(alert.id),
                     [](const Rows& rows) { return std::pair(rows.get<std::string>(0), rows.get<std::string>(1)); });
}

Totals Queries::totals() {
  Rows ledger = statements_.ledger.query();
  require_row(ledger);
  return {
      .users = ledger.get<std::int64_t>(0),
      .bots = ledger.get<std::int64_t>(1),
      .payments_succeeded = ledger.get<std::int64_t>(2),
      .payments_failed = ledger.get<std::int64_t>(3),
      .refunds = ledger.get<std::int64_t>(5),
      .received = ledger.get<values::Stars>(4),
      .refunded = ledger.get<values::Stars>(6),
  };
}

}  // namespace store::sqlite
