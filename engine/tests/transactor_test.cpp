#include "transactor.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shop/checkout.hpp"
#include "shop_floor.hpp"

namespace engine {
namespace {

using namespace std::chrono_literals;
using namespace engine::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class TransactorTest : public ::testing::Test {
 protected:
  Outcome commit(const std::vector<std::string>& updates) {
    const telegram::UpdateBatch batch = batch_of(updates);
    return transactor_.commit({.catalogue = catalogue_, .batches = {&batch}, .pages = {}, .deliveries = {}}, 1);
  }

  Outcome run_timers() {
    return transactor_.commit(
        {.catalogue = catalogue_, .batches = {}, .pages = {}, .deliveries = {}, .run_timers = true}, 1);
  }

  static std::vector<std::string> methods(const Outcome& outcome) {
    std::vector<std::string> names;
    for (const auto& message : outcome.to_send) names.push_back(message.method);
    return names;
  }

  store::Totals totals() { return store_->begin()->totals(); }
  std::size_t running_plans() { return store_->subscription_ends(shop::PlanId::lite, clock_.now()).size(); }

  /// Places an order and returns its payload.
  std::string order(std::int64_t update, std::int64_t user) {
    const Outcome outcome = commit({text_json(update, user, "/buy lite")});
    EXPECT_THAT(methods(outcome), ElementsAre("sendInvoice"));
    return shop::payload_of(values::OrderId{++orders_});
  }

  /// The payment that `user` makes; order and charge are new.
  void buy(std::int64_t user, const std::string& charge) {
    const std::string payload = order(++updates_, user);
    commit({payment_json(++updates_, user, charge, payload, 100)});
  }

  Outcome note(Delivery delivery) {
    return transactor_.commit(
        {.catalogue = catalogue_, .batches = {}, .pages = {}, .deliveries = {std::move(delivery)}}, 1);
  }

  /// An entry of Telegram's account.
  static telegram::StarTransaction paid(const std::string& charge, const std::string& payload, std::int64_t user) {
    telegram::TransactionPartner source{.type = "user", .transaction_type = "invoice_payment"};
    source.user = telegram::User{.id = values::UserId{user}, .first_name = "A"};
    source.invoice_payload = payload;
    return {.id = charge, .amount = 100, .date = kStart, .source = source};
  }

  TemporaryFolder folder_;
  values::ManualClock clock_{kStart};
  std::unique_ptr<store::Store> store_ = store::open(folder_.database_url(), {.now = kStart});
  std::shared_ptr<const shop::Catalogue> catalogue_ = catalogue();
  EngineOptions options_{.bot = kBot, .owners = {kOwner}};
  OnlineUsers online_{options_.online_window};
  RunningSubscriptions subscriptions_;
  Transactor transactor_{*store_, clock_, online_, subscriptions_, options_};
  std::int64_t orders_ = 0;
  std::int64_t updates_ = 1'000;
};

TEST_F(TransactorTest, AnswersACommandThroughTheOutbox) {
  const Outcome outcome = commit({text_json(1, 500, "/start")});
  EXPECT_THAT(methods(outcome), ElementsAre("sendMessage"));
  ASSERT_EQ(store_->outbox().size(), 1U);
  EXPECT_EQ(store_->outbox()[0].id, outcome.to_send[0].id);
  EXPECT_EQ(online_.count(clock_.now()), 1);
}

TEST_F(TransactorTest, WhoBlocksTheBotIsNotOnline) {
  const std::string change = R"({"update_id":)";
  const std::string member = R"(,"my_chat_member":{"chat":{"id":500,"type":"private"},"from":)" + user_json(500) +
                             R"(,"date":1700000000,"old_chat_member":{"status":"member"},"new_chat_member":{"status":)";
  commit({change + "1" + member + "\"kicked\"}}}"});
  EXPECT_EQ(online_.count(clock_.now()), 0);
  commit({change + "2" + member + "\"member\"}}}"});
  EXPECT_EQ(online_.count(clock_.now()), 1) << "who comes back is";
}

TEST_F(TransactorTest, HandlesAnUpdateOnceHoweverOftenItComes) {
  commit({text_json(1, 500, "/start"), text_json(1, 500, "/start")});
  const Outcome again = commit({text_json(1, 500, "/start")});
  EXPECT_EQ(again.duplicates, 1U);
  EXPECT_THAT(again.to_send, IsEmpty());
  EXPECT_EQ(store_->outbox().size(), 1U);
}

TEST_F(TransactorTest, APaymentIsCountedOnceUnderAnyUpdateId) {
  const std::string payload = order(1, 500);
  commit({pre_checkout_json(2, 500, "q1", payload, 100)});
  const Outcome first = commit({payment_json(3, 500, "charge-1", payload, 100)});
  const Outcome second = commit({payment_json(4, 500, "charge-1", payload, 100)});
  EXPECT_EQ(std::count_if(first.effects.begin(), first.effects.end(),
                          [](const auto& effect) { return std::holds_alternative<shop::PaymentRecorded>(effect); }),
            1);
  EXPECT_THAT(second.effects, IsEmpty());
  EXPECT_EQ(totals().payments_succeeded, 1);
  EXPECT_EQ(running_plans(), 1U);
}

TEST_F(TransactorTest, ASecondPaymentOfOneBatchReplacesTheFirstsPlan) {
  const std::string first = order(1, 500);
  const std::string second = order(2, 500);
  const Outcome outcome =
      commit({payment_json(3, 500, "charge-1", first, 100), payment_json(4, 500, "charge-2", second, 100)});
  std::vector<std::optional<shop::Subscription>> replaced;
  for (const shop::Effect& effect : outcome.effects) {
    if (const auto* activated = std::get_if<shop::SubscriptionActivated>(&effect))
      replaced.push_back(activated->replaced);
  }
  ASSERT_EQ(replaced.size(), 2U);
  EXPECT_FALSE(replaced[0]);
  ASSERT_TRUE(replaced[1]);
  EXPECT_EQ(replaced[1]->ends_at, kStart + std::chrono::days{30});
}

TEST_F(TransactorTest, AnApprovedCheckoutFailsWhenItsTimeIsUp) {
  const std::string payload = order(1, 500);
  const Outcome approved = commit({pre_checkout_json(2, 500, "q1", payload, 100)});
  EXPECT_EQ(approved.next_timer, kStart + options_.checkout_deadline);
  clock_.advance(options_.checkout_deadline);
  run_timers();
  EXPECT_EQ(totals().payments_failed, 1);
  clock_.advance(options_.checkout_deadline);
  run_timers();
  EXPECT_EQ(totals().payments_failed, 1) << "once";
  commit({payment_json(3, 500, "late", payload, 100)});
  EXPECT_EQ(totals().payments_succeeded, 1) << "a late payment is a success too";
}

TEST_F(TransactorTest, APaidCheckoutDoesNotFail) {
  const std::string payload = order(1, 500);
  commit({pre_checkout_json(2, 500, "q1", payload, 100), payment_json(3, 500, "c", payload, 100)});
  clock_.advance(options_.checkout_deadline);
  run_timers();
  EXPECT_EQ(totals().payments_failed, 0);
}

TEST_F(TransactorTest, PutsAPoisonousUpdateAsideAndGoesOn) {
  const Outcome outcome =
      commit({text_json(1, 500, "/start"), payment_json(2, 501, "c", "order:1", 100, "USD"),
              R"({"update_id":3,"message":{"message_id":"no number"}})", text_json(4, 502, "/start")});
  EXPECT_EQ(outcome.put_aside, 2U);
  EXPECT_EQ(outcome.faults.size(), 2U);
  EXPECT_THAT(methods(outcome), ElementsAre("sendMessage", "sendMessage", "sendMessage", "sendMessage"));
  EXPECT_EQ(std::count_if(outcome.to_send.begin(), outcome.to_send.end(),
                          [](const auto& message) { return message.chat == values::private_chat_of(kOwner); }),
            2)
      << "the owner is told of each";
  EXPECT_EQ(commit({payment_json(2, 501, "c", "order:1", 100, "USD")}).duplicates, 1U)
      << "it is confirmed all the same";
}

TEST_F(TransactorTest, AnUnknownUpdateIsSkipped) {
  const Outcome outcome = commit({R"({"update_id":1,"poll_answer":{"poll_id":"7"}})"});
  EXPECT_EQ(outcome.put_aside, 0U);
  EXPECT_THAT(outcome.to_send, IsEmpty());
  EXPECT_EQ(commit({R"({"update_id":1,"poll_answer":{"poll_id":"7"}})"}).duplicates, 1U);
}

TEST_F(TransactorTest, LimitsOneUsersRequestsButNeverMoney) {
  const std::string payload = order(1, 500);
  std::vector<std::string> greedy;
  for (int update = 10; update < 60; ++update) greedy.push_back(text_json(update, 500, "/help"));
  EXPECT_GT(commit(greedy).rate_limited, 0U);
  commit({pre_checkout_json(100, 500, "q1", payload, 100), payment_json(101, 500, "c", payload, 100)});
  EXPECT_EQ(totals().payments_succeeded, 1);
  EXPECT_EQ(commit({text_json(102, 501, "/help")}).rate_limited, 0U) << "others are served";
}

TEST_F(TransactorTest, LimitsNoOwnerWhoForwardsAWholeCourse) {
  std::vector<std::string> lessons;
  for (int update = 10; update < 60; ++update) lessons.push_back(text_json(update, kOwner.value(), "/help"));
  EXPECT_EQ(commit(lessons).rate_limited, 0U);
}

TEST_F(TransactorTest, NotesWhatBecameOfMessages) {
  Outcome outcome = commit({text_json(1, 500, "/start"), text_json(2, 501, "/start"), text_json(3, 502, "/start")});
  auto postponed = outcome.to_send[1];
  postponed.not_before = kStart + 1min;
  postponed.attempts = 1;
  transactor_.commit({.catalogue = catalogue_,
                      .batches = {},
                      .pages = {},
                      .deliveries = {{.message = outcome.to_send[0], .outcome = DeliveryOutcome::sent, .reason = {}},
                                     {.message = postponed, .outcome = DeliveryOutcome::postponed, .reason = {}},
                                     {.message = outcome.to_send[2],
                                      .outcome = DeliveryOutcome::given_up,
                                      .blocked_by_user = true,
                                      .reason = "Forbidden: bot was blocked by the user"}}},
                     1);
  const auto left = store_->outbox();
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].id, postponed.id);
  EXPECT_EQ(left[0].not_before, kStart + 1min);
  EXPECT_EQ(left[0].attempts, 1);
  EXPECT_TRUE(store_->begin()->user(kBot, values::UserId{502})->blocked_the_bot);
}

