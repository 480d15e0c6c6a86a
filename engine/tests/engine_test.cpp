#include "engine/engine.hpp"

#include <algorithm>
#include <deque>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "flaky_store.hpp"
#include "metrics/testing.hpp"
#include "shop/checkout.hpp"
#include "shop/funnel.hpp"
#include "shop_floor.hpp"

namespace engine {
namespace {

using namespace std::chrono_literals;
using namespace engine::testing;
namespace asio = boost::asio;

/// An engine between a real store and a Telegram that answers as a test wants.
class EngineTest : public ::testing::Test {
 protected:
  EngineTest() { boot(); }

  void boot() {
    engine_.reset();
    registry_ = std::make_unique<metrics::Registry>();
    store_.reset();
    store_ = std::make_unique<FlakyStore>(store::open(folder_.database_url(), {.now = clock_.now()}));
    engine_ = std::make_unique<Engine>(
        io_.get_executor(), *store_, catalogue_, clock_, *registry_,
        [this](telegram::Call call, std::chrono::milliseconds timeout) -> asio::awaitable<telegram::ApiResult> {
          calls_.push_back(call);
          timeouts_.push_back(timeout);
          if (answers_.empty()) co_return boost::json::value(true);
          telegram::ApiResult answer = std::move(answers_.front());
          answers_.pop_front();
          co_return answer;
        },
        EngineOptions{.bot = kBot,
                      .owners = {kOwner},
                      .exposition = [this] { return "asked_for " + std::to_string(++expositions_) + "\n"; },
                      .reconcile_every = reconcile_every_});
    engine_->start();
  }

  /// Hands over the batches, one after the other, and stops. True for each that became durable.
  std::vector<bool> process(const std::vector<std::vector<std::string>>& batches, bool caught_up = true) {
    std::vector<bool> durable;
    asio::co_spawn(io_, engine_->run(), asio::detached);
    asio::co_spawn(
        io_,
        [&]() -> asio::awaitable<void> {
          for (const auto& updates : batches) {
            telegram::UpdateBatch batch = batch_of(updates);
            batch.caught_up = caught_up;
            durable.push_back(co_await engine_->handle(std::move(batch)));
          }
          engine_->stop();
        },
        asio::detached);
    io_.restart();
    io_.run();
    return durable;
  }

  /// Hands all of them over at the same time, and stops once each is answered: true for those that became durable.
  std::vector<bool> take_in(const std::vector<bot::AlertsReceived>& all) {
    std::vector<bool> durable;
    for (const bot::AlertsReceived& each : all) {
      asio::co_spawn(
          io_,
          [&]() -> asio::awaitable<void> {
            bot::AlertsReceived received = each;
            durable.push_back(co_await engine_->take_in(std::move(received)));
            if (durable.size() == all.size()) engine_->stop();
          },
          asio::detached);
    }
    asio::co_spawn(io_, engine_->run(), asio::detached);
    io_.restart();
    io_.run();
    return durable;
  }

  static bot::AlertsReceived alerts(const std::string& fingerprint) {
    return {{{.fingerprint = fingerprint,
              .began_at = kStart,
              .labels = {{"alertname", "HighUserLoad"}},
              .texts = {.summary = "Many"}}}};
  }

  struct LeftBehind {
    bool begun = false;
  };
  /// As an earlier run may have left it.
  void leave_a_broadcast(LeftBehind left) {
    auto transaction = store_->begin();
    const values::OutboxId id = transaction->enqueue({.bot = kBot,
                                                      .chat = values::ChatId{500},
                                                      .lane = store::Lane::broadcast,
                                                      .method = "sendMessage",
                                                      .body = "{}",
                                                      .deadline = std::nullopt,
                                                      .not_before = {}});
    if (left.begun) transaction->note_begun(id);
    transaction->commit();
    transaction.reset();
    boot();
  }

  double value(const std::string& name, std::initializer_list<std::string_view> labels = {}) {
    return metrics::testing::value_of(*registry_, name, labels).value();
  }

