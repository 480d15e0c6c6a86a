#include "alert_expression.hpp"

#include <gtest/gtest.h>

namespace charts {
namespace {

struct SplitCase {
  const char* promql;
  const char* expression;
  double limit;
};

class SplitComparison : public ::testing::TestWithParam<SplitCase> {};

TEST_P(SplitComparison, FindsExpressionAndLimit) {
  const auto found = split_comparison(GetParam().promql);
  ASSERT_TRUE(found) << GetParam().promql;
  EXPECT_EQ(found->expression, GetParam().expression);
  EXPECT_EQ(found->limit, GetParam().limit);
}

INSTANTIATE_TEST_SUITE_P(
    AlertExpression, SplitComparison,
    ::testing::Values(
        SplitCase{"sum(users_online) > 1000", "sum(users_online)", 1000},
        SplitCase{R"((sum(up{job="coursebot"}) or vector(0)) < 1)", R"((sum(up{job="coursebot"}) or vector(0)))", 1},
        SplitCase{"a>=5", "a", 5}, SplitCase{"a != 0.5", "a", 0.5}, SplitCase{"a == -3", "a", -3},
        SplitCase{"a <= 1e3", "a", 1000}, SplitCase{"a > (0.25)", "a", 0.25}, SplitCase{"(a > 5)", "a", 5},
        SplitCase{"( (a + b) > 5 )\n", "(a + b)", 5}, SplitCase{"(a) + (b) > 5", "(a) + (b)", 5},
        SplitCase{"a / b > 0.1 and sum(c) >= 3", "a / b", 0.1}, SplitCase{"a > 1 unless on (x) b", "a", 1},
        SplitCase{R"(a{b="x > 1 or y"} > 2)", R"(a{b="x > 1 or y"})", 2},
        SplitCase{R"(a{b='it\'s > 1'} > 2)", R"(a{b='it\'s > 1'})", 2}, SplitCase{"a{b=`\\` } > 2", "a{b=`\\` }", 2},
        SplitCase{R"(a{b!="x",c=~"y"} > 2)", R"(a{b!="x",c=~"y"})", 2}, SplitCase{"sum(a > 1) > 2", "sum(a > 1)", 2},
        SplitCase{"order_or_and > 2", "order_or_and", 2}, SplitCase{"a # > 1\n > 2", "a # > 1", 2},
        SplitCase{"time() - max(x) > 120", "time() - max(x)", 120}));

class NotSplit : public ::testing::TestWithParam<const char*> {};

TEST_P(NotSplit, IsDrawnAsItIs) {
  EXPECT_FALSE(split_comparison(GetParam())) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(AlertExpression, NotSplit,
                         ::testing::Values("", " ", "a", "a > b", "a > bool 1", "a > 1 or b > 2", "a > 1 > 0", "5 > 1",
                                           "sum(a > 1)", "> 1", "a >", "a) > 1", "(a > 1", "a > 1h", "a > Inf",
                                           "a > NaN", "a > '1'", "a{b=\"unclosed > 1", "a and b > 1", "((((", "))))"));

/// The alerts that we deliver: the tests of alerts.yml are in tests/alerts/.
TEST(AlertExpression, SplitsOurAlerts) {
  const auto expression = split_comparison(R"((
            histogram_quantile(0.95, sum(rate(message_processing_time_seconds[5m])))
            or
            histogram_quantile(0.95, sum by (le) (rate(message_processing_time_seconds_bucket[5m])))
          ) > 5)");
  ASSERT_TRUE(expression);
  EXPECT_EQ(expression->limit, 5);
  const auto stuck = split_comparison(R"(time() - max(
            {__name__=~"telegram_last_poll_timestamp_seconds|process_start_time_seconds", job="coursebot"}
            and on (instance) telegram_last_poll_timestamp_seconds{job="coursebot"}
          ) > 120)");
  ASSERT_TRUE(stuck);
  EXPECT_EQ(stuck->limit, 120);
}

}  // namespace
}  // namespace charts
