#pragma once
// An alert of the monitoring that owners are told of in the chat. Pure values.
//
// What Prometheus calls an alert can fire many times; an `Alert` is one time: from when it began to when it was over.
// It is told once, and the message is kept up to date: silenced, over, firing again.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "values/id.hpp"
#include "values/time.hpp"

namespace shop {

/// How long an alert that is over is remembered.
inline constexpr std::chrono::days kAlertMemory{30};

/// Name and value, sorted by name.
using AlertLabels = std::vector<std::pair<std::string, std::string>>;

/// What is said about an alert, in the words of whoever wrote its rule: its annotations. Empty: nothing.
struct AlertTexts {
  std::string summary = {};
  std::string summary_in_russian = {};
  std::string description = {};
  std::string description_in_russian = {};
  std::string value = {};        ///< As it was when the alert was sent last.
  std::string runbook = {};      ///< Name of a file of docs/runbooks.
  std::string runbook_url = {};  ///< https://…
  std::string expression = {};   ///< PromQL: what the rule compares.

  friend bool operator==(const AlertTexts&, const AlertTexts&) = default;
};

/// Nobody is told anew until then.
struct AlertSilence {
  std::string id;  ///< Alertmanager's, a UUID.
  values::UserId by;
  values::Timestamp until;

  friend bool operator==(const AlertSilence&, const AlertSilence&) = default;
};

struct Alert {
  values::AlertId id;
  values::BotId bot;
  std::string fingerprint;  ///< Alertmanager's: the same for the same labels.
  values::Timestamp began_at;
  AlertLabels labels = {};  ///< All of them, "alertname" and "severity" too.
  AlertTexts texts = {};
  std::optional<values::Timestamp> over_at = {};
  std::optional<AlertSilence> silence = {};

  bool is_firing() const { return !over_at; }
  /// The label's value; empty without it.
  std::string_view label(std::string_view name) const;

  friend bool operator==(const Alert&, const Alert&) = default;
};

/// The message that tells an owner of an alert.
struct AlertMessage {
  values::AlertId alert;
  values::ChatId chat;
  /// None: it is on its way, or Telegram never took it.
  std::optional<values::MessageId> message = {};

  friend bool operator==(const AlertMessage&, const AlertMessage&) = default;
};

}  // namespace shop
