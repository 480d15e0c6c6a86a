// Broadcasts and whom they reach.

#include <gmock/gmock.h>

#include "sqlite/store.hpp"
#include "temporary_database.hpp"

namespace store {
namespace {

using namespace std::chrono_literals;
using shop::Segment;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr values::UserId kCarol{300};
constexpr values::UserId kDave{400};
constexpr values::UserId kErin{500};

class Broadcasts : public StoreTest {
 protected:
  /// Alice has Pro, Bob had Lite, Carol has Lite and blocked the bot; Dave and Erin never had a plan. Alice and Dave
  /// speak Russian.
  void SetUp() override {
    for (const auto user : {kErin, kDave, kCarol, kBob, kAlice}) {
      const bool russian = user == kAlice || user == kDave;
      transaction_->apply(shop::UserSeen{.bot = kBot,
                                         .user = user,
                                         .language = russian ? shop::Language::russian : shop::Language::english,
                                         .at = kNow});
    }
    transaction_->apply(shop::SubscriptionActivated{subscription_of(kAlice, shop::PlanId::pro, kNow + 1h)});
    transaction_->apply(shop::SubscriptionActivated{subscription_of(kBob, shop::PlanId::lite, kNow)});
    transaction_->apply(shop::SubscriptionActivated{subscription_of(kCarol, shop::PlanId::lite, kNow + 1h)});
    transaction_->apply(shop::UserBlockedBot{.bot = kBot, .user = kCarol});
    transaction_->apply(shop::UserSeen{.bot = values::BotId{2}, .user = values::UserId{600}, .at = kNow});
  }

  shop::Broadcast draft(values::Timestamp at = kNow) {
    const shop::Broadcast broadcast{.id = transaction_->next_broadcast_id(),
                                    .bot = kBot,
                                    .owner = values::UserId{1},
                                    .segment = Segment::newcomers,
                                    .text = "Hello",
                                    .total = 2,
                                    .created_at = at};
    transaction_->apply(shop::BroadcastDrafted{broadcast});
    return broadcast;
  }

  shop::Broadcast started(shop::Broadcast broadcast) {
    broadcast.state = shop::BroadcastState::running;
    broadcast.started_at = kNow;
    transaction_->apply(shop::BroadcastChanged{broadcast});
    return broadcast;
  }

  std::vector<values::UserId> reached(Segment segment, values::UserId after = {}, std::size_t limit = 100) {
    return transaction_->recipients(kBot, segment, after, kNow, limit);
  }

