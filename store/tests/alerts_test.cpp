// What is remembered of alerts and of the messages that tell of them.

#include <gmock/gmock.h>

#include "sqlite/store.hpp"
#include "temporary_database.hpp"

namespace store {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr values::BotId kAnotherBot{2};
constexpr values::ChatId kAlicesChat = values::private_chat_of(kAlice);
constexpr values::ChatId kBobsChat = values::private_chat_of(kBob);

class Alerts : public StoreTest {
 protected:
  shop::Alert new_alert(const std::string& fingerprint, values::Timestamp began_at = kNow) {
    const shop::Alert alert = alert_of(transaction_->next_alert_id(), fingerprint, began_at);
    change(alert);
    return alert;
  }
  void change(const shop::Alert& alert) { transaction_->apply(shop::AlertChanged{alert}); }
  void tell(const shop::Alert& alert, values::ChatId chat, std::optional<values::MessageId> message = std::nullopt) {
    transaction_->apply(shop::AlertTold{{.alert = alert.id, .chat = chat, .message = message}});
  }
  void reopen() {
    transaction_->commit();
    transaction_.reset();
    store_.reset();
    store_ = open();
    transaction_ = store_->begin();
  }

  std::unique_ptr<Store> store_ = open();
  std::unique_ptr<Transaction> transaction_ = store_->begin();
};

TEST_F(Alerts, AreKeptWhole) {
  const shop::Alert alert{.id = transaction_->next_alert_id(),
                          .bot = kBot,
                          .fingerprint = "0123456789abcdef",
                          .began_at = kNow - 5ms,
                          .labels = {{"alertname", "HighUserLoad"}, {"job", ""}, {"severity", "warning"}},
                          .texts = {.summary = "Many",
                                    .summary_in_russian = "Много",
                                    .description = "Over\n1000",
                                    .description_in_russian = "Больше 1000",
                                    .value = "1001",
                                    .runbook = "HighUserLoad",
                                    .runbook_url = "https://example.org/",
                                    .expression = "sum(users_online) > 1000"},
                          .over_at = kNow + 7ms,
                          .silence = shop::AlertSilence{.id = "uuid", .by = kBob, .until = kNow + 1h}};
  change(alert);
  reopen();
  EXPECT_EQ(transaction_->alert(alert.id), alert);
  EXPECT_EQ(transaction_->alert(kBot, alert.fingerprint, alert.began_at), alert);
}

TEST_F(Alerts, AreReplacedByWhatHasBecomeOfThem) {
  shop::Alert alert = new_alert("a");
  alert.over_at = kNow + 1min;
  alert.silence = shop::AlertSilence{.id = "uuid", .by = kAlice, .until = kNow + 1h};
  alert.texts.value = "1002";
  alert.labels = {{"alertname", "HighUserLoad"}, {"instance", "a:8000"}};
  change(alert);
  EXPECT_EQ(transaction_->alert(alert.id), alert);
  alert.over_at.reset();
  alert.silence.reset();
  alert.labels.clear();
  change(alert);
  EXPECT_EQ(transaction_->alert(alert.id), alert);
}

TEST_F(Alerts, AreKnownByBotFingerprintAndBeginning) {
  const shop::Alert first = new_alert("a");
  const shop::Alert again = new_alert("a", kNow + 1ms);
  EXPECT_EQ(transaction_->alert(kBot, "a", kNow), first);
  EXPECT_EQ(transaction_->alert(kBot, "a", kNow + 1ms), again);
  EXPECT_EQ(transaction_->alert(kBot, "a", kNow + 2ms), std::nullopt);
  EXPECT_EQ(transaction_->alert(kBot, "b", kNow), std::nullopt);
  EXPECT_EQ(transaction_->alert(kAnotherBot, "a", kNow), std::nullopt);
  EXPECT_EQ(transaction_->alert(values::AlertId{404}), std::nullopt);
}

TEST_F(Alerts, CantBeTwoOfOneOrOneOfTwo) {
  const shop::Alert alert = new_alert("a");
  EXPECT_THROW(change(alert_of(transaction_->next_alert_id(), "a")), std::logic_error);
  EXPECT_THROW(change(alert_of(alert.id, "b")), std::logic_error);
  EXPECT_THROW(change(alert_of(alert.id, "a", kNow + 1ms)), std::logic_error);
  EXPECT_THROW(change(alert_of(transaction_->next_alert_id(), "")), std::logic_error);
  EXPECT_THROW(change(alert_of(transaction_->next_alert_id(), std::string(65, 'f'))), std::logic_error);
  EXPECT_EQ(transaction_->alert(alert.id), alert);
}

TEST_F(Alerts, FiringOnesComeLatestFirst) {
  const shop::Alert first = new_alert("first", kNow);
  const shop::Alert last = new_alert("last", kNow + 2s);
  const shop::Alert middle = new_alert("middle", kNow + 1s);
  const shop::Alert with_middle = new_alert("with the middle one", kNow + 1s);
  shop::Alert over = new_alert("over", kNow + 3s);
  over.over_at = kNow + 4s;
  change(over);
  shop::Alert of_another = alert_of(transaction_->next_alert_id(), "another bot's");
  of_another.bot = kAnotherBot;
  change(of_another);
  EXPECT_THAT(transaction_->firing_alerts(kBot, 10), ElementsAre(last, with_middle, middle, first));
  EXPECT_THAT(transaction_->firing_alerts(kBot, 2), ElementsAre(last, with_middle));
  EXPECT_THAT(transaction_->firing_alerts(kAnotherBot, 10), ElementsAre(of_another));
}

TEST_F(Alerts, MessagesComeInTheOrderOfTheirChats) {
  const shop::Alert alert = new_alert("a");
  const shop::Alert another = new_alert("b");
  tell(alert, kBobsChat);
  tell(alert, kAlicesChat, values::MessageId{7});
  tell(another, kBobsChat, values::MessageId{8});
  tell(alert, kBobsChat, values::MessageId{9});
  reopen();
  EXPECT_THAT(transaction_->alert_messages(alert.id),
              ElementsAre(shop::AlertMessage{alert.id, kAlicesChat, values::MessageId{7}},
                          shop::AlertMessage{alert.id, kBobsChat, values::MessageId{9}}));
  EXPECT_THROW(tell(alert_of(values::AlertId{404}, "?"), kBobsChat), std::logic_error);
}

TEST_F(Alerts, OverForAMonthAreForgottenWithTheirMessages) {
  shop::Alert old = new_alert("old");
  tell(old, kAlicesChat, values::MessageId{7});
  old.over_at = kNow;
  change(old);
  shop::Alert of_another = alert_of(transaction_->next_alert_id(), "another bot's");
  of_another.bot = kAnotherBot;
  of_another.over_at = kNow;
  change(of_another);
  const shop::Alert still_firing = new_alert("still firing");

  new_alert("a month later", kNow + shop::kAlertMemory);
  EXPECT_TRUE(transaction_->alert(old.id));
  new_alert("more than that", kNow + shop::kAlertMemory + 1ms);
  EXPECT_EQ(transaction_->alert(old.id), std::nullopt);
  EXPECT_THAT(transaction_->alert_messages(old.id), IsEmpty());
  EXPECT_TRUE(transaction_->alert(still_firing.id));
  EXPECT_TRUE(transaction_->alert(of_another.id));
  transaction_->commit();
  EXPECT_EQ(ask_sql("SELECT count(*) FROM alert_labels WHERE alert = " + std::to_string(old.id.value())), "0");
}

TEST_F(Alerts, AnAlertThatEndsAfterAMonthIsNotForgottenByThat) {
  shop::Alert alert = new_alert("a");
  tell(alert, kAlicesChat, values::MessageId{7});
  alert.over_at = kNow + 3 * shop::kAlertMemory;
  change(alert);
  EXPECT_EQ(transaction_->alert(alert.id), alert);
  EXPECT_EQ(transaction_->alert_messages(alert.id).size(), 1U);
}

TEST_F(Alerts, WhoIsForgottenIsNoLongerKnownToHaveBeenTold) {
  const shop::Alert alert = new_alert("a");
  shop::Alert of_another = alert_of(transaction_->next_alert_id(), "another bot's");
  of_another.bot = kAnotherBot;
  change(of_another);
  tell(alert, kAlicesChat, values::MessageId{7});
  tell(alert, kBobsChat);
  tell(of_another, kAlicesChat);
  transaction_->apply(shop::UserForgotten{.bot = kBot, .user = kAlice, .at = kNow});
  EXPECT_THAT(transaction_->alert_messages(alert.id), ElementsAre(shop::AlertMessage{alert.id, kBobsChat}));
  EXPECT_EQ(transaction_->alert_messages(of_another.id).size(), 1U);
}

TEST_F(Alerts, NumbersAreNeverGivenTwice) {
  const values::AlertId first = transaction_->next_alert_id();
  transaction_->savepoint();
  const shop::Alert rolled_back = new_alert("a");
  transaction_->roll_back_to_savepoint();
  EXPECT_LT(first, rolled_back.id);
  EXPECT_LT(rolled_back.id, transaction_->next_alert_id());
  const shop::Alert kept = new_alert("a");
  reopen();
  EXPECT_LT(kept.id, transaction_->next_alert_id());
}

TEST_F(Alerts, ATimerLooksAtThem) {
  transaction_->apply(shop::TimerSet{.kind = shop::TimerKind::silenced_alert, .subject = "1", .due = kNow});
  const auto due = transaction_->due_timers(kNow, 10);
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].kind, shop::TimerKind::silenced_alert);
}

}  // namespace
}  // namespace store
