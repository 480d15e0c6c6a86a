#include <gtest/gtest.h>

#include "alert_scene.hpp"
#include "transcript.hpp"

namespace bot {
namespace {

struct Labels {
  std::string silence;
  std::string revoke_in_list;
  std::string chart;
  std::string users_online;
  std::string week;
};

/// A day of an owner whose bot is watched.
Transcript of_an_owner(const Person& owner, const Labels& labels) {
  Transcript transcript;
  transcript.says(owner, "/alerts");
  transcript.begins(high_load());
  transcript.presses(owner, labels.chart);
  transcript.begins(failing_payments());
  transcript.says(owner, "/alerts");
  transcript.presses_from(owner, "alert:silence:1:4h");
  transcript.presses_from(owner, "alert:silence:1:1h");
  transcript.says(owner, "/alerts");
  transcript.presses(owner, labels.revoke_in_list);
  transcript.presses_from(owner, "alert:silence:2:1h");
  transcript.is_over(failing_payments());
  transcript.a_minute_passes();
  transcript.presses_from(owner, "alert:runbook:1");
  transcript.is_over(high_load());
  transcript.presses_from(owner, "alert:silence:1:1h");
  transcript.alertmanager_is_away(true);
  transcript.begins(high_load_again());
  transcript.presses(owner, labels.silence);
  transcript.says(owner, "/alerts");
  transcript.alertmanager_is_away(false);
  transcript.presses_from(owner, "alert:silence:3:1d");
  transcript.presses_from(owner, "alert:revoke:3");
  transcript.says(owner, "/audit");
  return transcript;
}

Transcript of_charts(const Person& owner, const Labels& labels) {
  Transcript transcript;
  transcript.says(owner, "/chart");
  transcript.presses(owner, labels.users_online);
  transcript.presses(owner, labels.week);
  transcript.says(owner, "/chart process_resident_memory_bytes 2w");
  transcript.says(owner, "/chart users_online forever");
  transcript.says(owner, "/chart users-online");
  transcript.viewer_refuses("There is no chart and no metric “userz”. There are: users_online, payments.");
  transcript.says(owner, "/chart userz");
  transcript.viewer_refuses("");
  transcript.says(owner, "/dashboard");
  transcript.presses(owner, labels.week);
  transcript.says(owner, "/dashboard payments 30d");
  transcript.says(owner, "/query");
  transcript.says(owner, "/query 7d sum(increase(payment_transactions_total[1h])) by (status)");
  return transcript;
}

const Labels kEnglish{.silence = "Silence 1 h",
                      .revoke_in_list = "End silence 1",
                      .chart = "Chart",
                      .users_online = "Users online",
                      .week = "7 d"};
const Labels kRussian{.silence = "Тишина 1 ч",
                      .revoke_in_list = "Снять тишину 1",
                      .chart = "График",
                      .users_online = "Онлайн",
                      .week = "7 д"};

TEST(AlertTranscript, InEnglish) {
  expect_approved(of_an_owner(kOwen, kEnglish), "alerts_in_english");
}

TEST(AlertTranscript, InRussian) {
  expect_approved(of_an_owner(kOlga, kRussian), "alerts_in_russian");
}

TEST(ChartTranscript, InEnglish) {
  expect_approved(of_charts(kOwen, kEnglish), "charts_in_english");
}

TEST(ChartTranscript, InRussian) {
  expect_approved(of_charts(kOlga, kRussian), "charts_in_russian");
}

}  // namespace
}  // namespace bot