  const std::unique_ptr<Store> store_ = open();
  const std::unique_ptr<Transaction> transaction_ = store_->begin();
};

TEST_F(Broadcasts, ReachWhoeverIsInTheSegment) {
  EXPECT_THAT(reached(Segment::all), ElementsAre(kAlice, kBob, kDave, kErin));
  EXPECT_THAT(reached(Segment::subscribers), ElementsAre(kAlice));
  EXPECT_THAT(reached(Segment::lite), IsEmpty()) << "who blocked the bot is never written to";
  EXPECT_THAT(reached(Segment::pro), ElementsAre(kAlice));
  EXPECT_THAT(reached(Segment::unlimited), IsEmpty());
  EXPECT_THAT(reached(Segment::former), ElementsAre(kBob));
  EXPECT_THAT(reached(Segment::newcomers), ElementsAre(kDave, kErin));
  EXPECT_THAT(reached(Segment::russian), ElementsAre(kAlice, kDave));
  EXPECT_THAT(reached(Segment::english), ElementsAre(kBob, kErin));
}

TEST_F(Broadcasts, CountWhomTheyReach) {
  for (int segment = 0; segment <= static_cast<int>(Segment::english); ++segment) {
    const auto each = static_cast<Segment>(segment);
    EXPECT_EQ(transaction_->count_recipients(kBot, each, kNow), std::ssize(reached(each))) << shop::to_string(each);
  }
}

TEST_F(Broadcasts, GoAlongTheNumbersOfTheUsers) {
  EXPECT_THAT(reached(Segment::all, {}, 2), ElementsAre(kAlice, kBob));
  EXPECT_THAT(reached(Segment::all, kBob, 2), ElementsAre(kDave, kErin));
  EXPECT_THAT(reached(Segment::all, kErin, 2), IsEmpty());
  EXPECT_THAT(reached(Segment::all, {}, 0), IsEmpty());
}

TEST_F(Broadcasts, FollowWhatUsersAndTheirPlansBecome) {
  transaction_->apply(seen(kCarol));
  EXPECT_THAT(reached(Segment::lite), ElementsAre(kCarol)) << "back again";
  EXPECT_THAT(reached(Segment::russian), ElementsAre(kAlice, kCarol, kDave)) << "in another language";
  EXPECT_THAT(transaction_->recipients(kBot, Segment::former, {}, kNow + 1h, 10), ElementsAre(kAlice, kBob, kCarol));
  transaction_->apply(shop::UserForgotten{.bot = kBot, .user = kAlice, .at = kNow});
  EXPECT_THAT(reached(Segment::all), ElementsAre(kBob, kCarol, kDave, kErin));
}

TEST_F(Broadcasts, OfASmallSegmentAreFoundAmongManyUsers) {
  transaction_->commit();
  ASSERT_EQ(run_sql("WITH RECURSIVE numbers (n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000)"
                    " INSERT INTO users (bot, user, language, last_action_at, blocked_the_bot)"
                    " SELECT 1, n, iif(n = 20000, 'ru', 'en'), 0, 0 FROM numbers"),
            "");
  ASSERT_EQ(run_sql("WITH RECURSIVE numbers (n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000)"
                    " INSERT INTO subscriptions (bot, user, plan, started_at, ends_at, worth, valued_at)"
                    " SELECT 1, n, iif(n = 20000, 'unlimited', 'lite'), 0, 9e15, 0, 0 FROM numbers"),
            "");
  const auto transaction = store_->begin();
  int thousands_of_steps = 0;
  const auto count = [](void* steps) { return ++*static_cast<int*>(steps), 0; };
  sqlite3* connection = dynamic_cast<sqlite::SqliteStore&>(*store_).database().handle();
  sqlite3_progress_handler(connection, 1'000, count, &thousands_of_steps);
  const std::vector<values::UserId> last{values::UserId{20'000}};
  for (const Segment segment : {Segment::russian, Segment::unlimited}) {
    EXPECT_EQ(transaction->recipients(kBot, segment, kDave, kNow, 1), last);
  }
  EXPECT_EQ(transaction->recipients(kBot, Segment::all, values::UserId{10'000}, kNow, 60).size(), 60U);
  EXPECT_LE(thousands_of_steps, 2) << "of SQLite's machine; a look at each user takes some 10 times as many";
  sqlite3_progress_handler(connection, 0, nullptr, nullptr);
}

TEST_F(Broadcasts, AreKeptWhole) {
  shop::Broadcast broadcast = draft();
  EXPECT_EQ(transaction_->broadcast(broadcast.id), broadcast);
  broadcast.state = shop::BroadcastState::paused;
  broadcast.cursor = kBob;
  broadcast.total = 4;
  broadcast.sent = 3;
  broadcast.blocked = 2;
  broadcast.failed = 1;
  broadcast.progress_message = values::MessageId{7};
  broadcast.last_message = values::MessageId{8};
  broadcast.started_at = kNow + 1s;
  broadcast.progress_shown_at = kNow + 2s;
  broadcast.ended_at = kNow + 3s;
  transaction_->apply(shop::BroadcastChanged{broadcast});
  EXPECT_EQ(transaction_->broadcast(broadcast.id), broadcast);
  EXPECT_EQ(transaction_->broadcast(values::BroadcastId{99}), std::nullopt);

  shop::Broadcast copy = broadcast;
  copy.id = transaction_->next_broadcast_id();
  copy.copied_message = values::MessageId{5};
  transaction_->apply(shop::BroadcastDrafted{copy});
  EXPECT_EQ(transaction_->broadcast(copy.id), copy);
}

TEST_F(Broadcasts, AreUnderWayOneAtATime) {
  EXPECT_EQ(transaction_->broadcast_under_way(kBot), std::nullopt);
  const shop::Broadcast another = draft();
  shop::Broadcast broadcast = started(draft());
  EXPECT_EQ(transaction_->broadcast_under_way(kBot), broadcast);
  EXPECT_EQ(transaction_->broadcast_under_way(values::BotId{2}), std::nullopt);
  EXPECT_THROW(started(another), std::logic_error);
  broadcast.state = shop::BroadcastState::finished;
  broadcast.ended_at = kNow;
  transaction_->apply(shop::BroadcastChanged{broadcast});
  EXPECT_EQ(transaction_->broadcast_under_way(kBot), std::nullopt);
  started(another);
}

TEST_F(Broadcasts, ThatAreNotThereCantChange) {
  shop::Broadcast broadcast = draft();
  broadcast.id = values::BroadcastId{99};
  EXPECT_THROW(transaction_->apply(shop::BroadcastChanged{broadcast}), std::logic_error);
}

TEST_F(Broadcasts, WaitForTheirRecipients) {
  const values::BroadcastId id = started(draft()).id;
  transaction_->apply(shop::RecipientTaken{id, kAlice});
  transaction_->apply(shop::RecipientTaken{id, kBob});
  EXPECT_THROW(transaction_->apply(shop::RecipientTaken{id, kBob}), std::logic_error) << "nobody is taken twice";
  EXPECT_TRUE(transaction_->is_awaited(id, kAlice));
  EXPECT_FALSE(transaction_->is_awaited(id, kDave));
  EXPECT_EQ(transaction_->awaited(id), 2);
  transaction_->apply(shop::RecipientSettled{id, kAlice});
  transaction_->apply(shop::RecipientSettled{id, kAlice});
  EXPECT_FALSE(transaction_->is_awaited(id, kAlice));
  EXPECT_EQ(transaction_->awaited(id), 1);
}

TEST_F(Broadcasts, NeverSentAreForgottenADayLaterWithoutLendingTheirNumber) {
  const shop::Broadcast old = draft(kNow);
  const shop::Broadcast sent = started(draft(kNow));
  const shop::Broadcast younger = draft(kNow + 1s);
  const shop::Broadcast last = draft(kNow + shop::kDraftLife + 1s);
  EXPECT_EQ(transaction_->broadcast(old.id), std::nullopt);
  EXPECT_TRUE(transaction_->broadcast(sent.id));
  EXPECT_TRUE(transaction_->broadcast(younger.id));
  EXPECT_GT(last.id, younger.id);
}

}  // namespace
}  // namespace store