  TemporaryFolder folder_;
  values::ManualClock clock_{kStart};
  std::chrono::milliseconds reconcile_every_{0};
  std::shared_ptr<const shop::Catalogue> catalogue_ = catalogue();
  asio::io_context io_;
  std::unique_ptr<metrics::Registry> registry_;
  std::unique_ptr<FlakyStore> store_;
  std::unique_ptr<Engine> engine_;
  std::vector<telegram::Call> calls_;
  std::vector<std::chrono::milliseconds> timeouts_;
  std::deque<telegram::ApiResult> answers_;
  int expositions_ = 0;
};

TEST_F(EngineTest, SendsTheReplyAndEmptiesTheOutbox) {
  EXPECT_EQ(process({{text_json(1, 500, "/start")}}), std::vector{true});
  ASSERT_EQ(calls_.size(), 1U);
  EXPECT_EQ(calls_[0].method, "sendMessage");
  EXPECT_TRUE(store_->outbox().empty());
  EXPECT_EQ(value("outbox_deliveries_total", {"sent"}), 1);
}

TEST_F(EngineTest, ExposesItsMetricsToOwnersWhoAsk) {
  process({{text_json(1, 500, "/metrics")}, {text_json(2, kOwner.value(), "/start")}});
  EXPECT_EQ(expositions_, 0) << "it costs time";
  boot();
  process({{text_json(3, kOwner.value(), "/metrics")}});
  EXPECT_EQ(expositions_, 1);
  EXPECT_THAT(calls_.back().body, ::testing::HasSubstr("asked_for 1"));
}

TEST_F(EngineTest, UsesAnotherCatalogueFromTheNextTransactionOn) {
  shop::Catalogue::Contents contents{.plans = {catalogue_->plan(shop::PlanId::lite),
                                               catalogue_->plan(shop::PlanId::pro),
                                               catalogue_->plan(shop::PlanId::unlimited)}};
  contents.plans[0].price = values::Stars{123};
  engine_->use(std::make_shared<const shop::Catalogue>(std::move(contents)));
  process({{text_json(1, 500, "/buy lite")}});
  ASSERT_EQ(calls_.size(), 1U);
  EXPECT_THAT(calls_[0].body, ::testing::HasSubstr("123"));
}

TEST_F(EngineTest, KeepsNewsOfTheCatalogueInTheAuditLog) {
  engine_->tell({.changed = {values::CourseId{"sql"}}});
  process({});
  const auto entries = store_->begin()->newest_audit(kBot, 10);
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].details, "changed sql");
}

TEST_F(EngineTest, TellsTheOwnersOfACatalogueThatCantBeUsed) {
  engine_->tell({.problem = "plans.yaml:7: price"});
  process({});
  ASSERT_EQ(calls_.size(), 1U);
  EXPECT_THAT(calls_[0].body, ::testing::HasSubstr("plans.yaml:7: price"));
}

TEST_F(EngineTest, HasTheCatalogueEditedInOrderAndBesideTelegramsLimits) {
  auto transaction = store_->begin();
  for (const std::string body : {"first", "second", "third"}) {
    transaction->enqueue({.bot = kBot,
                          .chat = std::nullopt,
                          .method = std::string(bot::kEditCatalogue),
                          .body = body,
                          .subject = "edit:" + body,
                          .deadline = std::nullopt,
                          .not_before = {}});
  }
  transaction->commit();
  transaction.reset();
  boot();
  answers_.emplace_back(boost::json::value(true));
  answers_.emplace_back(telegram::ApiError{.kind = telegram::ApiErrorKind::rejected, .code = 400, .description = "no"});
  process({});
  ASSERT_EQ(calls_.size(), 3U);
  EXPECT_EQ(calls_[0].body + calls_[1].body + calls_[2].body, "firstsecondthird");
  EXPECT_TRUE(store_->outbox().empty());
  EXPECT_EQ(value("outbox_deliveries_total", {"sent"}), 0) << "they are no messages";
  EXPECT_EQ(value("outbox_deliveries_total", {"given_up"}), 0);
}