TEST_F(TransactorTest, TheAnswerToARefundIsAnEventOfItsOwn) {
  buy(500, "charge-1");
  const Outcome asked = commit({text_json(9, kOwner.value(), "/refund charge-1")});
  const auto call = std::ranges::find(asked.to_send, "refundStarPayment", &store::OutboxMessage::method);
  ASSERT_NE(call, asked.to_send.end());
  EXPECT_EQ(call->subject, "charge-1");
  EXPECT_EQ(totals().refunds, 0) << "asked for is not done";
  EXPECT_EQ(running_plans(), 1U);

  const Outcome answered = note({.message = *call, .outcome = DeliveryOutcome::sent, .reason = {}, .result = "true"});
  EXPECT_EQ(totals().refunds, 1);
  EXPECT_EQ(totals().refunded, values::Stars{100});
  EXPECT_EQ(running_plans(), 0U);
  EXPECT_TRUE(std::ranges::any_of(answered.effects, [](const auto& effect) {
    return std::holds_alternative<shop::SubscriptionChanged>(effect);
  })) << "the gauge of running subscriptions has to know";
  EXPECT_THAT(
      store_->outbox(),
      ::testing::Not(::testing::Contains(::testing::Field(&store::OutboxMessage::method, "refundStarPayment"))));
}

