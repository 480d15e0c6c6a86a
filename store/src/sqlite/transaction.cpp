#include "sqlite/transaction.hpp"

#include <stdexcept>

#include "metrics/histogram.hpp"
#include "values/fault_point.hpp"

namespace store::sqlite {

SqliteTransaction::SqliteTransaction(const Connection& connection)
    : database_(connection.database),
      statements_(connection.statements),
      sequences_(connection.sequences),
      replica_(connection.replica),
      queries_(connection.statements),
      effects_(connection.statements, connection.sequences),
      opened_at_(connection.opened_at),
      durations_(connection.durations),
      began_at_(std::chrono::steady_clock::now()) {
  if (database_.in_transaction()) throw std::logic_error("a transaction is already open: one at a time");
  statements_.begin.run();
}

SqliteTransaction::~SqliteTransaction() {
  if (!committed_) database_.roll_back();
}

template <class Action>
auto SqliteTransaction::attempt(Action action) {
  if (committed_) throw std::logic_error("the transaction is already committed");
  if (!broken_by_.empty()) throw StoreError(broken_by_);
  try {
    return action();
  } catch (const StoreError& error) {
    broken_by_ = error.what();
    database_.roll_back();
    throw;
  }
}

std::optional<shop::User> SqliteTransaction::user(values::BotId bot, values::UserId user) {
  return attempt([&] { return queries_.user(bot, user); });
}

std::optional<shop::Order> SqliteTransaction::order(values::OrderId order) {
  return attempt([&] { return queries_.order(order); });
}

std::optional<shop::Checkout> SqliteTransaction::checkout(const values::PreCheckoutQueryId& query) {
  return attempt([&] { return queries_.checkout(query); });
}

std::optional<shop::Checkout> SqliteTransaction::open_checkout_of(values::OrderId order) {
  return attempt([&] { return queries_.open_checkout_of(order); });
}

std::optional<shop::Payment> SqliteTransaction::payment(const values::ChargeId& charge) {
  return attempt([&] { return queries_.payment(charge); });
}

std::optional<shop::Payment> SqliteTransaction::kept_payment_with(values::BotId bot, std::string_view payload) {
  return attempt([&] { return queries_.kept_payment_with(bot, payload); });
}

std::optional<shop::Payment> SqliteTransaction::first_charge(values::BotId bot, values::UserId payer,
                                                             std::string_view payload) {
  return attempt([&] { return queries_.first_charge(bot, payer, payload); });
}

std::vector<shop::Payment> SqliteTransaction::payments_of(values::BotId bot, values::UserId payer, std::size_t limit) {
  return attempt([&] { return queries_.payments_of(bot, payer, limit); });
}

std::optional<shop::RefundRequest> SqliteTransaction::refund_request(const values::ChargeId& charge) {
  return attempt([&] { return queries_.refund_request(charge); });
}

std::optional<shop::Refund> SqliteTransaction::refund(const values::ChargeId& charge) {
  return attempt([&] { return queries_.refund(charge); });
}

std::optional<shop::Subscription> SqliteTransaction::subscription(values::BotId bot, values::UserId user) {
  return attempt([&] { return queries_.subscription(bot, user); });
}

std::vector<shop::Subscription> SqliteTransaction::renewing(values::BotId bot, shop::PlanId plan, std::size_t limit) {
  return attempt([&] { return queries_.renewing(bot, plan, limit); });
}

shop::PromoUses SqliteTransaction::promo_uses(values::BotId bot, std::string_view code, values::UserId customer,
                                              std::optional<values::OrderId> except) {
  return attempt([&] { return queries_.promo_uses(bot, code, customer, except); });
}

Sales SqliteTransaction::sales(std::chrono::sys_days first, std::chrono::sys_days end) {
  return attempt([&] { return queries_.sales(first, end); });
}

std::optional<Reconciled> SqliteTransaction::reconciled(values::BotId bot) {
  return attempt([&] { return queries_.reconciled(bot); });
}

bool SqliteTransaction::is_noted(values::BotId bot, const std::string& transaction, shop::Direction direction) {
  return attempt([&] { return queries_.is_noted(bot, transaction, direction); });
}

std::vector<shop::Payment> SqliteTransaction::newest_payments(values::BotId bot, std::size_t limit) {
  return attempt([&] { return queries_.newest_payments(bot, limit); });
}

std::vector<shop::Subscription> SqliteTransaction::newest_subscriptions(values::BotId bot, std::size_t limit) {
  return attempt([&] { return queries_.newest_subscriptions(bot, limit); });
}

std::vector<shop::AuditEntry> SqliteTransaction::newest_audit(values::BotId bot, std::size_t limit) {
  return attempt([&] { return queries_.newest_audit(bot, limit); });
}

Totals SqliteTransaction::totals() {
  return attempt([&] { return queries_.totals(); });
}

std::optional<shop::Broadcast> SqliteTransaction::broadcast(values::BroadcastId broadcast) {
  return attempt([&] { return queries_.broadcast(broadcast); });
}

std::optional<shop::Broadcast> SqliteTransaction::broadcast_under_way(values::BotId bot) {
  return attempt([&] { return queries_.broadcast_under_way(bot); });
}

bool SqliteTransaction::is_awaited(values::BroadcastId broadcast, values::UserId user) {
  return attempt([&] { return queries_.is_awaited(broadcast, user); });
}

std::int64_t SqliteTransaction::awaited(values::BroadcastId broadcast) {
  return attempt([&] { return queries_.awaited(broadcast); });
}

std::vector<values::UserId> SqliteTransaction::recipients(values::BotId bot, shop::Segment segment,
                                                          values::UserId after, values::Timestamp now,
                                                          std::size_t limit) {
  return attempt([&] { return queries_.recipients(bot, segment, after, now, limit); });
}

std::int64_t SqliteTransaction::count_recipients(values::BotId bot, shop::Segment segment, values::Timestamp now) {
  return attempt([&] { return queries_.count_recipients(bot, segment, now); });
}

std::vector<values::UserId> SqliteTransaction::students(values::BotId bot, const values::CourseId& course,
                                                        values::UserId after, std::size_t limit) {
  return attempt([&] { return queries_.students(bot, course, after, limit); });
}

std::int64_t SqliteTransaction::count_students(values::BotId bot, const values::CourseId& course) {
  return attempt([&] { return queries_.count_students(bot, course); });
}

std::optional<shop::Enrolment> SqliteTransaction::enrolment(values::BotId bot, values::UserId user,
                                                            const values::CourseId& course) {
  return attempt([&] { return queries_.enrolment(bot, user, course); });
}

std::vector<shop::Enrolment> SqliteTransaction::enrolments_of(values::BotId bot, values::UserId user,
                                                              std::size_t limit) {
  return attempt([&] { return queries_.enrolments_of(bot, user, limit); });
}

shop::Progress SqliteTransaction::progress(values::BotId bot, values::UserId user, const values::CourseId& course) {
  return attempt([&] { return queries_.progress(bot, user, course); });
}

shop::CourseStatistics SqliteTransaction::course_statistics(values::BotId bot, const values::CourseId& course) {
  return attempt([&] { return queries_.course_statistics(bot, course); });
}

std::optional<std::string> SqliteTransaction::question(values::BotId bot, values::UserId user,
                                                       values::Timestamp since) {
  return attempt([&] { return queries_.question(bot, user, since); });
}

std::optional<std::string> SqliteTransaction::media(values::BotId bot, const std::string& file) {
  return attempt([&] { return queries_.media(bot, file); });
}

std::optional<shop::Membership> SqliteTransaction::membership(values::BotId bot, values::UserId user,
                                                              const values::CourseId& course) {
  return attempt([&] { return queries_.membership(bot, user, course); });
}

std::vector<shop::Membership> SqliteTransaction::memberships_of(values::BotId bot, values::UserId user) {
  return attempt([&] { return queries_.memberships_of(bot, user); });
}

std::vector<shop::Membership> SqliteTransaction::waiting_for_channel(values::BotId bot, const values::CourseId& course,
                                                                     std::size_t limit) {
  return attempt([&] { return queries_.waiting_for_channel(bot, course, limit); });
}

std::optional<shop::ChannelStanding> SqliteTransaction::channel_standing(values::BotId bot, values::ChatId chat) {
  return attempt([&] { return queries_.channel_standing(bot, chat); });
}

std::vector<shop::User> SqliteTransaction::newest_users(values::BotId bot, std::size_t limit) {
  return attempt([&] { return queries_.newest_users(bot, limit); });
}

std::vector<shop::Enrolment> SqliteTransaction::newest_enrolments(values::BotId bot, std::size_t limit) {
  return attempt([&] { return queries_.newest_enrolments(bot, limit); });
}

std::optional<shop::Alert> SqliteTransaction::alert(values::AlertId alert) {
  return attempt([&] { return queries_.alert(alert); });
}

std::optional<shop::Alert> SqliteTransaction::alert(values::BotId bot, const std::string& fingerprint,
                                                    values::Timestamp began_at) {
  return attempt([&] { return queries_.alert(bot, fingerprint, began_at); });
}

std::vector<shop::Alert> SqliteTransaction::firing_alerts(values::BotId bot, std::size_t limit) {
  return attempt([&] { return queries_.firing_alerts(bot, limit); });
}

std::vector<shop::AlertMessage> SqliteTransaction::alert_messages(values::AlertId alert) {
  return attempt([&] { return queries_.alert_messages(alert); });
}

values::AlertId SqliteTransaction::next_alert_id() {
  return values::AlertId{sequences_.alerts.next()};
}

values::BroadcastId SqliteTransaction::next_broadcast_id() {
  return values::BroadcastId{sequences_.broadcasts.next()};
}

values::OrderId SqliteTransaction::next_order_id() {
  return values::OrderId{sequences_.orders.next()};
}

void SqliteTransaction::savepoint() {
  attempt([&] {
    if (in_savepoint_) throw std::logic_error("a savepoint is already open: they don't nest");
    statements_.savepoint.run();
    counts_.savepoint();
    in_savepoint_ = true;
  });
}

void SqliteTransaction::release() {
  attempt([&] {
    if (!in_savepoint_) throw std::logic_error("there is no savepoint to release");
    statements_.release.run();
    in_savepoint_ = false;
  });
}

void SqliteTransaction::roll_back_to_savepoint() {
  attempt([&] {
    if (!in_savepoint_) throw std::logic_error("there is no savepoint to roll back to");
    // ROLLBACK TO undoes what was done since, but leaves the savepoint open.
    statements_.roll_back_to_savepoint.run();
    counts_.forget_since_savepoint();
    statements_.release.run();
    in_savepoint_ = false;
  });
}

bool SqliteTransaction::remember_update(values::BotId bot, values::UpdateId update, values::Timestamp at) {
  values::fault_point("store.remember_update.before");
  const bool is_new = attempt([&] { return statements_.remember_update.run_and_count(bot, update, at) == 1; });
  values::fault_point("store.remember_update.after");
  return is_new;
}

void SqliteTransaction::forget_updates(values::Timestamp before) {
  attempt([&] { statements_.forget_updates.run(before); });
}

void SqliteTransaction::apply(const shop::Effect& effect) {
  values::fault_point("store.apply.before");
  attempt([&] {
    effects_.write(effect);
    counts_.add(effect);
  });
  values::fault_point("store.apply.after");
}

values::OutboxId SqliteTransaction::enqueue(const OutboxMessage& message) {
  values::fault_point("store.enqueue.before");
  const values::OutboxId id{sequences_.outbox.next()};
  attempt([&] {
    std::optional<std::string_view> name;
    std::optional<Blob> content;
    std::optional<std::string_view> parameter;
    std::optional<std::string_view> path;
    if (message.attachment) {
      name = message.attachment->name;
      content = Blob{message.attachment->content};
      parameter = message.attachment->parameter;
      path = message.attachment->path;
    }
    statements_.enqueue.run(id, message.bot, message.chat, to_string(message.lane), message.method, message.body, name,
                            content, message.subject, message.deadline, message.not_before, message.attempts,
                            message.begun, parameter, path);
  });
  values::fault_point("store.enqueue.after");
  return id;
}

void SqliteTransaction::remove_from_outbox(values::OutboxId id) {
  values::fault_point("store.remove_from_outbox.before");
  attempt([&] { statements_.remove_from_outbox.run(id); });
  values::fault_point("store.remove_from_outbox.after");
}

void SqliteTransaction::note_begun(values::OutboxId id) {
  attempt([&] { statements_.note_begun.run(id); });
}

void SqliteTransaction::postpone(values::OutboxId id, values::Timestamp not_before, int attempts) {
  attempt([&] { statements_.postpone.run(not_before, attempts, id); });
}

std::vector<DueTimer> SqliteTransaction::due_timers(values::Timestamp now, std::size_t limit) {
  return attempt([&] {
    std::vector<DueTimer> due;
    Rows rows = statements_.due_timers.query(now, limit);
    while (rows.next()) {
      due.push_back({
          .id = rows.get<values::TimerId>(0),
          .kind = shop::parse_timer_kind(rows.get<std::string_view>(1)).value(),
          .subject = rows.get<std::string>(2),
      });
    }
    return due;
  });
}

void SqliteTransaction::remove_timer(values::TimerId id) {
  attempt([&] { statements_.remove_timer.run(id); });
}

void SqliteTransaction::keep_poisonous(const PoisonousUpdate& update) {
  attempt([&] { statements_.keep_poisonous.run(update.bot, update.update, update.raw, update.reason, update.at); });
}

void SqliteTransaction::commit() {
  values::fault_point("store.commit.before");
  attempt([&] {
    if (in_savepoint_) throw std::logic_error("a savepoint is still open: release it or roll back to it");
    counts_.write(statements_, replica_, opened_at_);
    statements_.commit.run();
  });
  committed_ = true;
  values::fault_point("store.commit.after");
  if (durations_ == nullptr) return;
  durations_->observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - began_at_).count());
}

}  // namespace store::sqlite