TEST_F(EngineTest, AsksAlertmanagerOnceAndBesideTelegramsLimits) {
  auto transaction = store_->begin();
  transaction->enqueue({.bot = kBot,
                        .chat = std::nullopt,
                        .method = std::string(bot::kReadAlerts),
                        .body = "",
                        .subject = "alert:look:404",
                        .deadline = std::nullopt,
                        .not_before = {}});
  transaction->commit();
  transaction.reset();
  boot();
  answers_.emplace_back(
      telegram::ApiError{.kind = telegram::ApiErrorKind::transport, .code = 0, .description = "does not answer"});
  process({});
  ASSERT_GE(calls_.size(), 1U);
  EXPECT_EQ(calls_[0].method, bot::kReadAlerts);
  EXPECT_EQ(timeouts_[0], 10s);
  const auto is_question = [](const store::OutboxMessage& message) { return message.method == bot::kReadAlerts; };
  const std::vector<store::OutboxMessage> outbox = store_->outbox();
  EXPECT_TRUE(std::ranges::none_of(outbox, is_question)) << "it is not tried again";
  EXPECT_EQ(value("outbox_deliveries_total", {"postponed"}), 0);
  EXPECT_EQ(value("outbox_deliveries_total", {"given_up"}), 0) << "it is no message";
}

TEST_F(EngineTest, TellsOfAlertsOnceTheyAreDurable) {
  EXPECT_EQ(take_in({alerts("a"), alerts("b")}), (std::vector{true, true}));
  EXPECT_EQ(store_->begin()->firing_alerts(kBot, 10).size(), 2U);
  ASSERT_EQ(calls_.size(), 2U);
  EXPECT_EQ(calls_[0].method, "sendMessage");
}

TEST_F(EngineTest, TakesNoMoreAlertsInThanItCanHold) {
  std::vector<bot::AlertsReceived> many;
  for (int i = 0; i < 103; ++i) many.push_back(alerts(std::to_string(i)));
  const std::vector<bool> durable = take_in(many);
  EXPECT_EQ(std::ranges::count(durable, true), 100);
  EXPECT_EQ(std::ranges::count(durable, false), 3);
}

TEST_F(EngineTest, TakesNoAlertsInWhileTheStoreRefusesToWorkOrAfterAStop) {
  store_->fail_next(1'000'000);
  asio::co_spawn(io_, engine_->run(), asio::detached);
  std::vector<bool> durable;
  const auto hand_over = [&](bot::AlertsReceived received) -> asio::awaitable<void> {
    durable.push_back(co_await engine_->take_in(std::move(received)));
  };
  asio::co_spawn(io_, hand_over(alerts("in hand")), asio::detached);
  while (!engine_->store_problem()) io_.run_one();
  asio::co_spawn(io_, hand_over(alerts("afterwards")), asio::detached);
  while (durable.empty()) io_.run_one();
  EXPECT_FALSE(durable[0]);
  engine_->stop();
  asio::co_spawn(io_, hand_over(alerts("stopping")), asio::detached);
  io_.run();
  EXPECT_EQ(durable, (std::vector{false, false, false}));
  EXPECT_TRUE(calls_.empty());
}

TEST_F(EngineTest, CountsAPurchaseAndContinuesToCountAfterARestart) {
  const std::string payload = shop::payload_of(values::OrderId{1});
  process({{text_json(1, 500, "/buy lite")},
           {pre_checkout_json(2, 500, "q", payload, 100)},
           {payment_json(3, 500, "c", payload, 100)}});
  EXPECT_EQ(value("payment_transactions_total", {"success"}), 1);
  EXPECT_EQ(value("payment_transactions_total", {"failed"}), 0);
  EXPECT_EQ(value("subscription_activations_total", {"lite"}), 1);
  EXPECT_EQ(value("bothost_bots_created_total"), 1);
  EXPECT_EQ(value("users_online"), 1);

  clock_.advance(1min);
  boot();
  EXPECT_EQ(value("payment_transactions_total", {"success"}), 1);
  EXPECT_EQ(value("subscription_activations_total", {"lite"}), 1);
  EXPECT_EQ(value("subscription_activations_total", {"pro"}), 0);
  EXPECT_EQ(value("ledger_payments", {"success"}), 1);
  EXPECT_EQ(value("bothost_bots_created_total"), 1) << "the same bot is not created twice";
  EXPECT_EQ(value("bothost_bots_created_created"), std::chrono::duration<double>(kStart.time_since_epoch()).count());
  EXPECT_EQ(value("users_online"), 1) << "still within the window";
  clock_.advance(10min);
  EXPECT_EQ(value("users_online"), 0);
}

