#pragma once
// Two owners, Alertmanager, and what it tells.
//
//   AlertScene scene;
//   const Answers told = scene.begins(high_load());
//   scene.arrive(told);

#include <string>

#include "alertmanager_model.hpp"
#include "scene.hpp"

namespace bot {

/// As alerts.yml has it; it begins when the scene does.
inline shop::Alert high_load() {
  return {.fingerprint = "a1b2c3",
          .began_at = std::chrono::sys_days{std::chrono::January / 31 / 2026} + std::chrono::hours{12},
          .labels = {{"alertname", "HighUserLoad"}, {"job", "coursebot"}, {"severity", "warning"}},
          .texts = {.summary = "More than 1000 users are online",
                    .summary_in_russian = "Более 1000 пользователей онлайн",
                    .description = "1543 users are online, and more than 1000 have been for 5 minutes.",
                    .description_in_russian = "Пользователей онлайн: 1543. Больше 1000 их уже 5 минут.",
                    .value = "1543",
                    .runbook = "docs/runbooks/HighUserLoad.md",
                    .expression = "sum(users_online) > 1000"}};
}

inline shop::Alert failing_payments() {
  return {.fingerprint = "d4e5f6",
          .began_at = std::chrono::sys_days{std::chrono::January / 31 / 2026} + std::chrono::hours{11},
          .labels = {{"alertname", "PaymentTransactionFailures"}, {"severity", "critical"}},
          .texts = {.summary = "Many payments fail",
                    .summary_in_russian = "Много неудачных платежей",
                    .description = "25% of the payments of the last 15 minutes failed: 5 of 20.",
                    .description_in_russian = "Не удалось 25% платежей за последние 15 минут: 5 из 20.",
                    .value = "25%",
                    .runbook_url = "https://example.org/runbooks/payments",
                    .expression = "a / b > 0.1"}};
}

inline shop::Alert high_load_again() {
  shop::Alert alert = high_load();
  alert.began_at += std::chrono::minutes{5};
  return alert;
}

class AlertScene : public Scene {
 public:
  AlertScene() {
    says(kOlga, "/start");
    says(kOwen, "/start");
    alertmanager.running_since = now - std::chrono::hours{48};
    now += std::chrono::minutes{1};
  }

  /// It fires, and the webhook says so.
  Answers begins(const shop::Alert& alert) {
    alertmanager.firing.push_back(alert);
    return hears_of({alert});
  }

  /// It is over, and nobody tells the bot.
  void ends(const shop::Alert& alert) {
    std::erase_if(alertmanager.firing, [&](const auto& firing) { return firing.fingerprint == alert.fingerprint; });
  }

  /// Telegram takes the messages about alerts, with numbers from `first` on.
  void arrive(const Answers& told, std::int64_t first = 501) {
    for (const Answer& message : told.of("sendMessage")) arrives(message, first++);
  }
  Answers arrives(const Answer& message, std::int64_t number) {
    const boost::json::object result{{"message_id", number}, {"text", message.text()}};
    return is_answered(message.method, message.subject, boost::json::serialize(result));
  }

  /// Alertmanager answers the calls among those answers; returns what the bot does then.
  Answers asked(const Answers& answers) {
    Answers last;
    for (const Answer& call : answers.all) {
      if (call.method != kSilenceAlert && call.method != kExpireSilence && call.method != kReadAlerts) continue;
      const std::optional<std::string> result = alertmanager.does(call, now);
      last = is_answered(call.method, call.subject, result, result ? "" : AlertmanagerModel::kAway);
    }
    return last;
  }

  /// Timers fire, and their looks are answered; returns what came of the last one.
  Answers looks(std::chrono::milliseconds duration) {
    Answers last;
    const values::Timestamp end = now + duration;
    while (const std::optional<values::Timestamp> due = store.next_timer_due()) {
      if (*due > end) break;
      for (const Answers& fired : waits(std::max(*due - now, std::chrono::milliseconds{0}))) last = asked(fired);
    }
    now = end;
    return last;
  }

  shop::Alert known(std::int64_t id = 1) { return store.alert(values::AlertId{id}).value(); }

  AlertmanagerModel alertmanager;
};

}  // namespace bot
