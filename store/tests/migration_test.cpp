// Databases of earlier versions: what they hold is all there afterwards, and the counters that came later begin with
// what is known.

#include "sqlite/migration.hpp"

#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "temporary_database.hpp"

namespace store {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;

constexpr char kNoLabel[] = "";

/// A database as an earlier version made it.
class EarlierSchema : public StoreTest {
 protected:
  explicit EarlierSchema(std::size_t version) {
    std::filesystem::create_directories(path().parent_path());
    sqlite::Database database(path(), sqlite::Access::read_write, 1s);
    sqlite::migrate(database, sqlite::embedded_migrations().first(version));
  }

  void write(const std::string& sql) const { ASSERT_EQ(run_sql(sql), "") << sql; }

  /// The counters of `replica` since `start`, in milliseconds since the epoch.
  void begin_counters(const std::string& replica, int payments, int start) const {
    write("INSERT INTO business_counters VALUES ('" + replica + "', 'payment_transactions_total', 'success', " +
          std::to_string(payments) + ", " + std::to_string(start) + "), ('" + replica +
          "', 'payment_transactions_total', 'failed', 1, " + std::to_string(start) + ")");
  }

  /// Two sales at 1000 and 2000 ms; one approved checkout that failed and one declined at 2000 ms.
  void sell() const {
    write(
        "INSERT INTO orders VALUES (1, 1, 100, 'lite', 250, 1000, 1), (2, 1, 100, 'pro', 750, 2000, 1),"
        " (3, 1, 200, 'pro', 750, 2000, 0)");
    write(
        "INSERT INTO checkouts VALUES ('q1', 1, 100, 1, 'paid', 1000, 0), ('q2', 1, 100, 2, 'paid', 2000, 0),"
        " ('q3', 1, 200, 3, 'failed', 2000, 1), ('q4', 1, 200, 3, 'declined', 2000, 1)");
    write(
        "INSERT INTO payments (charge, provider_charge, bot, payer, order_id, payload, amount, received_at) VALUES"
        " ('c1', 'p1', 1, 100, 1, 'order:1', 250, 1000), ('c2', 'p2', 1, 100, 2, 'order:2', 750, 2000)");
    write("INSERT INTO subscriptions VALUES (1, 100, 'pro', 2000, 5000)");
  }