TEST_F(EngineTest, CountsTheWayToAPaymentAndContinuesAfterARestart) {
  for (const shop::FunnelStep step : shop::kFunnelSteps) {
    EXPECT_EQ(value("shop_funnel_total", {shop::to_string(step)}), 0) << "there from the first scrape";
  }
  const std::string payload = shop::payload_of(values::OrderId{1});
  process({{text_json(1, 500, "/start"), text_json(2, 500, "/start"), text_json(2, 500, "/start")},
           {text_json(3, 500, "/plans"), text_json(4, 500, "/buy")},
           {text_json(5, 500, "/buy lite")},
           {pre_checkout_json(6, 500, "q", payload, 100), pre_checkout_json(7, 501, "forged", payload, 1)},
           {payment_json(8, 500, "c", payload, 100)},
           {payment_json(9, 500, "c", payload, 100)}});
  for (const bool restarted : {false, true}) {
    if (restarted) boot();
    EXPECT_EQ(value("shop_funnel_total", {"started"}), 2) << "a redelivered update counts once";
    EXPECT_EQ(value("shop_funnel_total", {"viewed_plans"}), 2);
    EXPECT_EQ(value("shop_funnel_total", {"opened_invoice"}), 1);
    EXPECT_EQ(value("shop_funnel_total", {"approved"}), 1);
    EXPECT_EQ(value("shop_funnel_total", {"paid"}), 1);
    EXPECT_EQ(value("revenue_stars_total"), 100);
    EXPECT_EQ(value("ledger_stars"), 100);
  }
}

TEST_F(EngineTest, ShowsWhosePlanRunsAtThisMoment) {
  for (const char* plan : {"lite", "pro", "unlimited"}) EXPECT_EQ(value("subscriptions_active", {plan}), 0);
  process({{text_json(1, 500, "/buy lite")}, {payment_json(2, 500, "c1", "order:1", 100)}});
  clock_.advance(std::chrono::days{1});
  boot();
  EXPECT_EQ(value("subscriptions_active", {"lite"}), 1) << "still, after a restart";
  process({{text_json(3, 500, "/buy pro"), text_json(4, 501, "/buy pro")},
           {payment_json(5, 500, "c2", "order:2", 300), payment_json(6, 501, "c3", "order:3", 300)}});
  EXPECT_EQ(value("subscriptions_active", {"lite"}), 0) << "replaced";
  EXPECT_EQ(value("subscriptions_active", {"pro"}), 2);
  clock_.advance(std::chrono::days{40});  // 30, and what was left of the plan before.
  EXPECT_EQ(value("subscriptions_active", {"pro"}), 0) << "ended by themselves";
  boot();
  EXPECT_EQ(value("subscriptions_active", {"pro"}), 0);
}

TEST_F(EngineTest, NamesItsMetricsAsPrometheusAdvises) {
  EXPECT_THAT(metrics::testing::lint(*registry_), ::testing::IsEmpty());
}

TEST_F(EngineTest, APaymentThatWaitedAtTelegramIsSeenBeforeItsCheckoutFails) {
  const std::string payload = shop::payload_of(values::OrderId{1});
  process({{text_json(1, 500, "/buy lite")}, {pre_checkout_json(2, 500, "q", payload, 100)}});
  clock_.advance(2h);
  boot();
  process({{payment_json(3, 500, "c", payload, 100)}});
  EXPECT_EQ(value("payment_transactions_total", {"success"}), 1);
  EXPECT_EQ(value("payment_transactions_total", {"failed"}), 0);
}

TEST_F(EngineTest, ACheckoutFailsOnceTelegramHasNothingMore) {
  const std::string payload = shop::payload_of(values::OrderId{1});
  process({{text_json(1, 500, "/buy lite")}, {pre_checkout_json(2, 500, "q", payload, 100)}});
  clock_.advance(2h);
  boot();
  process({{text_json(3, 501, "/start")}}, /*caught_up=*/false);
  EXPECT_EQ(value("payment_transactions_total", {"failed"}), 0);
  boot();
  process({{text_json(4, 501, "/start")}});
  EXPECT_EQ(value("payment_transactions_total", {"failed"}), 1);
}

