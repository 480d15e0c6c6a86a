#include "alertmanager_answer.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace monitoring {
namespace {

using ::testing::ElementsAre;

std::string alert(const std::string& fingerprint, const std::string& starts_at, const std::string& status) {
  return R"({"annotations":{"summary":"s"},"endsAt":"2026-11-23T10:02:54.079Z","fingerprint":")" + fingerprint +
         R"(","receivers":[{"name":"hook"}],"startsAt":")" + starts_at + R"(","status":)" + status +
         R"(,"updatedAt":"2026-11-23T09:57:54.079Z","generatorURL":"","labels":{"alertname":"A"}})";
}

std::string silence(const std::string& id, const std::string& state, const std::string& ends_at) {
  return R"({"id":")" + id + R"(","status":{"state":")" + state +
         R"("},"updatedAt":"2026-11-23T09:57:54.114Z","comment":"c","createdBy":"me","endsAt":")" + ends_at +
         R"(","matchers":[{"isEqual":true,"isRegex":false,"name":"alertname","value":"A"},)"
         R"({"isEqual":false,"isRegex":true,"name":"job","value":"x|\"y\""},{"isRegex":false,"name":"a","value":""}],)"
         R"("startsAt":"2026-11-23T09:57:54.114Z"})";
}

TEST(AlertmanagerAnswer, ListsAlertsLatestFirst) {
  const auto alerts = read_alerts(
      "[" +
      alert("a", "2026-11-23T09:00:00.000Z", R"({"inhibitedBy":[],"silencedBy":["s1","s2"],"state":"suppressed"})") +
      "," + alert("b", "2026-11-23T10:00:00.000Z", R"({"inhibitedBy":["c"],"silencedBy":[],"state":"suppressed"})") +
      "]");
  ASSERT_TRUE(alerts) << alerts.error().message;
  ASSERT_EQ(alerts->size(), 2U);
  EXPECT_EQ(alerts->at(0).alert.fingerprint, "b");
  EXPECT_TRUE(alerts->at(0).inhibited);
  EXPECT_FALSE(alerts->at(0).alert.ended_at) << "what is listed fires";
  EXPECT_THAT(alerts->at(1).silenced_by, ElementsAre("s1", "s2"));
  EXPECT_FALSE(alerts->at(1).inhibited);
}

TEST(AlertmanagerAnswer, ListsSilencesInForceTheLastToEndFirst) {
  const auto silences = read_silences("[" + silence("over", "expired", "2026-11-23T08:00:00Z") + "," +
                                      silence("short", "active", "2026-11-23T11:00:00Z") + "," +
                                      silence("long", "active", "2026-11-23T12:00:00Z") + "," +
                                      silence("later", "pending", "2026-11-23T13:00:00Z") + "]");
  ASSERT_TRUE(silences) << silences.error().message;
  ASSERT_EQ(silences->size(), 2U);
  EXPECT_EQ(silences->at(0).id, "long");
  EXPECT_EQ(silences->at(1).created_by, "me");
  EXPECT_EQ(silences->at(1).comment, "c");
  EXPECT_EQ(to_text(silences->at(1).matchers), R"(alertname="A", job!~"x|\"y\"", a="")");
}

TEST(AlertmanagerAnswer, IsRefusedWhereItIsNone) {
  for (const char* body : {"", "{", "null", "7", "{}", "[7]", R"([{"fingerprint":"a"}])", "<html>"}) {
    EXPECT_FALSE(read_alerts(body)) << body;
    EXPECT_FALSE(read_silences(body)) << body;
    EXPECT_FALSE(read_silence_id(body)) << body;
    EXPECT_FALSE(read_start(body)) << body;
    EXPECT_FALSE(read_is_expired(body)) << body;
  }
  EXPECT_FALSE(read_silence_id(R"({"silenceID":""})"));
  EXPECT_FALSE(read_silence_id(R"({"silenceID":7})"));
  EXPECT_FALSE(read_start(R"({"uptime":"long"})"));
}

TEST(AlertmanagerAnswer, SaysWhyNot) {
  EXPECT_EQ(read_refusal(R"("silence not found")"), "silence not found");
  EXPECT_EQ(read_refusal(R"({"code":612,"message":"matchers\nin body"})"), "matchers in body");
  for (const char* body : {"", "7", "{}", "[]", R"({"message":7})"}) EXPECT_EQ(read_refusal(body), "") << body;
  EXPECT_LT(read_refusal("\"" + std::string(100'000, 'x') + "\"").size(), 600U);
}

}  // namespace
}  // namespace monitoring
