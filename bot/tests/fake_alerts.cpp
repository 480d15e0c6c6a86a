// What the store in memory knows about alerts and the messages that tell of them.

#include <algorithm>
#include <stdexcept>

#include "fake_store.hpp"

namespace bot {

void FakeStore::apply(const shop::AlertChanged& effect) {
  const shop::Alert& changed = effect.alert;
  const std::optional<shop::Alert> same = alert(changed.bot, changed.fingerprint, changed.began_at);
  if (same && same->id != changed.id) throw std::logic_error("the alert is there already, with another number");
  const std::optional<shop::Alert> before = alert(changed.id);
  if (before && !same) throw std::logic_error("it is another alert");
  if (changed.id.value() <= 0 || changed.id.value() > last_alert_) throw std::logic_error("nobody gave it its number");

  alerts[changed.id] = changed;
  const values::Timestamp before_a_month = changed.over_at.value_or(changed.began_at) - shop::kAlertMemory;
  std::erase_if(alerts, [&](const auto& entry) {
    const auto& over_at = entry.second.over_at;
    return entry.second.bot == changed.bot && over_at && *over_at < before_a_month;
  });
  std::erase_if(messages_of_alerts, [&](const auto& entry) { return !alerts.contains(entry.first.first); });
}

void FakeStore::apply(const shop::AlertTold& effect) {
  const shop::AlertMessage& message = effect.message;
  if (!alerts.contains(message.alert)) throw std::logic_error("a message about an alert that isn't there");
  messages_of_alerts[{message.alert, message.chat}] = message;
}

void FakeStore::forget_alerts_told_to(values::BotId bot, values::UserId user) {
  std::erase_if(messages_of_alerts, [&](const auto& entry) {
    return entry.second.chat == values::private_chat_of(user) && alerts.at(entry.second.alert).bot == bot;
  });
}

std::optional<shop::Alert> FakeStore::alert(values::AlertId alert) {
  const auto found = alerts.find(alert);
  return found == alerts.end() ? std::nullopt : std::optional(found->second);
}

std::optional<shop::Alert> FakeStore::alert(values::BotId bot, const std::string& fingerprint,
                                            values::Timestamp began_at) {
  for (const auto& [id, alert] : alerts) {
    if (alert.bot == bot && alert.fingerprint == fingerprint && alert.began_at == began_at) return alert;
  }
  return std::nullopt;
}

std::vector<shop::Alert> FakeStore::firing_alerts(values::BotId bot, std::size_t limit) {
  std::vector<shop::Alert> found;
  for (const auto& [id, alert] : alerts) {
    if (alert.bot == bot && alert.is_firing()) found.push_back(alert);
  }
  std::ranges::reverse(found);
  std::ranges::stable_sort(found, std::ranges::greater{}, &shop::Alert::began_at);
  if (found.size() > limit) found.resize(limit);
  return found;
}

std::vector<shop::AlertMessage> FakeStore::alert_messages(values::AlertId alert) {
  std::vector<shop::AlertMessage> found;
  for (const auto& [key, message] : messages_of_alerts) {
    if (message.alert == alert) found.push_back(message);
  }
  return found;
}

}  // namespace bot
