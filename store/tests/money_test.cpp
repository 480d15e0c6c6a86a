// Renewals, refunds, promo codes, reconciliation, sales and the audit log: what is written is what is read.

#include <gmock/gmock.h>

#include "temporary_database.hpp"

namespace store {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class Money : public StoreTest {
 protected:
  const std::unique_ptr<Store> store_ = open();
  const std::unique_ptr<Transaction> transaction_ = store_->begin();

  values::OrderId place(shop::Order order) {
    order.id = transaction_->next_order_id();
    transaction_->apply(shop::OrderPlaced{order});
    return order.id;
  }

  void receive(const shop::Payment& payment) { transaction_->apply(shop::PaymentRecorded{payment, std::nullopt}); }

  /// A payment of `charge` with `payload`, `later` than kNow.
  static shop::Payment paid(const std::string& charge, const std::string& payload, std::chrono::hours later) {
    shop::Payment payment = payment_of(charge, std::nullopt);
    payment.payload = payload;
    payment.received_at = kNow + later;
    return payment;
  }

  template <class Records>
  static std::vector<std::string> charges_of(const Records& records) {
    std::vector<std::string> charges;
    for (const auto& record : records) charges.push_back(record.charge.value());
    return charges;
  }
};

TEST_F(Money, OrderKeepsItsKindItsPromoCodeAndThatItWasClosed) {
  const values::OrderId plain = place(order_of(kAlice, {}));
  const values::OrderId renewing = place(renewing_order_of(kAlice, {}));
  const values::OrderId cheaper = place(promo_order_of(kAlice, {}));
  transaction_->apply(shop::OrderClosed{renewing});

  EXPECT_EQ(transaction_->order(plain)->kind, shop::OrderKind::one_off);
  EXPECT_EQ(transaction_->order(plain)->promo, std::nullopt);
  EXPECT_FALSE(transaction_->order(plain)->closed);
  EXPECT_EQ(transaction_->order(renewing)->kind, shop::OrderKind::renewing);
  EXPECT_TRUE(transaction_->order(renewing)->closed);
  EXPECT_EQ(transaction_->order(cheaper)->promo, "SPRING");
  EXPECT_NO_THROW(transaction_->apply(shop::OrderClosed{values::OrderId{404}})) << "lost in a restore, perhaps";
}

TEST_F(Money, PaymentKeepsItsKindAndItsSource) {
  shop::Payment imported = payment_of("imported", std::nullopt);
  imported.kind = shop::PaymentKind::renewal;
  imported.source = shop::LedgerSource::reconciliation;
  receive(imported);
  receive(payment_of("told", std::nullopt));
  EXPECT_EQ(transaction_->payment(imported.charge)->kind, shop::PaymentKind::renewal);
  EXPECT_EQ(transaction_->payment(imported.charge)->source, shop::LedgerSource::reconciliation);
  EXPECT_EQ(transaction_->payment(values::ChargeId{"told"})->kind, shop::PaymentKind::one_off);
  EXPECT_EQ(transaction_->payment(values::ChargeId{"told"})->source, shop::LedgerSource::update);
}

TEST_F(Money, KeptPaymentIsTheOldestWhoseMoneyIsNotOnItsWayBack) {
  const auto kept = [&] {
    const auto payment = transaction_->kept_payment_with(kBot, "order:1");
    return payment ? payment->charge.value() : "none";
  };
  EXPECT_EQ(kept(), "none");
  receive(paid("third", "order:1", 3h));
  receive(paid("first", "order:1", 1h));
  receive(paid("second", "order:1", 2h));
  receive(paid("other", "order:2", 0h));
  EXPECT_EQ(kept(), "first");
  transaction_->apply(shop::RefundRequested{request_of("first")});
  EXPECT_EQ(kept(), "second");
  transaction_->apply(shop::RefundRecorded{refund_of("second")});
  EXPECT_EQ(kept(), "third");
  transaction_->apply(shop::RefundRefused{values::ChargeId{"first"}});
  EXPECT_EQ(kept(), "first") << "Telegram does not give it back";
  transaction_->apply(shop::RefundRequested{request_of("first")});
  transaction_->apply(shop::RefundRecorded{refund_of("first")});
  transaction_->apply(shop::RefundRecorded{refund_of("third")});
  EXPECT_EQ(kept(), "none");
  EXPECT_EQ(transaction_->kept_payment_with(values::BotId{2}, "order:2"), std::nullopt);
}

TEST_F(Money, FirstChargeIsTheOldestFirstOneOfThatPayer) {
  const auto first_charge = [&](values::UserId payer) {
    const auto payment = transaction_->first_charge(kBot, payer, "order:1");
    return payment ? payment->charge.value() : "none";
  };
  const auto receive_as = [&](const std::string& charge, shop::PaymentKind kind, std::chrono::hours later) {
    shop::Payment payment = paid(charge, "order:1", later);
    payment.kind = kind;
    receive(payment);
  };
  receive_as("renewal", shop::PaymentKind::renewal, 1h);
  receive_as("one-off", shop::PaymentKind::one_off, 1h);
  EXPECT_EQ(first_charge(kAlice), "none");
  receive_as("again", shop::PaymentKind::first, 900h);
  receive_as("first", shop::PaymentKind::first, 2h);
  EXPECT_EQ(first_charge(kAlice), "first");
  EXPECT_EQ(first_charge(kBob), "none");
  transaction_->apply(shop::RefundRecorded{refund_of("first")});
  EXPECT_EQ(first_charge(kAlice), "first") << "Telegram knows the subscription by it all the same";
}

TEST_F(Money, PaymentsOfAPayerAndOfABotComeNewestFirst) {
  receive(paid("old", "", 1h));
  receive(paid("new", "", 3h));
  receive(paid("new too", "", 3h));
  shop::Payment of_bob = paid("of Bob", "", 2h);
  of_bob.payer = kBob;
  receive(of_bob);
  shop::Payment elsewhere = paid("elsewhere", "", 9h);
  elsewhere.bot = values::BotId{2};
  receive(elsewhere);

  EXPECT_THAT(charges_of(transaction_->payments_of(kBot, kAlice, 10)), ElementsAre("new too", "new", "old"));
  EXPECT_THAT(charges_of(transaction_->payments_of(kBot, kAlice, 1)), ElementsAre("new too"));
  EXPECT_THAT(charges_of(transaction_->newest_payments(kBot, 3)), ElementsAre("new too", "new", "of Bob"));
  EXPECT_THAT(transaction_->newest_payments(kBot, 0), IsEmpty());
}

TEST_F(Money, RefundIsRequestedOnceUnlessItWasRefused) {
  const values::ChargeId charge{"charge"};
  receive(payment_of("charge", std::nullopt));
  EXPECT_EQ(transaction_->refund_request(charge), std::nullopt);
  EXPECT_THROW(transaction_->apply(shop::RefundRefused{charge}), std::logic_error);

  transaction_->apply(shop::RefundRequested{request_of("charge")});
  const auto request = transaction_->refund_request(charge);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->charge, charge);
  EXPECT_EQ(request->bot, kBot);
  EXPECT_EQ(request->payer, kAlice);
  EXPECT_EQ(request->amount, values::Stars{750});
  EXPECT_EQ(request->reason, shop::RefundReason::rule);
  EXPECT_EQ(request->state, shop::RefundState::requested);
  EXPECT_EQ(request->requested_at, kNow);
  EXPECT_THROW(transaction_->apply(shop::RefundRequested{request_of("charge")}), std::logic_error);

