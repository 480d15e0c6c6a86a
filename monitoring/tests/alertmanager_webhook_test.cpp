#include "monitoring/alertmanager_webhook.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace monitoring {
namespace {

using ::testing::HasSubstr;

// As Alertmanager 0.25 sent it.
constexpr const char* kCall = R"({"receiver":"hook","status":"firing","alerts":[
  {"status":"firing","labels":{"alertname":"A","severity":"warning"},"annotations":{"summary":"s"},
   "startsAt":"2026-11-23T09:57:54.079250004Z","endsAt":"0001-01-01T00:00:00Z",
   "generatorURL":"http://localhost:9090/graph?g0.expr=sum%28users_online%29+%3E+1000\u0026g0.tab=1",
   "fingerprint":"25c2cdb12d31dc50"},
  {"status":"resolved","labels":{"alertname":"B"},"annotations":{},
   "startsAt":"2026-11-23T09:00:00Z","endsAt":"2026-11-23T10:00:00+00:30","generatorURL":"","fingerprint":"b"}],
  "groupLabels":{},"commonLabels":{"alertname":"A"},"commonAnnotations":{},"externalURL":"http://vm:9093",
  "version":"4","groupKey":"{}:{}","truncatedAlerts":0})";

std::string call_with(const std::string& alert) {
  return R"({"version":"4","alerts":[)" + alert + "]}";
}

std::string alert_with(const std::string& members) {
  return R"({"status":"firing","labels":{},"startsAt":"2026-11-23T09:00:00Z","fingerprint":"a")" + members + "}";
}

TEST(AlertmanagerWebhook, IsReadAsItComes) {
  const auto told = read_webhook(kCall);
  ASSERT_TRUE(told) << told.error().message;
  ASSERT_EQ(told->alerts.size(), 2U);
  const Alert& firing = told->alerts[0];
  EXPECT_EQ(firing.fingerprint, "25c2cdb12d31dc50");
  EXPECT_EQ(values::format_rfc3339(firing.starts_at), "2026-11-23T09:57:54.079Z");
  EXPECT_FALSE(firing.ended_at);
  EXPECT_EQ(firing.labels, (Labels{{"alertname", "A"}, {"severity", "warning"}}));
  EXPECT_EQ(firing.annotations.at("summary"), "s");
  EXPECT_EQ(expression_of(firing), "sum(users_online) > 1000");
  const Alert& resolved = told->alerts[1];
  EXPECT_EQ(values::format_rfc3339(resolved.ended_at.value()), "2026-11-23T09:30:00.000Z");
  EXPECT_EQ(expression_of(resolved), "");
  EXPECT_EQ(told->left_out, 0U);
}

TEST(AlertmanagerWebhook, MayHoldMoreThanIsKnown) {
  EXPECT_TRUE(read_webhook(call_with(alert_with(R"(,"color":"red","annotations":{})"))));
  EXPECT_TRUE(read_webhook(R"({"version":"4","alerts":[]})"));
}

TEST(AlertmanagerWebhook, TakesSoManyAlertsAndCountsTheOthers) {
  std::string alerts = alert_with("");
  for (int i = 0; i < 204; ++i) alerts += "," + alert_with("");
  const auto told = read_webhook(R"({"version":"4","truncatedAlerts":7,"alerts":[)" + alerts + "]}");
  ASSERT_TRUE(told);
  EXPECT_EQ(told->alerts.size(), 200U);
  EXPECT_EQ(told->left_out, 12U);
}

TEST(AlertmanagerWebhook, IsRefusedWhereAnythingHasAnotherType) {
  for (const std::string& body : {
           std::string(""),
           std::string("null"),
           std::string("[]"),
           std::string("{"),
           std::string(R"({"version":"4"})"),
           std::string(R"({"alerts":[]})"),
           std::string(R"({"version":4,"alerts":[]})"),
           std::string(R"({"version":"3","alerts":[]})"),
           std::string(R"({"version":"4","alerts":{}})"),
           std::string(R"({"version":"4","alerts":[],"truncatedAlerts":-1})"),
           std::string(R"({"version":"4","alerts":[],"truncatedAlerts":"1"})"),
           call_with("7"),
           call_with("{}"),
           call_with(R"({"status":"firing","labels":{},"startsAt":"2026-11-23T09:00:00Z"})"),
           call_with(R"({"status":"firing","labels":{},"startsAt":"yesterday","fingerprint":"a"})"),
           call_with(R"({"status":"firing","labels":{},"startsAt":1,"fingerprint":"a"})"),
           call_with(R"({"status":"firing","labels":[],"startsAt":"2026-11-23T09:00:00Z","fingerprint":"a"})"),
           call_with(R"({"status":"firing","labels":{"a":1},"startsAt":"2026-11-23T09:00:00Z","fingerprint":"a"})"),
           call_with(R"({"status":"firing","labels":{},"startsAt":"2026-11-23T09:00:00Z","fingerprint":""})"),
           call_with(R"({"status":"firing","labels":{},"startsAt":"2026-11-23T09:00:00Z","fingerprint":"a b"})"),
           call_with(R"({"status":"firing","labels":{},"startsAt":"2026-11-23T09:00:00Z","fingerprint":")" +
                     std::string(65, 'f') + R"("})"),
           call_with(R"({"status":"odd","labels":{},"startsAt":"2026-11-23T09:00:00Z","fingerprint":"a"})"),
           call_with(R"({"status":"resolved","labels":{},"startsAt":"2026-11-23T09:00:00Z","fingerprint":"a"})"),
           call_with(alert_with(R"(,"annotations":{"summary":null})")),
           call_with(alert_with(R"(,"generatorURL":7)")),
           std::string(100, '['),
       }) {
    const auto told = read_webhook(body);
    ASSERT_FALSE(told) << body;
    EXPECT_THAT(told.error().message, HasSubstr("this is no notification of Alertmanager: "));
  }
}

TEST(AlertExpression, IsTheOneOfTheGenerator) {
  const auto expression = [](const std::string& url) {
    Alert alert;
    alert.generator_url = url;
    return expression_of(alert);
  };
  EXPECT_EQ(expression("http://h/graph?g0.tab=1&g0.expr=a%2Bb#x"), "a+b");
  EXPECT_EQ(expression("http://h/graph?g1.expr=a"), "");
  EXPECT_EQ(expression("g0.expr=a"), "");
  EXPECT_EQ(expression("?g0.expr=%zz"), "%zz");
}

}  // namespace
}  // namespace monitoring