  static CounterState counter(Store& store, std::string_view metric, std::string_view label) {
    for (const CounterState& state : store.counters()) {
      if (state.metric == metric && state.label == label) return state;
    }
    throw std::out_of_range(std::string(metric) + " " + std::string(label));
  }
  static std::int64_t reached(Store& store, std::string_view step) {
    return counter(store, "shop_funnel_total", step).value;
  }
};

class FirstSchema : public EarlierSchema {
 protected:
  FirstSchema() : EarlierSchema(1) {}
};

TEST_F(FirstSchema, GetsTheSalesOfItsOnlyReplica) {
  begin_counters("main", 2, 500);
  sell();
  const auto store = open();
  EXPECT_EQ(counter(*store, "revenue_stars_total", kNoLabel).value, 1'000);
  EXPECT_EQ(reached(*store, "opened_invoice"), 3);
  EXPECT_EQ(reached(*store, "approved"), 3);
  EXPECT_EQ(reached(*store, "paid"), 2);
  for (const char* step : {"opened_invoice", "approved", "paid"}) {
    EXPECT_EQ(counter(*store, "shop_funnel_total", step).started_at, values::Timestamp{500ms}) << step;
  }
  EXPECT_EQ(counter(*store, "revenue_stars_total", kNoLabel).started_at, values::Timestamp{500ms});
  EXPECT_EQ(store->payments().size(), 2U);
  EXPECT_THAT(store->contradictions(), IsEmpty());
}

TEST_F(FirstSchema, BeginsAtZeroWhereNothingIsKnown) {
  begin_counters("main", 2, 500);
  sell();
  const auto store = open();
  for (const char* step : {"started", "viewed_plans"}) {
    EXPECT_EQ(reached(*store, step), 0) << step;
    EXPECT_EQ(counter(*store, "shop_funnel_total", step).started_at, kNow) << step;
  }
}

TEST_F(FirstSchema, LeavesOutWhatWasSoldBeforeItsCountersBegan) {
  begin_counters("main", 1, 1'500);
  sell();
  const auto store = open();
  EXPECT_EQ(counter(*store, "revenue_stars_total", kNoLabel).value, 750);
  EXPECT_EQ(reached(*store, "opened_invoice"), 2);
  EXPECT_EQ(reached(*store, "approved"), 2);
  EXPECT_EQ(reached(*store, "paid"), 1);
}

TEST_F(FirstSchema, DoesNotGuessWhichOfSeveralReplicasSold) {
  begin_counters("main", 2, 500);
  begin_counters("other", 0, 500);
  sell();
  const auto store = open();
  EXPECT_EQ(reached(*store, "paid"), 2) << "each counted its own payments";
  EXPECT_EQ(counter(*store, "revenue_stars_total", kNoLabel).value, 0);
  EXPECT_EQ(reached(*store, "opened_invoice"), 0);
  EXPECT_EQ(reached(*store, "approved"), 0);
  EXPECT_THAT(store->contradictions(), IsEmpty());
}

TEST_F(FirstSchema, MayBeEmpty) {
  const auto store = open();
  EXPECT_EQ(store->counters().size(), shop::all_counters().size());
  for (const CounterState& state : store->counters()) {
    EXPECT_EQ(state.value, 0) << state.metric;
    EXPECT_EQ(state.started_at, kNow) << state.metric;
  }
}

/// The version before renewals and refunds.
class SecondSchema : public EarlierSchema {
 protected:
  SecondSchema() : EarlierSchema(2) {}

  /// A subscription of `user` to the plan since 1000 ms.
  void subscribe(int user, const std::string& plan) const {
    write("INSERT INTO subscriptions VALUES (1, " + std::to_string(user) + ", '" + plan + "', 1000, 9000)");
  }
  void place(int order, int user, const std::string& plan, int price) const {
    write("INSERT INTO orders VALUES (" + std::to_string(order) + ", 1, " + std::to_string(user) + ", '" + plan +
          "', " + std::to_string(price) + ", 500, 1)");
  }
  /// `order_id` as it stands in the table, "NULL" for a stranger's payment.
  void pay(int payer, const std::string& order_id, const std::string& payload, int amount, int at) const {
    write(
        "INSERT INTO payments (charge, provider_charge, bot, payer, order_id, payload, amount, received_at) VALUES"
        " (hex(randomblob(8)), 'p', 1, " +
        std::to_string(payer) + ", " + order_id + ", '" + payload + "', " + std::to_string(amount) + ", " +
        std::to_string(at) + ")");
  }
  static values::Nanostars worth_of(Store& store, int user) {
    return store.begin()->subscription(kBot, values::UserId{user})->worth;
  }
  static values::Nanostars stars(int amount) { return values::Nanostars{values::Stars{amount}}; }
};

TEST_F(SecondSchema, KeepsEverything) {
  begin_counters("main", 2, 500);
  write("INSERT INTO business_counters VALUES ('main', 'revenue_stars_total', '', 1000, 500)");
  sell();
  write("INSERT INTO users VALUES (1, 100, 'ru', 2000, 0)");
  write("INSERT INTO timers VALUES (7, 'checkout_deadline', 'q3', 3000), (9, 'forget_updates', '', 4000)");
  write("INSERT INTO outbox VALUES (5, 1, 100, 'receipt', 'sendMessage', '{}', NULL, 0, 2)");
  write("INSERT INTO poisonous_updates VALUES (1, 3, '{}', 'reason', 1)");
  const auto store = open();

  ASSERT_EQ(store->payments().size(), 2U);
  EXPECT_EQ(store->payments()[0].kind, shop::PaymentKind::one_off);
  EXPECT_EQ(store->payments()[0].source, shop::LedgerSource::update);
  ASSERT_EQ(store->outbox().size(), 1U);
  EXPECT_EQ(store->outbox()[0].id, values::OutboxId{5});
  EXPECT_EQ(store->outbox()[0].subject, "");
  EXPECT_EQ(store->outbox()[0].attachment, std::nullopt);
  EXPECT_FALSE(store->outbox()[0].begun);
  EXPECT_EQ(ask_sql("SELECT count(*) FROM poisonous_updates"), "1");
  EXPECT_THAT(run_sql("DELETE FROM payments"), testing::HasSubstr("never removed"));
  EXPECT_THAT(store->contradictions(), IsEmpty());

  const auto transaction = store->begin();
  const auto order = transaction->order(values::OrderId{2});
  ASSERT_TRUE(order);
  EXPECT_EQ(order->kind, shop::OrderKind::one_off);
  EXPECT_EQ(order->promo, std::nullopt);
  EXPECT_TRUE(order->paid);
  EXPECT_FALSE(order->closed);
  const auto timers = transaction->due_timers(kNow, 10);
  ASSERT_EQ(timers.size(), 2U);
  EXPECT_EQ(timers[0].id, values::TimerId{7});
  EXPECT_EQ(timers[0].subject, "q3");
  EXPECT_EQ(timers[1].id, values::TimerId{9});
  EXPECT_EQ(timers[1].kind, shop::TimerKind::forget_updates);
}

TEST_F(SecondSchema, HasItsSalesByDay) {
  write("INSERT INTO business_counters VALUES ('main', 'revenue_stars_total', '', 0, 500)");
  constexpr int kDay = 86'400'000;
  pay(100, "NULL", "", 250, kDay - 1);
  pay(100, "NULL", "", 750, kDay);
  pay(100, "NULL", "", 100, kDay + 1);
  const auto store = open();
  EXPECT_THAT(store->contradictions(), IsEmpty());
  const auto transaction = store->begin();
  const auto sales_of_day = [&](int day) {
    return transaction->sales(std::chrono::sys_days{std::chrono::days{day}},
                              std::chrono::sys_days{std::chrono::days{day + 1}});
  };
  EXPECT_EQ(sales_of_day(0).payments, 1);
  EXPECT_EQ(sales_of_day(0).received, values::Stars{250});
  EXPECT_EQ(sales_of_day(1).payments, 2);
  EXPECT_EQ(sales_of_day(1).received, values::Stars{850});
  EXPECT_EQ(sales_of_day(1).refunds, 0);
  EXPECT_EQ(transaction->totals().refunds, 0);
  EXPECT_EQ(transaction->totals().received, values::Stars{1'100});
}

TEST_F(SecondSchema, ValuesASubscriptionByWhatWasPaidSinceItStarted) {
  subscribe(100, "pro");
  place(1, 100, "pro", 750);
  place(2, 100, "pro", 700);
  place(3, 100, "lite", 250);
  pay(100, "1", "order:1", 750, 1'000);
  pay(100, "2", "order:2", 700, 2'000);
  pay(100, "3", "order:3", 250, 999);
  const auto store = open();
  const auto subscription = store->begin()->subscription(kBot, values::UserId{100});
  ASSERT_TRUE(subscription);
  EXPECT_EQ(subscription->plan, shop::PlanId::pro);
  EXPECT_EQ(subscription->started_at, values::Timestamp{1'000ms});
  EXPECT_EQ(subscription->ends_at, values::Timestamp{9'000ms});
  EXPECT_EQ(subscription->worth, stars(1'450));
  EXPECT_EQ(subscription->valued_at, values::Timestamp{1'000ms});
  EXPECT_EQ(subscription->renewal, std::nullopt);
  EXPECT_EQ(subscription->noticed_until, std::nullopt);
}

TEST_F(SecondSchema, ValuesOnlyWhatGaveThePlanItsTime) {
  place(1, 100, "pro", 750);
  place(2, 300, "pro", 750);
  subscribe(200, "pro");
  pay(200, "NULL", "order:1", 750, 1'000);
  pay(200, "NULL", "order:404", 5'000, 1'500);
  pay(200, "NULL", "something else", 6'000, 1'500);
  subscribe(300, "pro");
  pay(300, "2", "order:2", 750, 1'000);
  pay(300, "2", "order:2", 749, 1'001);
  const auto store = open();
  EXPECT_EQ(worth_of(*store, 200), stars(750)) << "paid for somebody else's order";
  EXPECT_EQ(worth_of(*store, 300), stars(750)) << "too little was paid the second time";
}

TEST_F(SecondSchema, ValuesASubscriptionWithoutPaymentsByTheLatestPriceOfItsPlan) {
  place(1, 100, "pro", 700);
  place(2, 100, "pro", 750);
  place(3, 100, "lite", 250);
  subscribe(200, "pro");
  subscribe(300, "unlimited");
  const auto store = open();
  EXPECT_EQ(worth_of(*store, 200), stars(750));
  EXPECT_EQ(worth_of(*store, 300), stars(0)) << "nobody has ever ordered it";
}

TEST_F(SecondSchema, BeginsTheNewCountersAtZero) {
  begin_counters("main", 2, 500);
  sell();
  const auto store = open();
  for (const auto& [metric, label] : {std::pair{shop::kRefunds, "refund"},
                                      {shop::kRefunds, "chargeback"},
                                      {shop::kRefundedStars, ""},
                                      {shop::kImportedPayments, ""}}) {
    EXPECT_EQ(counter(*store, metric, label).value, 0) << metric;
    EXPECT_EQ(counter(*store, metric, label).started_at, kNow) << metric;
  }
}

TEST_F(SecondSchema, LooksAtThePlansThatRun) {
  write("INSERT INTO subscriptions VALUES (1, 100, 'pro', 1000, 5000), (1, 200, 'pro', 1000, 253402300799000)");
  const auto store = open();
  std::vector<std::string> subjects;
  for (const DueTimer& timer : store->begin()->due_timers(kNow, 10)) {
    EXPECT_EQ(timer.kind, shop::TimerKind::plan_notice);
    subjects.push_back(timer.subject);
  }
  EXPECT_THAT(subjects, testing::ElementsAre("200"));
}

TEST_F(SecondSchema, MayBeEmpty) {
  const auto store = open();
  EXPECT_THAT(store->contradictions(), IsEmpty());
  EXPECT_EQ(store->totals().refunds, 0);
}

/// The version before courses.
class FourthSchema : public EarlierSchema {
 protected:
  FourthSchema() : EarlierSchema(4) {
    write("INSERT INTO users VALUES (1, 100, 'ru', 2000, 0), (1, 200, 'en', 3000, 1)");
    // Through the statements of that version, with its triggers.
    write(
        "INSERT INTO orders (id, bot, user, plan, price, placed_at, paid, kind, promo, closed) VALUES"
        " (1, 1, 100, 'lite', 250, 1000, 0, 'one_off', 'SPRING', 0), (2, 1, 100, 'pro', 750, 2000, 0, 'renewing', "
        "NULL, 1),"
        " (3, 1, 200, 'pro', 750, 2000, 0, 'one_off', 'SPRING', 0), (9, 1, 300, 'lite', 250, 2000, 0, 'one_off', NULL, "
        "0)");
    write(
        "INSERT INTO checkouts VALUES ('q1', 1, 100, 1, 'paid', 1000, 0), ('q3', 1, 200, 3, 'approved', 2000, 0),"
        " ('q4', 1, 200, NULL, 'declined', 2000, 1)");
    write(
        "INSERT INTO payments (charge, provider_charge, bot, payer, order_id, payload, amount, received_at, kind) "
        "VALUES"
        " ('c1', 'p1', 1, 100, 1, 'order:1', 250, 1000, 'one_off'), ('c2', 'p2', 1, 100, 2, 'order:2', 750, 2000, "
        "'first'),"
        " ('c9', 'p9', 1, 300, 9, 'order:9', 250, 2000, 'one_off')");
    write("UPDATE orders SET paid = 1 WHERE id IN (1, 2, 9)");
    write("UPDATE orders SET forgotten = 1 WHERE id = 9");
    write(
        "INSERT INTO subscriptions VALUES (1, 100, 'pro', 2000, 5000, 750000000000, 2000, 'c2', 2, 750, 5000, "
        "'canceled',"
        " NULL)");
    write(
        "INSERT INTO outbox VALUES (5, 1, 100, 'reply', 'sendMessage', '{}', NULL, NULL, '', NULL, 0, 2, 1),"
        " (7, 1, 100, 'reply', 'sendDocument', '{}', 'payments.csv', x'00FF', 'subject', 9000, 10, 0, 0)");
    write("INSERT INTO timers VALUES (3, 'checkout_deadline', 'q3', 3000), (8, 'plan_notice', '100', 4000)");
    write(
        "INSERT INTO broadcasts VALUES (6, 1, 1, 'former', 'Hello', 77, 'running', 100, 9, 3, 2, 1, 55, 66, 1000, 2000,"
        " 3000, NULL)");
    write("INSERT INTO broadcast_recipients VALUES (6, 200)");
  }
};

TEST_F(FourthSchema, KeepsItsMoney) {
  const auto store = open();
  EXPECT_EQ(ask_sql("SELECT count(*) FROM pragma_foreign_key_check"), "0");
  EXPECT_EQ(ask_sql("SELECT count(*) FROM pragma_foreign_key_list('checkouts') WHERE \"table\" = 'orders'"), "1");
  EXPECT_EQ(ask_sql("SELECT group_concat(id || ' ' || forgotten, ', ') FROM orders"), "1 0, 2 0, 3 0, 9 1");
  EXPECT_EQ(store->payments().size(), 3U);
  EXPECT_THAT(store->contradictions(), IsEmpty());

  const auto transaction = store->begin();
  const auto renewing = transaction->order(values::OrderId{2});
  ASSERT_TRUE(renewing);
  EXPECT_EQ(renewing->product, shop::Product(shop::PlanId::pro));
  EXPECT_EQ(renewing->kind, shop::OrderKind::renewing);
  EXPECT_EQ(renewing->price, values::Stars{750});
  EXPECT_EQ(renewing->placed_at, values::Timestamp{2'000ms});
  EXPECT_TRUE(renewing->paid);
  EXPECT_TRUE(renewing->closed);
  EXPECT_EQ(transaction->order(values::OrderId{3})->promo, "SPRING");
  EXPECT_EQ(transaction->open_checkout_of(values::OrderId{3})->query, values::PreCheckoutQueryId{"q3"});
  EXPECT_EQ(transaction->next_order_id(), values::OrderId{10});
  EXPECT_TRUE(transaction->subscription(kBot, kAlice));
}

TEST_F(FourthSchema, CountsItsPromoCodesOn) {
  const auto store = open();
  {
    const auto transaction = store->begin();
    EXPECT_EQ(transaction->promo_uses(kBot, "SPRING", kAlice, std::nullopt).by_all, 2) << "one paid, one waiting";
    EXPECT_EQ(transaction->promo_uses(kBot, "SPRING", kAlice, std::nullopt).by_customer, 1);
    shop::Payment payment = payment_of("c3", values::OrderId{3});
    payment.payer = kBob;
    payment.payload = "order:3";
    transaction->apply(shop::PaymentRecorded{payment, values::PreCheckoutQueryId{"q3"}});
    transaction->apply(shop::SubscriptionActivated{subscription_of(kBob, shop::PlanId::pro, kNow + 1h)});
    EXPECT_EQ(transaction->promo_uses(kBot, "SPRING", kBob, std::nullopt).by_customer, 1);
    shop::Order paid = promo_order_of(kBob, values::OrderId{11});
    paid.paid = true;
    transaction->savepoint();
    transaction->apply(shop::OrderPlaced{paid});
    EXPECT_EQ(transaction->promo_uses(kBot, "SPRING", kBob, std::nullopt).by_customer, 2);
    transaction->roll_back_to_savepoint();
    transaction->commit();
  }
  EXPECT_THAT(store->contradictions(), IsEmpty());
}

TEST_F(FourthSchema, StillHoldsCheckoutsToTheirOrders) {
  const auto store = open();
  const auto transaction = store->begin();
  EXPECT_THROW(transaction->apply(shop::CheckoutApproved{checkout_of("lost", values::OrderId{404})}), std::logic_error);
  transaction->apply(shop::CheckoutApproved{checkout_of("found", values::OrderId{3})});
}

TEST_F(FourthSchema, KeepsWhatIsOnItsWay) {
  const auto store = open();
  const auto messages = store->outbox();
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(messages[0].id, values::OutboxId{5});
  EXPECT_EQ(messages[0].attachment, std::nullopt);
  EXPECT_EQ(messages[0].attempts, 2);
  EXPECT_TRUE(messages[0].begun);
  EXPECT_EQ(messages[1].attachment, (Attachment{.name = "payments.csv", .content = std::string("\0\xFF", 2)}));
  EXPECT_EQ(messages[1].subject, "subject");
  EXPECT_EQ(messages[1].deadline, values::Timestamp{9'000ms});
  EXPECT_EQ(messages[1].not_before, values::Timestamp{10ms});

  const auto transaction = store->begin();
  const auto timers = transaction->due_timers(kNow, 10);
  ASSERT_EQ(timers.size(), 2U);
  EXPECT_EQ(timers[0].id, values::TimerId{3});
  EXPECT_EQ(timers[1].kind, shop::TimerKind::plan_notice);
  const auto broadcast = transaction->broadcast_under_way(kBot);
  ASSERT_TRUE(broadcast);
  EXPECT_EQ(broadcast->id, values::BroadcastId{6});
  EXPECT_EQ(broadcast->segment, shop::Segment::former);
  EXPECT_EQ(broadcast->course, values::CourseId{});
  EXPECT_EQ(broadcast->copied_message, values::MessageId{77});
  EXPECT_EQ(broadcast->last_message, values::MessageId{66});
  EXPECT_EQ(broadcast->progress_shown_at, values::Timestamp{3'000ms});
  EXPECT_TRUE(transaction->is_awaited(broadcast->id, kBob));
}

TEST_F(FourthSchema, KnowsNothingYetOfWhatItsUsersChoose) {
  const auto store = open();
  const auto transaction = store->begin();
  for (const auto id : {kAlice, kBob}) {
    const auto user = transaction->user(kBot, id);
    ASSERT_TRUE(user);
    EXPECT_EQ(user->blocked_the_bot, id == kBob);
    EXPECT_FALSE(user->chose_language);
    EXPECT_TRUE(user->wants_reminders);
  }
}

TEST_F(FourthSchema, IsTakenAsItIsWhereSomebodyBrokeItByHand) {
  write("DELETE FROM orders WHERE id = 3");
  const auto store = open();
  EXPECT_EQ(ask_sql("SELECT count(*) FROM pragma_foreign_key_check"), "1");
  EXPECT_THROW(store->begin()->apply(shop::CheckoutApproved{checkout_of("lost", values::OrderId{3})}),
               std::logic_error);
}

TEST_F(FourthSchema, IsLeftAsItWasByAMigrationThatLosesWhatOthersReferTo) {
  std::vector<sqlite::Migration> migrations(sqlite::embedded_migrations().begin(),
                                            sqlite::embedded_migrations().begin() + 4);
  migrations.push_back({.name = "005_careless.sql", .sql = "DELETE FROM orders WHERE id = 3"});
  sqlite::Database database(path(), sqlite::Access::read_write, 1s);
  database.execute("PRAGMA foreign_keys = ON", "test it");
  EXPECT_THROW(sqlite::migrate(database, migrations), std::logic_error);
  EXPECT_EQ(ask_sql("SELECT count(*) FROM orders"), "4");
  EXPECT_EQ(ask_sql("PRAGMA user_version"), "4");
  EXPECT_THROW(database.execute("DELETE FROM orders WHERE id = 3", "test it"), std::logic_error)
      << "foreign keys are on again";
}

/// The version before alerts.
class FifthSchema : public EarlierSchema {
 protected:
  FifthSchema() : EarlierSchema(5) {
    write("INSERT INTO timers VALUES (3, 'checkout_deadline', 'q3', 3000), (8, 'channel_access', '100', 4000)");
  }
};

TEST_F(FifthSchema, KeepsItsTimersAndKnowsOfNoAlerts) {
  const auto store = open();
  const auto transaction = store->begin();
  const auto timers = transaction->due_timers(kNow, 10);
  ASSERT_EQ(timers.size(), 2U);
  EXPECT_EQ(timers[0].id, values::TimerId{3});
  EXPECT_EQ(timers[0].subject, "q3");
  EXPECT_EQ(timers[1].kind, shop::TimerKind::channel_access);
  EXPECT_THAT(transaction->firing_alerts(kBot, 10), IsEmpty());
  EXPECT_EQ(transaction->next_alert_id(), values::AlertId{1});
}

}  // namespace
}  // namespace store
