#pragma once
// Writes effects of decisions as rows.

#include "shop/effects.hpp"
#include "sqlite/sequences.hpp"
#include "sqlite/statements.hpp"

namespace store::sqlite {

/// Within the open transaction. Throws std::logic_error for an effect that contradicts what is stored.
class EffectWriter {
 public:
  EffectWriter(Statements& statements, Sequences& sequences) : statements_(statements), sequences_(sequences) {}

  void write(const shop::Effect& effect);

  void operator()(const shop::UserSeen& seen);
  void operator()(const shop::UserBlockedBot& blocked);
  void operator()(const shop::OrderPlaced& placed);
  void operator()(const shop::OrderClosed& closed);
  void operator()(const shop::CheckoutApproved& approved);
  void operator()(const shop::CheckoutDeclined& declined);
  void operator()(const shop::CheckoutFailed& failed);
  void operator()(const shop::PaymentRecorded& recorded);
  void operator()(const shop::SubscriptionActivated& activated);
  void operator()(const shop::SubscriptionChanged& changed);
  void operator()(const shop::RefundRequested& requested);
  void operator()(const shop::RefundRefused& refused);
  void operator()(const shop::RefundRecorded& recorded);
  void operator()(const shop::TransactionNoted& noted);
  void operator()(const shop::ReconciledUpTo& reconciled);
  void operator()(const shop::OwnerActed& acted);
  void operator()(const shop::BroadcastDrafted& drafted);
  void operator()(const shop::BroadcastChanged& changed);
  void operator()(const shop::RecipientTaken& taken);
  void operator()(const shop::RecipientSettled& settled);
  void operator()(const shop::UserForgotten& forgotten);
  void operator()(const shop::LanguageChosen& chosen);
  void operator()(const shop::RemindersSwitched& switched);
  void operator()(const shop::QuestionAsked& asked);
  void operator()(const shop::CourseViewed& viewed);
  void operator()(const shop::CourseSold& sold);
  void operator()(const shop::CourseCompleted& completed);
  void operator()(const shop::EnrolmentChanged& changed);
  void operator()(const shop::LessonRead& read);
  void operator()(const shop::QuizAnswered& answered);
  void operator()(const shop::MediaRemembered& remembered);
  void operator()(const shop::MediaForgotten& forgotten);
  void operator()(const shop::MembershipChanged& changed);
  void operator()(const shop::ChannelStandingChanged& changed);
  void operator()(const shop::AlertChanged& changed);
  void operator()(const shop::AlertTold& told);
  void operator()(const shop::BotCreated& created);
  void operator()(const shop::TimerSet& timer);
  // Nothing but their count is kept.
  void operator()(const shop::ConversationStarted&) {}
  void operator()(const shop::PlansShown&) {}

 private:
  void add(const shop::Checkout& checkout, shop::CheckoutState state);
  /// `more` to what is counted of the course; what the triggers count of it is left out.
  void add_to_course(values::BotId bot, const values::CourseId& course, const shop::CourseStatistics& more);
  void forget_timers(values::UserId user);

  Statements& statements_;
  Sequences& sequences_;
};

}  // namespace store::sqlite
