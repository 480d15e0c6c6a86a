// Databases of earlier versions: what they hold is all there afterwards, and the counters that came later begin with
// what is known.

#include "sqlite/migration.hpp"

#include <gmock/gmock.h>

#include "temporary_database.hpp"

namespace store {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;

constexpr char kNoLabel[] = "";

/// A database as the first version made it.
class FirstSchema : public StoreTest {
 protected:
  FirstSchema() {
    std::filesystem::create_directories(path().parent_path());
    sqlite::Database database(path(), sqlite::Access::read_write, 1s);
    sqlite::migrate(database, sqlite::embedded_migrations().first(1));
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

}  // namespace
}  // namespace store
