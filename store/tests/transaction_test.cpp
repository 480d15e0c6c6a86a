#include <gmock/gmock.h>

#include "temporary_database.hpp"

namespace store {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

class TransactionTest : public StoreTest {
 protected:
  std::unique_ptr<Store> store_ = open();

  void reopen() {
    store_.reset();
    store_ = open();
  }
};

OutboxMessage message(const std::string& body) {
  return {.id = {},
          .bot = kBot,
          .chat = values::ChatId{-100},
          .lane = Lane::reply,
          .method = "sendMessage",
          .body = body,
          .deadline = std::nullopt,
          .not_before = kNow};
}

TEST_F(TransactionTest, LastsOnceCommitted) {
  apply(*store_, {seen(kAlice)});
  reopen();
  EXPECT_TRUE(store_->begin()->user(kBot, kAlice));
}

TEST_F(TransactionTest, IsUndoneUnlessCommitted) {
  {
    const auto transaction = store_->begin();
    transaction->savepoint();
    transaction->apply(seen(kAlice));
    transaction->release();
    transaction->apply(seen(kBob));
  }
  const auto transaction = store_->begin();
  EXPECT_FALSE(transaction->user(kBot, kAlice));
  EXPECT_FALSE(transaction->user(kBot, kBob));
  EXPECT_EQ(transaction->totals().users, 0);
}

TEST_F(TransactionTest, SavepointIsUndoneAlone) {
  {
    const auto transaction = store_->begin();
    transaction->savepoint();
    transaction->apply(seen(kAlice));
    transaction->release();
    transaction->savepoint();
    EXPECT_TRUE(transaction->remember_update(kBot, values::UpdateId{7}, kNow));
    transaction->apply(seen(kBob));
    transaction->apply(shop::PaymentRecorded{payment_of("charge", std::nullopt), std::nullopt});
    transaction->enqueue(message("lost"));
    EXPECT_THROW(transaction->apply(shop::PaymentRecorded{payment_of("charge", std::nullopt), std::nullopt}),
                 std::logic_error);
    transaction->roll_back_to_savepoint();
    transaction->commit();
  }
  const auto transaction = store_->begin();
  EXPECT_TRUE(transaction->user(kBot, kAlice));
  EXPECT_FALSE(transaction->user(kBot, kBob));
  EXPECT_FALSE(transaction->payment(values::ChargeId{"charge"}));
  EXPECT_TRUE(transaction->remember_update(kBot, values::UpdateId{7}, kNow));
  EXPECT_THAT(store_->outbox(), IsEmpty());
  for (const CounterState& counter : store_->counters()) EXPECT_EQ(counter.value, 0) << counter.metric;
}

TEST_F(TransactionTest, RefusesToBeMisused) {
  const auto transaction = store_->begin();
  EXPECT_THROW(store_->begin(), std::logic_error);
  EXPECT_THROW(transaction->release(), std::logic_error);
  EXPECT_THROW(transaction->roll_back_to_savepoint(), std::logic_error);
  transaction->savepoint();
  EXPECT_THROW(transaction->savepoint(), std::logic_error);
  EXPECT_THROW(transaction->commit(), std::logic_error);
  transaction->release();
  transaction->commit();
  EXPECT_THROW(transaction->apply(seen(kAlice)), std::logic_error);
  EXPECT_THROW(transaction->commit(), std::logic_error);
}

TEST_F(TransactionTest, KnowsAnUpdateUntilItIsForgotten) {
  {
    const auto transaction = store_->begin();
    EXPECT_TRUE(transaction->remember_update(kBot, values::UpdateId{7}, kNow));
    EXPECT_FALSE(transaction->remember_update(kBot, values::UpdateId{7}, kNow + 1h));
    EXPECT_TRUE(transaction->remember_update(values::BotId{2}, values::UpdateId{7}, kNow));
    EXPECT_TRUE(transaction->remember_update(kBot, values::UpdateId{6}, kNow + 1h)) << "ids may step back";
    transaction->commit();
  }
  reopen();
  const auto transaction = store_->begin();
  EXPECT_FALSE(transaction->remember_update(kBot, values::UpdateId{7}, kNow));
  transaction->forget_updates(kNow);
  EXPECT_FALSE(transaction->remember_update(kBot, values::UpdateId{7}, kNow))
      << "remembered at that moment, not before";
  transaction->forget_updates(kNow + 1h);
  EXPECT_TRUE(transaction->remember_update(kBot, values::UpdateId{7}, kNow));
  EXPECT_FALSE(transaction->remember_update(kBot, values::UpdateId{6}, kNow));
}

TEST_F(TransactionTest, OutboxKeepsMessagesInOrderUntilTheyAreRemoved) {
  values::OutboxId first;
  values::OutboxId second;
  {
    const auto transaction = store_->begin();
    first = transaction->enqueue(message("first"));
    OutboxMessage answer = message("second");
    answer.chat = std::nullopt;
    answer.lane = Lane::pre_checkout;
    answer.deadline = kNow + 10s;
    second = transaction->enqueue(answer);
    transaction->enqueue(message("third"));
    transaction->postpone(first, kNow + 30s, 3);
    transaction->commit();
  }
  reopen();
  {
    const auto messages = store_->outbox();
    ASSERT_EQ(messages.size(), 3U);
    EXPECT_EQ(messages[0].id, first);
    EXPECT_EQ(messages[0].bot, kBot);
    EXPECT_EQ(messages[0].chat, values::ChatId{-100});
    EXPECT_EQ(messages[0].lane, Lane::reply);
    EXPECT_EQ(messages[0].method, "sendMessage");
    EXPECT_EQ(messages[0].body, "first");
    EXPECT_EQ(messages[0].deadline, std::nullopt);
    EXPECT_EQ(messages[0].not_before, kNow + 30s);
    EXPECT_EQ(messages[0].attempts, 3);
    EXPECT_EQ(messages[1].chat, std::nullopt);
    EXPECT_EQ(messages[1].lane, Lane::pre_checkout);
    EXPECT_EQ(messages[1].deadline, kNow + 10s);
    EXPECT_EQ(messages[2].body, "third");
  }
  const auto transaction = store_->begin();
  transaction->remove_from_outbox(second);
  transaction->remove_from_outbox(second);
  transaction->commit();
  EXPECT_EQ(store_->outbox().size(), 2U);
}

TEST_F(TransactionTest, OutboxNeverLendsTheNumberOfARemovedMessage) {
  const auto transaction = store_->begin();
  const values::OutboxId removed = transaction->enqueue(message("removed"));
  transaction->remove_from_outbox(removed);
  EXPECT_GT(transaction->enqueue(message("next")), removed);
}

Attachment board() {
  return {.name = "board.jpg", .content = {}, .parameter = "photo", .path = "courses/chess/board.jpg"};
}

TEST_F(TransactionTest, OutboxKeepsSubjectsAndAttachmentsWhole) {
  {
    const auto transaction = store_->begin();
    transaction->enqueue(message("plain"));
    OutboxMessage refund = message("refund");
    refund.subject = "charge";
    transaction->enqueue(refund);
    OutboxMessage document = message("document");
    document.attachment = Attachment{.name = "payments.csv", .content = std::string("\xEF\xBB\xBF\0\xFF\r\n", 7)};
    transaction->enqueue(document);
    OutboxMessage empty = message("empty");
    empty.attachment = Attachment{.name = {}, .content = {}, .parameter = {}, .path = {}};
    transaction->enqueue(empty);
    OutboxMessage photo = message("photo");
    photo.attachment = board();
    transaction->enqueue(photo);
    transaction->commit();
  }
  reopen();
  const auto messages = store_->outbox();
  ASSERT_EQ(messages.size(), 5U);
  EXPECT_EQ(messages[0].subject, "");
  EXPECT_EQ(messages[0].attachment, std::nullopt);
  EXPECT_EQ(messages[1].subject, "charge");
  EXPECT_EQ(messages[2].attachment,
            (Attachment{.name = "payments.csv", .content = std::string("\xEF\xBB\xBF\0\xFF\r\n", 7)}));
  EXPECT_EQ(messages[3].attachment, (Attachment{.name = {}, .content = {}, .parameter = {}, .path = {}}));
  EXPECT_EQ(messages[4].attachment, board());
}

TEST_F(TransactionTest, OutboxKnowsWhichSendsWereBegun) {
  values::OutboxId begun;
  values::OutboxId put_off;
  {
    const auto transaction = store_->begin();
    transaction->enqueue(message("waiting"));
    begun = transaction->enqueue(message("begun"));
    put_off = transaction->enqueue(message("put off"));
    transaction->note_begun(begun);
    transaction->note_begun(put_off);
    transaction->postpone(put_off, kNow + 30s, 1);
    transaction->note_begun(values::OutboxId{put_off.value() + 1});
    transaction->commit();
  }
  reopen();
  const auto messages = store_->outbox();
  ASSERT_EQ(messages.size(), 3U);
  EXPECT_FALSE(messages[0].begun);
  EXPECT_TRUE(messages[1].begun);
  EXPECT_FALSE(messages[2].begun) << "Telegram has refused it";
}

TEST_F(TransactionTest, TimersComeDueInOrder) {
  apply(*store_, {shop::TimerSet{shop::TimerKind::checkout_deadline, "late", kNow + 2h},
                  shop::TimerSet{shop::TimerKind::checkout_deadline, "early", kNow + 1h},
                  shop::TimerSet{shop::TimerKind::forget_updates, "", kNow + 3h}});
  EXPECT_EQ(store_->next_timer_due(), kNow + 1h);

  const auto transaction = store_->begin();
  EXPECT_THAT(transaction->due_timers(kNow + 1h - 1ms, 10), IsEmpty());
  const auto due = transaction->due_timers(kNow + 2h, 10);
  ASSERT_EQ(due.size(), 2U);
  EXPECT_EQ(due[0].subject, "early");
  EXPECT_EQ(due[0].kind, shop::TimerKind::checkout_deadline);
  EXPECT_EQ(due[1].subject, "late");
  EXPECT_EQ(transaction->due_timers(kNow + 3h, 1).size(), 1U);

  transaction->remove_timer(due[0].id);
  transaction->remove_timer(due[1].id);
  transaction->commit();
  EXPECT_EQ(store_->next_timer_due(), kNow + 3h);
}

TEST_F(TransactionTest, NoTimerIsNeverDue) {
  EXPECT_EQ(store_->next_timer_due(), std::nullopt);
}

TEST_F(TransactionTest, TimerReplacesTheOneOfItsKindAndSubject) {
  const auto transaction = store_->begin();
  transaction->apply(shop::TimerSet{shop::TimerKind::forget_updates, "", kNow});
  const auto before = transaction->due_timers(kNow, 10);
  ASSERT_EQ(before.size(), 1U);

  // Whoever handles a due timer sets the next one first, then removes the one it handled.
  transaction->apply(shop::TimerSet{shop::TimerKind::forget_updates, "", kNow + 1h});
  transaction->remove_timer(before[0].id);
  EXPECT_THAT(transaction->due_timers(kNow, 10), IsEmpty());
  EXPECT_EQ(transaction->due_timers(kNow + 1h, 10).size(), 1U);
}

TEST_F(TransactionTest, KeepsPoisonousUpdatesAsTheyCame) {
  const auto transaction = store_->begin();
  PoisonousUpdate update{
      .bot = kBot, .update = values::UpdateId{7}, .raw = R"({"update_id":7})", .reason = "first", .at = kNow};
  transaction->keep_poisonous(update);
  update.reason = "second";
  transaction->keep_poisonous(update);
  transaction->commit();
  EXPECT_EQ(ask_sql("SELECT count(*) || raw || reason FROM poisonous_updates"), R"(1{"update_id":7}second)");
}

TEST_F(TransactionTest, UsersSeenSinceAreReadInParts) {
  apply(*store_, {seen(kAlice, kNow - 1h), seen(kBob, kNow),
                  shop::UserSeen{.bot = values::BotId{2}, .user = kBob, .at = kNow + 1s}});
  const auto read = [&](values::Timestamp since, std::size_t rows) {
    std::vector<std::pair<values::UserId, values::Timestamp>> users;
    std::optional<UserKey> last;
    do {
      const SeenUsers part = store_->users_seen_since(since, last, rows);
      EXPECT_LE(part.users.size(), rows);
      for (const RecentUser& user : part.users) users.emplace_back(user.user, user.last_action_at);
      last = part.last;
    } while (last);
    return users;
  };
  for (const std::size_t rows : {1U, 2U, 3U, 100U}) {
    EXPECT_THAT(read(kNow, rows), UnorderedElementsAre(Pair(kBob, kNow), Pair(kBob, kNow + 1s))) << rows;
    EXPECT_EQ(read(kNow - 1h, rows).size(), 3U) << rows;
  }
}

}  // namespace
}  // namespace store