  transaction_->apply(shop::RefundRefused{charge});
  EXPECT_EQ(transaction_->refund_request(charge)->state, shop::RefundState::refused);
  EXPECT_THROW(transaction_->apply(shop::RefundRefused{charge}), std::logic_error);

  shop::RefundRequest again = request_of("charge");
  again.reason = shop::RefundReason::owner;
  again.requested_at = kNow + 1h;
  transaction_->apply(shop::RefundRequested{again});
  EXPECT_EQ(transaction_->refund_request(charge)->state, shop::RefundState::requested);
  EXPECT_EQ(transaction_->refund_request(charge)->reason, shop::RefundReason::owner);
  EXPECT_EQ(transaction_->refund_request(charge)->requested_at, kNow + 1h);
}

TEST_F(Money, RefundIsRecordedOnceAndEndsItsRequest) {
  const values::ChargeId charge{"charge"};
  receive(payment_of("charge", std::nullopt));
  transaction_->apply(shop::RefundRequested{request_of("charge")});
  EXPECT_EQ(transaction_->refund(charge), std::nullopt);
  shop::Refund refund = refund_of("charge");
  refund.source = shop::LedgerSource::reconciliation;
  refund.at = kNow + 1h;
  transaction_->apply(shop::RefundRecorded{refund});

  const auto recorded = transaction_->refund(charge);
  ASSERT_TRUE(recorded);
  EXPECT_EQ(recorded->charge, charge);
  EXPECT_EQ(recorded->bot, kBot);
  EXPECT_EQ(recorded->payer, kAlice);
  EXPECT_EQ(recorded->amount, values::Stars{750});
  EXPECT_EQ(recorded->kind, shop::RefundKind::refund);
  EXPECT_EQ(recorded->source, shop::LedgerSource::reconciliation);
  EXPECT_EQ(recorded->at, kNow + 1h);
  EXPECT_EQ(transaction_->refund_request(charge)->state, shop::RefundState::done);

  EXPECT_THROW(transaction_->apply(shop::RefundRecorded{refund}), std::logic_error);
  EXPECT_THROW(transaction_->apply(shop::RefundRefused{charge}), std::logic_error);
  EXPECT_THROW(transaction_->apply(shop::RefundRequested{request_of("charge")}), std::logic_error);
  transaction_->commit();
  EXPECT_THAT(store_->contradictions(), IsEmpty());
}