TEST_F(EngineTest, SendsAgainWhatACrashLeftInTheOutbox) {
  answers_.push_back(telegram::ApiError{.kind = telegram::ApiErrorKind::transport, .description = "reset"});
  process({{text_json(1, 500, "/start")}});
  ASSERT_EQ(store_->outbox().size(), 1U) << "postponed, not lost";
  EXPECT_EQ(store_->outbox()[0].attempts, 1);
  clock_.advance(1min);
  boot();
  process({});
  EXPECT_EQ(calls_.size(), 2U);
  EXPECT_EQ(calls_[0], calls_[1]);
  EXPECT_TRUE(store_->outbox().empty());
}

TEST_F(EngineTest, SendsAFileOfTheCatalogueByItsPath) {
  auto transaction = store_->begin();
  const store::Attachment board{
      .name = "board.jpg", .content = {}, .parameter = "photo", .path = "courses/chess/board.jpg"};
  transaction->enqueue({.bot = kBot,
                        .chat = values::ChatId{500},
                        .method = "sendPhoto",
                        .body = "{}",
                        .attachment = board,
                        .deadline = std::nullopt,
                        .not_before = {}});
  transaction->commit();
  transaction.reset();
  boot();
  process({});
  ASSERT_EQ(calls_.size(), 1U);
  EXPECT_EQ(calls_[0].document,
            (telegram::Document{
                .name = "board.jpg", .content = "", .parameter = "photo", .path = "courses/chess/board.jpg"}));
}

TEST_F(EngineTest, ShowsTheCoursesOfTheCatalogueAndWhatTheStoreSaysOfThem) {
  EXPECT_EQ(value("course_views_total", {"chess"}), 0);
  const values::CourseId chess{"chess"};
  auto transaction = store_->begin();
  transaction->apply(shop::CourseSold{.bot = kBot, .course = chess, .paid = values::Stars{500}});
  transaction->commit();
  transaction.reset();
  boot();
  EXPECT_EQ(value("course_revenue_stars_total", {"chess"}), 500);
  EXPECT_EQ(value("course_channel_removals_total", {"chess"}), 0);
}

TEST_F(EngineTest, ABroadcastLostOnItsWayIsNotSentAgain) {
  leave_a_broadcast({});
  answers_.push_back(telegram::ApiError{.kind = telegram::ApiErrorKind::transport, .may_have_happened = true});
  process({{}});
  EXPECT_EQ(calls_.size(), 1U);
  EXPECT_TRUE(store_->outbox().empty());
  EXPECT_EQ(value("outbox_deliveries_total", {"unknown"}), 1);
}

TEST_F(EngineTest, ABroadcastThatCertainlyDidNotArriveIsTriedAgain) {
  leave_a_broadcast({});
  answers_.push_back(telegram::ApiError{.kind = telegram::ApiErrorKind::transport});
  process({{}});
  const auto left = store_->outbox();
  ASSERT_EQ(left.size(), 1U);
  EXPECT_FALSE(left[0].begun);
  EXPECT_EQ(value("outbox_deliveries_total", {"postponed"}), 1);
}

TEST_F(EngineTest, ABroadcastThatACrashInterruptedIsNotSentAgain) {
  leave_a_broadcast({.begun = true});
  process({{}});
  EXPECT_TRUE(calls_.empty());
  EXPECT_TRUE(store_->outbox().empty());
  EXPECT_EQ(value("outbox_deliveries_total", {"unknown"}), 1);
}

TEST_F(EngineTest, ConfirmsNothingUntilTheStoreWorksAgain) {
  store_->fail_next(2);
  EXPECT_EQ(process({{text_json(1, 500, "/start")}}), std::vector{true});
  EXPECT_EQ(value("engine_store_failures_total"), 2);
  EXPECT_EQ(calls_.size(), 1U) << "answered once, after the commit";
  EXPECT_FALSE(engine_->store_problem()) << "over";
}

