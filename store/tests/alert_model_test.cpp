// Random transactions against the same on maps: alerts, and the messages that tell of them.

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "random_rounds.hpp"

namespace store {
namespace {

constexpr values::BotId kBots[] = {kBot, values::BotId{2}};
constexpr const char* kFingerprints[] = {"a", "b", "c"};
constexpr values::UserId kOwners[] = {kAlice, kBob};

struct AlertModel {
  std::map<values::AlertId, shop::Alert> alerts;
  std::map<std::pair<values::AlertId, values::ChatId>, shop::AlertMessage> messages;
};

class AlertModelTest : public RandomRounds<AlertModel> {
 protected:
  void step(Transaction& transaction, AlertModel& model) override {
    using Step = void (AlertModelTest::*)(Transaction&, AlertModel&);
    static constexpr Step kSteps[] = {&AlertModelTest::begin, &AlertModelTest::change, &AlertModelTest::change,
                                      &AlertModelTest::tell,  &AlertModelTest::tell,   &AlertModelTest::forget};
    (this->*kSteps[pick(std::size(kSteps))])(transaction, model);
  }

  void expect_equal(Store& store, const AlertModel& model) override {
    const auto transaction = store.begin();
    for (const auto& [id, alert] : model.alerts) {
      EXPECT_EQ(transaction->alert(id), alert) << id;
      EXPECT_EQ(transaction->alert(alert.bot, alert.fingerprint, alert.began_at), alert) << id;
    }
    for (std::int64_t number = 1; number < 400; ++number) {
      const values::AlertId id{number};
      EXPECT_EQ(transaction->alert(id).has_value(), model.alerts.contains(id)) << id;
      EXPECT_EQ(transaction->alert_messages(id), messages_of(model, id)) << id;
    }
    for (const values::BotId bot : kBots) {
      const std::vector<shop::Alert> firing = firing_of(model, bot);
      EXPECT_EQ(transaction->firing_alerts(bot, 1'000), firing);
      EXPECT_EQ(transaction->firing_alerts(bot, 1).empty(), firing.empty());
    }
  }

 private:
  values::Timestamp any_time() { return kNow + std::chrono::hours{24 * pick(90)}; }

  void keep(Transaction& transaction, AlertModel& model, const shop::Alert& alert) {
    transaction.apply(shop::AlertChanged{alert});
    model.alerts[alert.id] = alert;
    const values::Timestamp before = alert.over_at.value_or(alert.began_at) - std::chrono::days{30};
    std::erase_if(model.alerts, [&](const auto& entry) {
      return entry.second.bot == alert.bot && entry.second.over_at && *entry.second.over_at < before;
    });
    std::erase_if(model.messages, [&](const auto& entry) { return !model.alerts.contains(entry.first.first); });
  }

  void begin(Transaction& transaction, AlertModel& model) {
    shop::Alert alert = alert_of(transaction.next_alert_id(), kFingerprints[pick(3)], any_time());
    alert.bot = kBots[pick(2)];
    const bool known = std::ranges::any_of(model.alerts, [&](const auto& entry) {
      const shop::Alert& each = entry.second;
      return std::tie(each.bot, each.fingerprint, each.began_at) ==
             std::tie(alert.bot, alert.fingerprint, alert.began_at);
    });
    if (!known) return keep(transaction, model, alert);
    EXPECT_THROW(transaction.apply(shop::AlertChanged{alert}), std::logic_error);
  }

  void change(Transaction& transaction, AlertModel& model) {
    if (model.alerts.empty()) return;
    shop::Alert alert = std::next(model.alerts.begin(), pick(static_cast<int>(model.alerts.size())))->second;
    alert.texts.value = std::to_string(pick(100));
    alert.labels.clear();
    if (one_in(2)) alert.labels.emplace_back("alertname", std::to_string(pick(3)));
    if (one_in(2)) alert.labels.emplace_back("job", "");
    if (one_in(2)) alert.over_at = one_in(3) ? std::nullopt : std::optional(any_time());
    if (one_in(2)) {
      alert.silence = shop::AlertSilence{.id = "s", .by = kOwners[pick(2)], .until = any_time()};
    } else if (one_in(2)) {
      alert.silence.reset();
    }
    keep(transaction, model, alert);
  }

  void tell(Transaction& transaction, AlertModel& model) {
    if (model.alerts.empty()) return;
    shop::AlertMessage message{
        .alert = std::next(model.alerts.begin(), pick(static_cast<int>(model.alerts.size())))->first,
        .chat = values::private_chat_of(kOwners[pick(2)])};
    if (one_in(2)) message.message = values::MessageId{1 + pick(1'000)};
    transaction.apply(shop::AlertTold{message});
    model.messages[{message.alert, message.chat}] = message;
  }

  void forget(Transaction& transaction, AlertModel& model) {
    if (!one_in(3)) return;
    const values::UserId owner = kOwners[pick(2)];
    transaction.apply(shop::UserForgotten{.bot = kBot, .user = owner, .at = kNow});
    std::erase_if(model.messages, [&](const auto& entry) {
      return entry.second.chat == values::private_chat_of(owner) && model.alerts.at(entry.first.first).bot == kBot;
    });
  }

  static std::vector<shop::AlertMessage> messages_of(const AlertModel& model, values::AlertId alert) {
    std::vector<shop::AlertMessage> messages;
    for (const auto& [key, message] : model.messages) {
      if (key.first == alert) messages.push_back(message);
    }
    return messages;
  }

  static std::vector<shop::Alert> firing_of(const AlertModel& model, values::BotId bot) {
    std::vector<shop::Alert> firing;
    for (const auto& [id, alert] : model.alerts) {
      if (alert.bot == bot && alert.is_firing()) firing.push_back(alert);
    }
    std::ranges::sort(firing, std::ranges::greater{},
                      [](const shop::Alert& alert) { return std::pair(alert.began_at, alert.id); });
    return firing;
  }
};

TEST_P(AlertModelTest, HoldsWhatTheMapsHold) {
  run();
}

INSTANTIATE_TEST_SUITE_P(Seeds, AlertModelTest, testing::Range(1U, 17U));

}  // namespace
}  // namespace store
