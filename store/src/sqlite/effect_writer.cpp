#include "sqlite/effect_writer.hpp"

#include <optional>
#include <stdexcept>
#include <string>
#include <variant>

namespace store::sqlite {
namespace {

/// A member of the renewal, if there is one.
template <class Member>
std::optional<Member> member_of(const std::optional<shop::Renewal>& renewal, Member shop::Renewal::* member) {
  if (!renewal) return std::nullopt;
  return (*renewal).*member;
}

/// Runs a statement that sets all of a subscription; how many rows it wrote.
int write_with(Statement& statement, const shop::Subscription& subscription) {
  const std::optional<shop::Renewal>& renewal = subscription.renewal;
  std::optional<std::string_view> state;
  if (renewal) state = shop::to_string(renewal->state);
  return statement.run_and_count(shop::to_string(subscription.plan), subscription.started_at, subscription.ends_at,
                                 subscription.worth, subscription.valued_at, member_of(renewal, &shop::Renewal::charge),
                                 member_of(renewal, &shop::Renewal::order), member_of(renewal, &shop::Renewal::price),
                                 member_of(renewal, &shop::Renewal::paid_until), state, subscription.noticed_until,
                                 subscription.bot, subscription.user);
}

/// Runs a statement that sets what changes of a broadcast, with more of it behind; how many rows it wrote.
template <class... More>
int write_with(Statement& statement, const shop::Broadcast& broadcast, const More&... more) {
  return statement.run_and_count(
      shop::to_string(broadcast.segment), shop::to_string(broadcast.state), broadcast.cursor, broadcast.total,
      broadcast.sent, broadcast.blocked, broadcast.failed, broadcast.progress_message, broadcast.last_message,
      broadcast.started_at, broadcast.progress_shown_at, broadcast.ended_at, broadcast.course, broadcast.id, more...);
}

/// Runs a statement that takes all of an enrolment; how many rows it wrote.
int write_with(Statement& statement, const shop::Enrolment& enrolment) {
  return statement.run_and_count(enrolment.bot, enrolment.user, enrolment.course, enrolment.owned, enrolment.order,
                                 enrolment.enrolled_at, enrolment.last_read_at, enrolment.reminders,
                                 enrolment.completed_at, enrolment.certificate);
}

/// Runs a statement that takes all of an alert but its labels; how many rows it wrote.
int write_with(Statement& statement, const shop::Alert& alert) {
  std::optional<std::string_view> silence;
  std::optional<values::UserId> by;
  std::optional<values::Timestamp> until;
  if (alert.silence) {
    silence = alert.silence->id;
    by = alert.silence->by;
    until = alert.silence->until;
  }
  const shop::AlertTexts& texts = alert.texts;
  return statement.run_and_count(alert.id, alert.bot, alert.fingerprint, alert.began_at, texts.summary,
                                 texts.summary_in_russian, texts.description, texts.description_in_russian, texts.value,
                                 texts.runbook, texts.runbook_url, texts.expression, alert.over_at, silence, by, until);
}

}  // namespace

void EffectWriter::write(const shop::Effect& effect) {
  std::visit(*this, effect);
}

void EffectWriter::operator()(const shop::UserSeen& seen) {
  const std::string_view language = shop::to_string(seen.language);
  if (statements_.see_user_again.run_and_count(seen.bot, seen.user, language, seen.at) == 1) return;
  statements_.see_user.run(seen.bot, seen.user, language, seen.at);
}

void EffectWriter::operator()(const shop::UserBlockedBot& blocked) {
  statements_.block_user.run(blocked.bot, blocked.user);
}

void EffectWriter::operator()(const shop::OrderPlaced& placed) {
  const shop::Order& order = placed.order;
  std::optional<std::string_view> plan;
  std::optional<std::string_view> course;
  if (const auto ordered = shop::plan_in(order.product)) plan = shop::to_string(*ordered);
  if (const auto* ordered = shop::course_in(order.product)) course = ordered->value();
  statements_.place_order.run(order.id, order.bot, order.user, plan, course, shop::to_string(order.kind), order.price,
                              order.promo, order.placed_at, order.paid, order.closed);
}

void EffectWriter::operator()(const shop::OrderClosed& closed) {
  // The order may not be there, after a restore from a backup; what Telegram charges for it is refunded all the same.
  statements_.close_order.run(closed.order);
}

void EffectWriter::operator()(const shop::CheckoutApproved& approved) {
  add(approved.checkout, shop::CheckoutState::approved);
}

void EffectWriter::operator()(const shop::CheckoutDeclined& declined) {
  add(declined.checkout, shop::CheckoutState::declined);
}

void EffectWriter::operator()(const shop::CheckoutFailed& failed) {
  if (statements_.fail_checkout.run_and_count(failed.query) != 1) {
    throw std::logic_error("checkout " + failed.query.value() + " can't fail: it isn't waiting for its payment");
  }
}

void EffectWriter::operator()(const shop::PaymentRecorded& recorded) {
  const shop::Payment& payment = recorded.payment;
  statements_.record_payment.run(payment.charge, payment.provider_charge, payment.bot, payment.payer, payment.order,
                                 payment.payload, payment.amount, payment.received_at, shop::to_string(payment.kind),
                                 shop::to_string(payment.source));
  // Money is recorded even if its order or its checkout is not there: after a restore from a backup, for example.
  if (payment.order) statements_.pay_order.run(*payment.order);
  if (recorded.checkout) statements_.pay_checkout.run(*recorded.checkout);
}

void EffectWriter::operator()(const shop::SubscriptionActivated& activated) {
  write_with(statements_.activate_subscription, activated.subscription);
}

void EffectWriter::operator()(const shop::SubscriptionChanged& changed) {
  const shop::Subscription& subscription = changed.subscription;
  if (write_with(statements_.change_subscription, subscription) == 1) return;
  throw std::logic_error("user " + std::to_string(subscription.user.value()) + " of bot " +
                         std::to_string(subscription.bot.value()) + " has no subscription to change");
}

void EffectWriter::operator()(const shop::RefundRequested& requested) {
  const shop::RefundRequest& request = requested.request;
  if (statements_.request_refund.run_and_count(request.charge, request.bot, request.payer, request.amount,
                                               shop::to_string(request.reason), request.requested_at) != 1) {
    throw std::logic_error("refund of charge " + request.charge.value() + " can't be requested: it was before");
  }
}

void EffectWriter::operator()(const shop::RefundRefused& refused) {
  if (statements_.refuse_refund.run_and_count(refused.charge) == 1) return;
  throw std::logic_error("refund of charge " + refused.charge.value() + " can't be refused: nobody waits for it");
}

void EffectWriter::operator()(const shop::RefundRecorded& recorded) {
  const shop::Refund& refund = recorded.refund;
  statements_.record_refund.run(refund.charge, refund.bot, refund.payer, refund.amount, shop::to_string(refund.kind),
                                shop::to_string(refund.source), refund.at);
  statements_.finish_refund_request.run(refund.charge);
}

void EffectWriter::operator()(const shop::TransactionNoted& noted) {
  const shop::StarTransaction& transaction = noted.transaction;
  statements_.note_transaction.run(noted.bot, transaction.id, shop::to_string(transaction.direction),
                                   shop::to_string(transaction.kind), transaction.amount, transaction.at,
                                   transaction.user);
}

void EffectWriter::operator()(const shop::ReconciledUpTo& reconciled) {
  statements_.reconcile.run(reconciled.bot, reconciled.transactions, reconciled.last, reconciled.at);
}

void EffectWriter::operator()(const shop::OwnerActed& acted) {
  const shop::AuditEntry& entry = acted.entry;
  statements_.log_owner.run(entry.bot, entry.owner, entry.action, entry.subject, entry.details, entry.at);
}

void EffectWriter::operator()(const shop::BroadcastDrafted& drafted) {
  const shop::Broadcast& broadcast = drafted.broadcast;
  statements_.forget_drafts.run(broadcast.created_at - shop::kDraftLife);
  write_with(statements_.draft_broadcast, broadcast, broadcast.bot, broadcast.owner, broadcast.text,
             broadcast.copied_message, broadcast.created_at);
}

void EffectWriter::operator()(const shop::BroadcastChanged& changed) {
  if (write_with(statements_.change_broadcast, changed.broadcast) == 1) return;
  throw std::logic_error("broadcast " + std::to_string(changed.broadcast.id.value()) + " isn't there to change");
}

void EffectWriter::operator()(const shop::RecipientTaken& taken) {
  statements_.take_recipient.run(taken.broadcast, taken.user);
}

void EffectWriter::operator()(const shop::RecipientSettled& settled) {
  statements_.settle_recipient.run(settled.broadcast, settled.user);
}

void EffectWriter::operator()(const shop::UserForgotten& forgotten) {
  const auto& [bot, user, at] = forgotten;
  // Payments, refunds and their requests keep the number, and so do paid orders: that is what a refund and the tax
  // office need. The audit log keeps it too, for it tells what an owner did, and to whom.
  statements_.forget_user.run(bot, user);
  statements_.forget_subscription.run(bot, user);
  statements_.forget_enrolments.run(bot, user);
  statements_.forget_lessons_read.run(bot, user);
  statements_.forget_quiz_answers.run(bot, user);
  statements_.forget_question.run(bot, user);
  statements_.forget_memberships.run(bot, user);
  statements_.forget_alert_messages.run(bot, values::private_chat_of(user));
  forget_timers(user);
  statements_.forget_messages.run(bot, values::private_chat_of(user));
  statements_.forget_orders.run(bot, user);
  statements_.forget_checkouts.run(bot, user);
  statements_.forget_poisonous.run(bot, user);
}

void EffectWriter::forget_timers(values::UserId user) {
  const std::string number = std::to_string(user.value());
  for (const auto kind : {shop::TimerKind::plan_notice, shop::TimerKind::channel_access}) {
    statements_.forget_timer.run(shop::to_string(kind), number);
  }
  // "<user> <course>": '!' comes right after ' '.
  const std::string begin = number + ' ';
  const std::string end = number + '!';
  for (const auto kind : {shop::TimerKind::course_reminder, shop::TimerKind::lesson_opens}) {
    statements_.forget_course_timers.run(shop::to_string(kind), begin, end);
  }
}

void EffectWriter::operator()(const shop::LanguageChosen& chosen) {
  statements_.choose_language.run(shop::to_string(chosen.language), chosen.bot, chosen.user);
}

void EffectWriter::operator()(const shop::RemindersSwitched& switched) {
  statements_.switch_reminders.run(switched.on, switched.bot, switched.user);
}

void EffectWriter::operator()(const shop::QuestionAsked& asked) {
  if (asked.about.empty()) {
    statements_.forget_question.run(asked.bot, asked.user);
  } else {
    statements_.ask_question.run(asked.bot, asked.user, asked.about, asked.at);
  }
}

void EffectWriter::operator()(const shop::CourseViewed& viewed) {
  add_to_course(viewed.bot, viewed.course, {.views = 1});
}

void EffectWriter::operator()(const shop::CourseSold& sold) {
  add_to_course(sold.bot, sold.course, {.sales = 1, .received = sold.paid});
}

void EffectWriter::operator()(const shop::CourseCompleted& completed) {
  add_to_course(completed.bot, completed.course, {.completed = 1});
}

void EffectWriter::add_to_course(values::BotId bot, const values::CourseId& course,
                                 const shop::CourseStatistics& more) {
  statements_.add_to_course.run(bot, course, more.views, more.sales, more.received, more.completed);
}

void EffectWriter::operator()(const shop::EnrolmentChanged& changed) {
  if (write_with(statements_.go_on_with_course, changed.enrolment) == 1) return;
  write_with(statements_.enrol, changed.enrolment);
}

void EffectWriter::operator()(const shop::LessonRead& read) {
  statements_.read_lesson.run(read.bot, read.user, read.course, read.lesson, read.at);
}

void EffectWriter::operator()(const shop::QuizAnswered& answered) {
  const shop::QuizAnswer& answer = answered.answer;
  statements_.answer_quiz.run(answered.bot, answered.user, answered.course, answer.lesson, answer.quiz, answer.choice,
                              answer.correct, answered.at);
}

void EffectWriter::operator()(const shop::MediaRemembered& remembered) {
  statements_.remember_media.run(remembered.bot, remembered.file, remembered.telegram_file);
}

void EffectWriter::operator()(const shop::MediaForgotten& forgotten) {
  statements_.forget_media.run(forgotten.bot, forgotten.file);
}

void EffectWriter::operator()(const shop::MembershipChanged& changed) {
  const shop::Membership& membership = changed.membership;
  statements_.change_membership.run(membership.bot, membership.user, membership.course, membership.chat,
                                    shop::to_string(membership.state), membership.link, membership.changed_at);
}

void EffectWriter::operator()(const shop::ChannelStandingChanged& changed) {
  const shop::ChannelStanding& standing = changed.standing;
  statements_.change_channel_standing.run(standing.bot, standing.chat, standing.usable, standing.problem, standing.at);
}

void EffectWriter::operator()(const shop::AlertChanged& changed) {
  const shop::Alert& alert = changed.alert;
  if (write_with(statements_.change_alert, alert) == 0) write_with(statements_.add_alert, alert);
  statements_.forget_alert_labels.run(alert.id);
  for (const auto& [name, value] : alert.labels) statements_.add_alert_label.run(alert.id, name, value);
  statements_.forget_alerts.run(alert.bot, alert.over_at.value_or(alert.began_at) - shop::kAlertMemory);
}

void EffectWriter::operator()(const shop::AlertTold& told) {
  statements_.tell_of_alert.run(told.message.alert, told.message.chat, told.message.message);
}

void EffectWriter::operator()(const shop::BotCreated& created) {
  statements_.add_bot.run(created.bot.id, created.bot.created_at);
}

void EffectWriter::operator()(const shop::TimerSet& timer) {
  // A number of its own, so that who removes the timer it replaces doesn't remove this one.
  statements_.set_timer.run(sequences_.timers.next(), shop::to_string(timer.kind), timer.subject, timer.due);
}

void EffectWriter::add(const shop::Checkout& checkout, shop::CheckoutState state) {
  const bool failed = state == shop::CheckoutState::declined;
  statements_.add_checkout.run(checkout.query, checkout.bot, checkout.payer, checkout.order, shop::to_string(state),
                               checkout.asked_at, failed);
}

}  // namespace store::sqlite