TEST_F(TransactorTest, ARefundThatTelegramNeverMakesLeavesThePlan) {
  buy(500, "charge-1");
  const Outcome asked = commit({text_json(9, kOwner.value(), "/refund charge-1")});
  const auto call = std::ranges::find(asked.to_send, "refundStarPayment", &store::OutboxMessage::method);
  ASSERT_NE(call, asked.to_send.end());
  const Outcome answered =
      note({.message = *call, .outcome = DeliveryOutcome::given_up, .reason = "Bad Request: CHARGE_NOT_FOUND"});
  EXPECT_EQ(totals().refunds, 0);
  EXPECT_EQ(running_plans(), 1U);
  EXPECT_THAT(answered.to_send,
              ::testing::Contains(::testing::Field(&store::OutboxMessage::chat, values::private_chat_of(kOwner))))
      << "the owner is told";
}

TEST_F(TransactorTest, WhatOnlyTheAccountTellsIsMadeUpFor) {
  const std::string payload = order(1, 500);
  const AccountPage page{.bot = kBot,
                         .transactions = {paid("charge-1", payload, 500), paid("charge-2", "gift", 501)},
                         .up_to = {.transactions = 2, .last = "in charge-2", .at = kStart}};
  const Outcome outcome =
      transactor_.commit({.catalogue = catalogue_, .batches = {}, .pages = {&page}, .deliveries = {}}, 1);
  EXPECT_TRUE(outcome.account_read);
  EXPECT_EQ(totals().payments_succeeded, 2);
  EXPECT_EQ(running_plans(), 1U);
  EXPECT_EQ(store_->begin()->reconciled(kBot)->transactions, 2);

  transactor_.commit({.catalogue = catalogue_, .batches = {}, .pages = {&page}, .deliveries = {}}, 1);
  commit({payment_json(9, 500, "charge-1", payload, 100)});
  EXPECT_EQ(totals().payments_succeeded, 2) << "once, whoever tells it and however often";
}