TEST_F(EngineTest, StopsWithoutConfirmingWhatTheStoreDoesNotTake) {
  store_->fail_next(1'000'000);
  asio::co_spawn(io_, engine_->run(), asio::detached);
  bool durable = true;
  std::optional<std::string> problem;
  const auto hand_over = [&](telegram::UpdateBatch batch) -> asio::awaitable<void> {
    durable = co_await engine_->handle(std::move(batch));
  };
  asio::co_spawn(io_, hand_over(batch_of({text_json(1, 500, "/start")})), asio::detached);
  while (!problem) {
    io_.run_one();
    problem = engine_->store_problem();
  }
  engine_->stop();
  io_.run();
  EXPECT_FALSE(durable);
  EXPECT_TRUE(calls_.empty());
  EXPECT_THAT(*problem, ::testing::HasSubstr("the disk is full"));
}

TEST_F(EngineTest, GivesUpWhatTelegramWillNeverTake) {
  answers_.push_back(telegram::ApiError{
      .kind = telegram::ApiErrorKind::forbidden, .code = 403, .description = "Forbidden: bot was blocked by the user"});
  process({{text_json(1, 500, "/start")}});
  EXPECT_TRUE(store_->outbox().empty());
  EXPECT_TRUE(store_->begin()->user(kBot, values::UserId{500})->blocked_the_bot);
}

TEST_F(EngineTest, LeavesTimeToTryAPreCheckoutAnswerAgain) {
  process({{pre_checkout_json(1, 500, "q", "no such order", 100)}});
  ASSERT_EQ(calls_.size(), 1U);
  EXPECT_EQ(calls_[0].method, "answerPreCheckoutQuery");
  EXPECT_LE(timeouts_[0], 10s / 3) << "Telegram may not answer at all, and the customer waits ten seconds";
}

TEST_F(EngineTest, DropsAPreCheckoutAnswerThatIsTooLate) {
  auto transaction = store_->begin();
  transaction->enqueue({.bot = kBot,
                        .lane = store::Lane::pre_checkout,
                        .method = "answerPreCheckoutQuery",
                        .body = "{}",
                        .deadline = kStart + 10s});
  transaction->commit();
  transaction.reset();
  clock_.advance(11s);
  boot();
  process({});
  EXPECT_TRUE(calls_.empty());
  EXPECT_TRUE(store_->outbox().empty());
  EXPECT_EQ(value("outbox_deliveries_total", {"too_late"}), 1);
}

TEST_F(EngineTest, ComparesWithTelegramsAccountOnceNothingWaitsThere) {
  reconcile_every_ = 1h;
  boot();
  answers_.push_back(boost::json::parse(R"({"transactions":[{"id":"charge-1","amount":100,"date":1769817600,"source":
      {"type":"user","transaction_type":"invoice_payment","user":{"id":500,"is_bot":false,"first_name":"A"},
       "invoice_payload":"order:99"}}]})"));
  asio::co_spawn(io_, engine_->run(), asio::detached);
  asio::co_spawn(
      io_,
      [&]() -> asio::awaitable<void> {
        telegram::UpdateBatch nothing = batch_of({});
        nothing.caught_up = false;
        co_await engine_->handle(std::move(nothing));
        EXPECT_TRUE(calls_.empty()) << "updates first";
        nothing = batch_of({});
        co_await engine_->handle(std::move(nothing));
      },
      asio::detached);
  io_.restart();
  while (value("payment_transactions_total", {"success"}) == 0) io_.run_one();
  engine_->stop();
  io_.run();
  EXPECT_EQ(calls_.at(0).method, "getStarTransactions");
  EXPECT_EQ(value("reconciliation_imported_payments_total"), 1);
  EXPECT_EQ(store_->begin()->reconciled(kBot)->last, "in charge-1");
}

TEST_F(EngineTest, RefusesBatchesOnceItStops) {
  engine_->stop();
  EXPECT_EQ(process({{text_json(1, 500, "/start")}}), std::vector{false});
  EXPECT_TRUE(store_->outbox().empty());
}

TEST_F(EngineTest, ObservesEachUpdateOfABatch) {
  process({{text_json(1, 500, "/start"), text_json(2, 501, "/start")}});
  EXPECT_EQ(value("message_processing_time_seconds_count"), 2);
  EXPECT_EQ(value("engine_oldest_update_age_seconds"), 0);
}

}  // namespace
}  // namespace engine
