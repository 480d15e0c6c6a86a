#pragma once
// What Alertmanager sends to a webhook receiver (https://prometheus.io/docs/alerting/latest/configuration/,
// webhook_config; version 4).
//
//   const auto told = monitoring::read_webhook(request.body);
//   if (!told) refuse(told.error().message);   // "this is no notification of Alertmanager: 'alerts' is missing"
//
// Pure function.

#include <cstddef>
#include <string_view>
#include <vector>

#include "monitoring/alert.hpp"
#include "values/result.hpp"

namespace monitoring {

inline constexpr std::size_t kMaxAlertsInWebhook = 200;

struct Notification {
  std::vector<Alert> alerts;  ///< kMaxAlertsInWebhook at most.
  std::size_t left_out = 0;   ///< Those beyond, here or already where they come from.
};

/// Unknown members are no error, wrong types are. One line.
values::Result<Notification> read_webhook(std::string_view body);

}  // namespace monitoring
