#include "interpolation.hpp"

#include <gtest/gtest.h>

namespace charts {
namespace {

using namespace std::chrono_literals;

TEST(Interpolation, KnowsGrafanasVariables) {
  const Interpolation values{.step = 1min, .range = 6h};
  EXPECT_EQ(interpolate("rate(x[$__rate_interval])", values), "rate(x[75s])");
  EXPECT_EQ(interpolate("rate(x[$__rate_interval])", {.step = 15s, .range = 1h}), "rate(x[60s])");
  EXPECT_EQ(interpolate("$__interval ${__interval} [[__interval]] $__interval_ms", values), "60s 60s 60s 60000");
  EXPECT_EQ(interpolate("increase(x[$__range]) $__range_s $__range_ms", values), "increase(x[21600s]) 21600 21600000");
  EXPECT_EQ(interpolate("increase(x[$__bar])", values), "increase(x[60s])");
}

TEST(Interpolation, KnowsTheDashboardsVariables) {
  const Interpolation values{.variables = {{"job", "coursebot"}, {"plan", "(lite|pro)"}}};
  EXPECT_EQ(interpolate(R"(x{job="$job",plan=~"${plan:regex}"})", values),
            R"-(x{job="coursebot",plan=~"(lite|pro)"})-");
  EXPECT_EQ(interpolate("[[job]]$job", values), "coursebotcoursebot");
}

TEST(Interpolation, LeavesTheRestAsItIs) {
  for (const char* text : {"", "$", "a$", R"(x{a=~"b$"})", "$unknown", "${unknown", "[[unknown", "${}", "[[]]", "x[5m]",
                           "$$__nothing", "{{legend}}"}) {
    EXPECT_EQ(interpolate(text, {}), text);
  }
  EXPECT_EQ(interpolate("$job_name", {.variables = {{"job", "x"}}}), "$job_name");
  // A value is not looked through again.
  EXPECT_EQ(interpolate("$a", {.variables = {{"a", "$a$b"}, {"b", "x"}}}), "$a$b");
}

TEST(Legend, IsFilledWithLabels) {
  const monitoring::Labels labels{{"status", "success"}, {"job", "coursebot"}};
  EXPECT_EQ(fill_legend("{{status}}", labels), "success");
  EXPECT_EQ(fill_legend("{{ status }} of {{job}}!", labels), "success of coursebot!");
  EXPECT_EQ(fill_legend("no {{such}} label", labels), "no  label");
  EXPECT_EQ(fill_legend("{{status", labels), "{{status");
  EXPECT_EQ(fill_legend("}}{{", labels), "}}{{");
}

}  // namespace
}  // namespace charts