TEST_F(Money, ChargebackNeedsNoRequestAndLetsNoneFollow) {
  shop::Refund chargeback = refund_of("charge");
  chargeback.kind = shop::RefundKind::chargeback;
  transaction_->apply(shop::RefundRecorded{chargeback});
  EXPECT_EQ(transaction_->refund(chargeback.charge)->kind, shop::RefundKind::chargeback);
  EXPECT_EQ(transaction_->refund_request(chargeback.charge), std::nullopt);
  EXPECT_THROW(transaction_->apply(shop::RefundRequested{request_of("charge")}), std::logic_error);
}

TEST_F(Money, RefundsAreListedOldestFirst) {
  shop::Refund old = refund_of("old");
  old.at = kNow - 1h;
  transaction_->apply(shop::RefundRecorded{refund_of("new")});
  transaction_->apply(shop::RefundRecorded{old});
  transaction_->commit();
  EXPECT_THAT(charges_of(store_->refunds()), ElementsAre("old", "new"));
  EXPECT_THAT(charges_of(open_read_only()->refunds()), ElementsAre("old", "new"));
}

TEST_F(Money, SubscriptionIsKeptWhole) {
  shop::Subscription subscription = subscription_of(kAlice, shop::PlanId::pro, kNow + 720h);
  subscription.worth = values::Nanostars{749'999'999'999};
  subscription.valued_at = kNow + 1h;
  transaction_->apply(shop::SubscriptionActivated{subscription});
  EXPECT_EQ(transaction_->subscription(kBot, kAlice), subscription);

  shop::Subscription renewing = subscription;
  renewing.renewal = renewal_of("first", values::OrderId{1});
  renewing.noticed_until = kNow + 2h;
  transaction_->apply(shop::SubscriptionActivated{renewing, subscription});
  EXPECT_EQ(transaction_->subscription(kBot, kAlice), renewing);

  for (const auto state : {shop::RenewalState::canceled, shop::RenewalState::failed, shop::RenewalState::active}) {
    shop::Subscription changed = renewing;
    changed.renewal->state = state;
    transaction_->apply(shop::SubscriptionChanged{changed, renewing});
    EXPECT_EQ(transaction_->subscription(kBot, kAlice), changed);
  }
  transaction_->apply(shop::SubscriptionChanged{subscription, renewing});
  EXPECT_EQ(transaction_->subscription(kBot, kAlice), subscription) << "the renewal is gone again";
}

TEST_F(Money, SubscriptionMayEndAtOnceEvenBeforeItBegan) {
  for (const auto lasted : {0h, -5h}) {
    const shop::Subscription ended = subscription_of(kAlice, shop::PlanId::pro, kNow + lasted);
    transaction_->apply(shop::SubscriptionActivated{ended});
    EXPECT_EQ(transaction_->subscription(kBot, kAlice), ended);
  }
}

TEST_F(Money, SubscriptionThatIsNotThereCantChange) {
  const shop::Subscription subscription = subscription_of(kAlice, shop::PlanId::pro, kNow + 720h);
  EXPECT_THROW(transaction_->apply(shop::SubscriptionChanged{subscription, subscription}), std::logic_error);
  EXPECT_EQ(transaction_->subscription(kBot, kAlice), std::nullopt);
}

TEST_F(Money, RenewingSubscriptionsAreThoseOfThePlanThatTelegramRenews) {
  const auto subscribe = [&](std::int64_t user, shop::PlanId plan, std::optional<shop::RenewalState> state) {
    shop::Subscription subscription = subscription_of(values::UserId{user}, plan, kNow + 720h);
    if (state) {
      subscription.renewal = renewal_of(std::to_string(user), values::OrderId{1});
      subscription.renewal->state = *state;
    }
    transaction_->apply(shop::SubscriptionActivated{subscription});
  };
  subscribe(1, shop::PlanId::pro, shop::RenewalState::active);
  subscribe(2, shop::PlanId::pro, shop::RenewalState::canceled);
  subscribe(3, shop::PlanId::pro, shop::RenewalState::failed);
  subscribe(4, shop::PlanId::pro, std::nullopt);
  subscribe(5, shop::PlanId::lite, shop::RenewalState::active);
  subscribe(6, shop::PlanId::pro, shop::RenewalState::active);
  const auto renewing = [&](std::size_t limit) {
    std::vector<std::int64_t> users;
    for (const auto& subscription : transaction_->renewing(kBot, shop::PlanId::pro, limit)) {
      EXPECT_TRUE(subscription.renews());
      users.push_back(subscription.user.value());
    }
    return users;
  };
  EXPECT_THAT(renewing(100), ElementsAre(1, 6));
  EXPECT_THAT(renewing(1), ElementsAre(1));
  EXPECT_THAT(transaction_->renewing(values::BotId{2}, shop::PlanId::pro, 100), IsEmpty());
}

TEST_F(Money, NewestSubscriptionsAreThoseThatStartedLast) {
  for (std::int64_t user = 1; user <= 3; ++user) {
    shop::Subscription subscription = subscription_of(values::UserId{user}, shop::PlanId::lite, kNow + 720h);
    subscription.started_at = kNow + std::chrono::hours{user == 2 ? 5 : user};
    transaction_->apply(shop::SubscriptionActivated{subscription});
  }
  const auto newest = transaction_->newest_subscriptions(kBot, 2);
  ASSERT_EQ(newest.size(), 2U);
  EXPECT_EQ(newest[0].user, values::UserId{2});
  EXPECT_EQ(newest[1].user, values::UserId{3});
}

class PromoUses : public Money {
 protected:
  values::OrderId place_for(values::UserId user, const std::string& code = "SPRING") {
    return place(promo_order_of(user, {}, code));
  }
  void approve(values::OrderId order, const std::string& query) {
    transaction_->apply(shop::CheckoutApproved{checkout_of(query, order)});
  }
  void pay(values::OrderId order) { receive(payment_of("charge of " + std::to_string(order.value()), order)); }

  /// By all, by Alice.
  std::vector<std::int64_t> uses(std::optional<values::OrderId> except = std::nullopt) {
    const shop::PromoUses uses = transaction_->promo_uses(kBot, "SPRING", kAlice, except);
    return {uses.by_all, uses.by_customer};
  }
};

TEST_F(PromoUses, CountWhatIsPaidOrAboutToBe) {
  EXPECT_THAT(uses(), ElementsAre(0, 0));
  const values::OrderId of_alice = place_for(kAlice);
  const values::OrderId of_bob = place_for(kBob);
  place(order_of(kAlice, {}));
  EXPECT_THAT(uses(), ElementsAre(0, 0)) << "an order is only an invoice";
  approve(of_alice, "one");
  approve(of_alice, "another");
  EXPECT_THAT(uses(), ElementsAre(1, 1)) << "of one order two checkouts are one use";
  pay(of_bob);
  EXPECT_THAT(uses(), ElementsAre(2, 1));
  pay(of_alice);
  EXPECT_THAT(uses(), ElementsAre(2, 1)) << "paid, while a checkout is still open, is one use";
}

TEST_F(PromoUses, LeaveOutTheOrderAtHand) {
  const values::OrderId open = place_for(kAlice);
  approve(open, "one");
  const values::OrderId paid = place_for(kAlice);
  pay(paid);
  const values::OrderId of_bob = place_for(kBob);
  pay(of_bob);
  const values::OrderId without_code = place(order_of(kAlice, {}));
  pay(without_code);
  EXPECT_THAT(uses(), ElementsAre(3, 2));
  EXPECT_THAT(uses(open), ElementsAre(2, 1));
  EXPECT_THAT(uses(paid), ElementsAre(2, 1));
  EXPECT_THAT(uses(of_bob), ElementsAre(2, 2));
  EXPECT_THAT(uses(without_code), ElementsAre(3, 2));
  EXPECT_THAT(uses(values::OrderId{404}), ElementsAre(3, 2));
}

TEST_F(PromoUses, EndWithAFailedCheckoutAndDontWithASecondPayment) {
  const values::OrderId order = place_for(kAlice);
  approve(order, "one");
  transaction_->apply(shop::CheckoutFailed{values::PreCheckoutQueryId{"one"}});
  EXPECT_THAT(uses(), ElementsAre(0, 0));
  pay(order);
  receive(payment_of("paid again", order));
  EXPECT_THAT(uses(), ElementsAre(1, 1)) << "late is a use too, twice is one";
}

TEST_F(PromoUses, AreThoseOfTheBotAndTheCode) {
  pay(place_for(kAlice, "AUTUMN"));
  shop::Order elsewhere = promo_order_of(kAlice, {});
  elsewhere.bot = values::BotId{2};
  const values::OrderId order = place(elsewhere);
  shop::Payment payment = payment_of("elsewhere", order);
  payment.bot = values::BotId{2};
  receive(payment);
  EXPECT_THAT(uses(), ElementsAre(0, 0));
  EXPECT_EQ(transaction_->promo_uses(values::BotId{2}, "SPRING", kAlice, std::nullopt).by_all, 1);
}

TEST_F(Money, SalesAreThoseOfTheDays) {
  const auto day = std::chrono::floor<std::chrono::days>(kNow);
  const auto expect_sales = [&](int first, int end, const Sales& expected) {
    const Sales sales = transaction_->sales(day + std::chrono::days{first}, day + std::chrono::days{end});
    EXPECT_EQ(sales.payments, expected.payments) << first << " to " << end;
    EXPECT_EQ(sales.received, expected.received) << first << " to " << end;
    EXPECT_EQ(sales.refunds, expected.refunds) << first << " to " << end;
    EXPECT_EQ(sales.refunded, expected.refunded) << first << " to " << end;
  };
  expect_sales(-30, 1, {});
  shop::Payment at_the_end_of_the_day = payment_of("late", std::nullopt);
  at_the_end_of_the_day.received_at = kNow + 24h - 1ms;
  receive(at_the_end_of_the_day);
  receive(payment_of("early", std::nullopt));
  receive(paid("tomorrow", "", 24h));
  shop::Refund refund = refund_of("early");
  refund.amount = values::Stars{700};
  refund.at = kNow + 24h;
  transaction_->apply(shop::RefundRecorded{refund});

  expect_sales(0, 1, {.payments = 2, .received = values::Stars{1'500}, .refunds = 0, .refunded = values::Stars{0}});
  expect_sales(1, 2, {.payments = 1, .received = values::Stars{750}, .refunds = 1, .refunded = values::Stars{700}});
  expect_sales(0, 2, {.payments = 3, .received = values::Stars{2'250}, .refunds = 1, .refunded = values::Stars{700}});
  expect_sales(2, 2, {});
  expect_sales(1, 0, {});
  const Totals totals = transaction_->totals();
  EXPECT_EQ(totals.payments_succeeded, 3);
  EXPECT_EQ(totals.received, values::Stars{2'250});
  EXPECT_EQ(totals.refunds, 1);
  EXPECT_EQ(totals.refunded, values::Stars{700});
}

TEST_F(Money, ReconciliationGoesOnWhereItWas) {
  EXPECT_FALSE(transaction_->reconciled(kBot));
  transaction_->apply(shop::ReconciledUpTo{.bot = kBot, .transactions = 100, .last = "stx-1", .at = kNow});
  transaction_->apply(shop::ReconciledUpTo{.bot = kBot, .transactions = 173, .last = "stx-2", .at = kNow + 1h});
  const auto reconciled = transaction_->reconciled(kBot);
  ASSERT_TRUE(reconciled);
  EXPECT_EQ(reconciled->transactions, 173);
  EXPECT_EQ(reconciled->last, "stx-2");
  EXPECT_EQ(reconciled->at, kNow + 1h);
  EXPECT_FALSE(transaction_->reconciled(values::BotId{2}));
}

TEST_F(Money, TransactionIsNotedOnceInEachDirection) {
  shop::StarTransaction withdrawal{.id = "stx",
                                   .direction = shop::Direction::out,
                                   .kind = shop::TransactionKind::withdrawal,
                                   .amount = values::Nanostars{1'500'000'001},
                                   .at = kNow};
  transaction_->apply(shop::TransactionNoted{kBot, withdrawal});
  withdrawal.kind = shop::TransactionKind::other;
  transaction_->apply(shop::TransactionNoted{kBot, withdrawal});
  withdrawal.direction = shop::Direction::in;
  withdrawal.user = kAlice;
  transaction_->apply(shop::TransactionNoted{kBot, withdrawal});
  transaction_->commit();
  EXPECT_EQ(ask_sql("SELECT group_concat(direction || kind || amount || ifnull(user, '-'), ' ') FROM"
                    " (SELECT * FROM transactions_noted ORDER BY direction DESC)"),
            "outwithdrawal1500000001- inother1500000001100");
}

TEST_F(Money, EveryKindOfTransactionCanBeNoted) {
  using shop::TransactionKind;
  int number = 0;
  for (const auto kind : {TransactionKind::payment, TransactionKind::refund, TransactionKind::withdrawal,
                          TransactionKind::withdrawal_returned, TransactionKind::ads, TransactionKind::broadcast_fee,
                          TransactionKind::gift, TransactionKind::affiliate_commission, TransactionKind::other}) {
    const shop::TransactionNoted noted{kBot, {.id = std::to_string(++number), .kind = kind, .at = kNow}};
    EXPECT_NO_THROW(transaction_->apply(noted)) << shop::to_string(kind);
  }
}

TEST_F(Money, AuditLogIsNewestFirstAndNeverChanges) {
  for (const char* action : {"grant", "export", "revoke"}) transaction_->apply(owner_acted(action));
  const auto entries = transaction_->newest_audit(kBot, 2);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].action, "revoke");
  EXPECT_EQ(entries[1].action, "export");
  EXPECT_EQ(entries[0].bot, kBot);
  EXPECT_EQ(entries[0].owner, values::UserId{1});
  EXPECT_EQ(entries[0].subject, "100");
  EXPECT_EQ(entries[0].details, "pro, 30 days");
  EXPECT_EQ(entries[0].at, kNow);
  EXPECT_THAT(transaction_->newest_audit(values::BotId{2}, 2), IsEmpty());
  transaction_->commit();
  EXPECT_THAT(run_sql("UPDATE audit_log SET action = 'x'"), testing::HasSubstr("never changed"));
  EXPECT_THAT(run_sql("DELETE FROM audit_log"), testing::HasSubstr("never removed"));
}

TEST_F(Money, EveryKindOfTimerCanBeSet) {
  using shop::TimerKind;
  for (const auto kind :
       {TimerKind::checkout_deadline, TimerKind::forget_updates, TimerKind::plan_notice, TimerKind::withdrawn_plans}) {
    transaction_->apply(shop::TimerSet{kind, "subject", kNow});
  }
  const auto due = transaction_->due_timers(kNow, 10);
  ASSERT_EQ(due.size(), 4U);
  EXPECT_EQ(due[2].kind, TimerKind::plan_notice);
  EXPECT_EQ(due[3].kind, TimerKind::withdrawn_plans);
}

}  // namespace
}  // namespace store
