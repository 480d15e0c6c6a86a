#include "monitoring/alertmanager_webhook.hpp"

#include <algorithm>

#include "alert_reading.hpp"
#include "json_shape.hpp"
#include "net/parse_json.hpp"

namespace monitoring {
namespace {

namespace json = boost::json;

values::Error refusal(const std::string& what) {
  return {"this is no notification of Alertmanager: " + what};
}

Alert as_alert_told(const json::value& value) {
  const json::object& object = as_object(value, "an alert");
  Alert alert = as_alert(object);
  const std::string_view status = as_text(member(object, "status"), "'status'");
  if (status == "resolved") {
    alert.ended_at = as_timestamp(member(object, "endsAt"), "'endsAt'");
  } else if (status != "firing") {
    throw WrongShape{"'status' is neither firing nor resolved"};
  }
  return alert;
}

/// As many as Alertmanager left out by itself.
std::size_t truncated(const json::object& notification) {
  const json::value* count = notification.if_contains("truncatedAlerts");
  if (count == nullptr) return 0;
  const std::int64_t* number = count->if_int64();
  if (number == nullptr || *number < 0) throw WrongShape{"'truncatedAlerts' is no number of alerts"};
  return static_cast<std::size_t>(*number);
}

Notification as_notification(const json::value& value) {
  const json::object& object = as_object(value, "it");
  if (as_text(member(object, "version"), "'version'") != "4") throw WrongShape{"'version' is not 4"};
  const json::array& alerts = as_array(member(object, "alerts"), "'alerts'");
  Notification notification{.alerts = {}, .left_out = truncated(object)};
  const std::size_t taken = std::min(alerts.size(), kMaxAlertsInWebhook);
  notification.left_out += alerts.size() - taken;
  notification.alerts.reserve(taken);
  for (std::size_t i = 0; i < taken; ++i) notification.alerts.push_back(as_alert_told(alerts[i]));
  return notification;
}

}  // namespace

values::Result<Notification> read_webhook(std::string_view body) {
  const auto parsed = net::parse_json(body);
  if (!parsed) return refusal("it is not JSON");
  try {
    return as_notification(*parsed);
  } catch (const WrongShape& wrong) {
    return refusal(wrong.what);
  }
}

}  // namespace monitoring