TEST_F(TransactorTest, WhatIsOlderThanTheLedgerIsOnlyNoted) {
  transactor_.ignore_account_before(kStart + 1s);
  telegram::StarTransaction later = paid("charge-2", "gift", 501);
  later.date = kStart + 1s;
  const AccountPage page{.bot = kBot,
                         .transactions = {paid("charge-1", "gift", 500), later},
                         .up_to = {.transactions = 2, .last = "in charge-2", .at = kStart}};
  const Outcome outcome =
      transactor_.commit({.catalogue = catalogue_, .batches = {}, .pages = {&page}, .deliveries = {}}, 1);
  EXPECT_TRUE(outcome.account_read);
  EXPECT_EQ(totals().payments_succeeded, 1);
  EXPECT_TRUE(store_->begin()->is_noted(kBot, "charge-1", shop::Direction::in));
  EXPECT_THAT(outcome.to_send, ::testing::Not(::testing::Contains(::testing::Field(
                                   &store::OutboxMessage::chat, values::private_chat_of(values::UserId{500})))));
}

TEST_F(TransactorTest, APageWithAnEntryThatCantBeHandledIsReadAgain) {
  telegram::StarTransaction impossible = paid("charge-1", "gift", 500);
  impossible.amount = -5;
  const AccountPage page{.bot = kBot,
                         .transactions = {impossible, paid("charge-2", order(1, 501), 501)},
                         .up_to = {.transactions = 2, .last = "in charge-2", .at = kStart}};
  const Outcome outcome =
      transactor_.commit({.catalogue = catalogue_, .batches = {}, .pages = {&page}, .deliveries = {}}, 1);
  EXPECT_FALSE(outcome.account_read);
  EXPECT_THAT(outcome.faults, ElementsAre(HasSubstr("charge-1")));
  EXPECT_FALSE(store_->begin()->reconciled(kBot));
  EXPECT_EQ(totals().payments_succeeded, 1) << "the others are not held up by it";
}

TEST_F(TransactorTest, AFileGoesThroughTheOutbox) {
  buy(500, "charge-1");
  commit({text_json(9, kOwner.value(), "/export payments")});
  const auto waiting = store_->outbox();
  const auto file = std::ranges::find(waiting, "sendDocument", &store::OutboxMessage::method);
  ASSERT_NE(file, waiting.end());
  ASSERT_TRUE(file->attachment);
  EXPECT_THAT(file->attachment->content, HasSubstr("charge-1"));
}

TEST_F(TransactorTest, LooksForWithdrawnPlansEveryHour) {
  auto transaction = store_->begin();
  transaction->apply(shop::TimerSet{shop::TimerKind::withdrawn_plans, "", kStart});
  transaction->commit();
  transaction.reset();
  EXPECT_EQ(run_timers().next_timer, kStart + 1h);
}

TEST_F(TransactorTest, RemembersUpdatesForTwoDaysAtLeast) {
  store_->begin()->commit();
  auto transaction = store_->begin();
  transaction->apply(shop::TimerSet{shop::TimerKind::forget_updates, "", kStart});
  transaction->commit();
  transaction.reset();
  commit({text_json(1, 500, "/start")});
  clock_.advance(48h);
  run_timers();
  EXPECT_EQ(commit({text_json(1, 500, "/start")}).duplicates, 1U);
  clock_.advance(48h);
  run_timers();
  EXPECT_EQ(commit({text_json(1, 500, "/start")}).duplicates, 0U);
  EXPECT_EQ(run_timers().next_timer, clock_.now() + 1h) << "it goes on by itself";
}

}  // namespace
}  // namespace engine
