#pragma once
// The SQL of the store, prepared once for a connection.

#include "sqlite/segments.hpp"
#include "sqlite/statement.hpp"

namespace store::sqlite {

struct Statements {
  explicit Statements(Database& database);

  Statement begin;
  Statement commit;
  Statement savepoint;
  Statement release;
  Statement roll_back_to_savepoint;

  Statement user;
  Statement order;
  Statement checkout;
  Statement open_checkout_of;
  Statement payment;
  Statement kept_payment_with;
  Statement first_charge;
  Statement payments_of;
  Statement refund_request;
  Statement refund;
  Statement subscription;
  Statement renewing;
  Statement promo_uses;
  Statement sales;
  Statement reconciled;
  Statement is_noted;
  Statement newest_payments;
  Statement newest_subscriptions;
  Statement newest_audit;
  Statement broadcast;
  Statement broadcast_under_way;
  Statement is_awaited;
  Statement awaited;
  Segments segments;
  Statement students;
  Statement count_students;
  Statement enrolment;
  Statement enrolments_of;
  Statement lessons_read;
  Statement quiz_answers;
  Statement course_totals;
  Statement lesson_readers;
  Statement question;
  Statement media;
  Statement membership;
  Statement memberships_of;
  Statement waiting_for_channel;
  Statement channel_standing;
  Statement newest_users;
  Statement newest_enrolments;
  Statement alert;
  Statement alert_that_began;
  Statement firing_alerts;
  Statement alert_labels;
  Statement alert_messages;
  Statement ledger;

  Statement see_user_again;
  Statement see_user;
  Statement block_user;
  Statement choose_language;
  Statement switch_reminders;
  Statement ask_question;
  Statement forget_question;
  Statement place_order;
  Statement close_order;
  Statement add_checkout;
  Statement fail_checkout;
  Statement record_payment;
  Statement pay_order;
  Statement pay_checkout;
  Statement activate_subscription;
  Statement change_subscription;
  Statement request_refund;
  Statement refuse_refund;
  Statement record_refund;
  Statement finish_refund_request;
  Statement note_transaction;
  Statement reconcile;
  Statement log_owner;
  Statement forget_drafts;
  Statement draft_broadcast;
  Statement change_broadcast;
  Statement take_recipient;
  Statement settle_recipient;
  Statement add_bot;
  Statement set_timer;
  Statement count;
  Statement begin_to_count;

  Statement add_to_course;
  Statement go_on_with_course;
  Statement enrol;
  Statement read_lesson;
  Statement answer_quiz;
  Statement remember_media;
  Statement forget_media;
  Statement change_membership;
  Statement change_channel_standing;

  Statement change_alert;
  Statement add_alert;
  Statement forget_alert_labels;
  Statement add_alert_label;
  Statement forget_alerts;
  Statement tell_of_alert;

  Statement forget_user;
  Statement forget_subscription;
  Statement forget_timer;
  Statement forget_course_timers;
  Statement forget_enrolments;
  Statement forget_lessons_read;
  Statement forget_quiz_answers;
  Statement forget_memberships;
  Statement forget_alert_messages;
  Statement forget_messages;
  Statement forget_orders;
  Statement forget_checkouts;
  Statement forget_poisonous;

  Statement remember_update;
  Statement forget_updates;
  Statement enqueue;
  Statement remove_from_outbox;
  Statement note_begun;
  Statement postpone;
  Statement due_timers;
  Statement remove_timer;
  Statement keep_poisonous;
};

}  // namespace store::sqlite
