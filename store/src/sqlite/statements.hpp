#pragma once
// The SQL of the store, prepared once for a connection.

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
  Statement subscription;
  Statement ledger;
  Statement active_subscriptions;

  Statement see_user;
  Statement block_user;
  Statement place_order;
  Statement add_checkout;
  Statement fail_checkout;
  Statement record_payment;
  Statement pay_order;
  Statement pay_checkout;
  Statement set_subscription;
  Statement add_bot;
  Statement set_timer;
  Statement count;

  Statement remember_update;
  Statement forget_updates;
  Statement enqueue;
  Statement remove_from_outbox;
  Statement postpone;
  Statement due_timers;
  Statement remove_timer;
  Statement keep_poisonous;
};

}  // namespace store::sqlite
